import { createHash } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import { ArchiveFault } from "../archiveFault.ts";
import type { ObjectStore, StoredThing } from "./objectStore.ts";
import { isMissing, isUnknownHeader, refusesOverwriting, s3Fault } from "./s3Faults.ts";
import type { S3Place } from "./s3Place.ts";

/** What one request may upload (Amazon S3, "Multipart upload limits"), bytes. */
const LARGEST_OBJECT = 5 * 1024 ** 3;
/** How often a write is tried that the server refuses because another of the same name is going on. */
const TRIES = 5;

type Sdk = typeof S3;

interface Bucket {
  readonly sdk: Sdk;
  readonly client: S3.S3Client;
  readonly place: S3Place;
}

/**
 * Opens a bucket, or the part of it under a prefix, of Amazon S3 or any server that speaks its language, as the place where an archive's files lie. Credentials, region and endpoint come from where AWS's own programs
 * take them: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`, or its configuration files; where an endpoint is given, buckets are named in the path.
 *
 * An object `ab12…` has the key `prefix/objects/ab/12…`, as in a folder. It is written with its SHA-256, by which the server checks what arrives, and never over another (`If-None-Match: *`; where a server does not know that, after a
 * look whether it is there).
 *
 * Throws `ArchiveFault`: `archive/no-such-bucket`, `archive/access-denied`, `archive/no-credentials`, `archive/unreachable`, `archive/object-store` for whatever else the server says, `archive/object-too-large`,
 * `archive/damaged-object`.
 */
export async function openS3Objects(place: S3Place): Promise<ObjectStore> {
  // Which version of Node.js comes after this one is not a matter of the archive.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
  const sdk = await import("@aws-sdk/client-s3");
  const client = await clientOf(sdk, place);
  const bucket: Bucket = { sdk, client, place };
  try {
    const { Name } = await speaking(place, () => client.send(new sdk.ListObjectsV2Command({ Bucket: place.bucket, Prefix: place.prefix, MaxKeys: 1 })));
    if (Name !== place.bucket) throw new ArchiveFault("archive/object-store", `What answers for ${place.name} does not speak S3's language.`, "Check AWS_ENDPOINT_URL_S3: it names the server alone, without the bucket.");
  } catch (error) {
    client.destroy();
    throw error;
  }
  return {
    place: place.name,
    put: (bytes) => put(bucket, bytes),
    get: (sha256) => get(bucket, sha256),
    list: () => list(bucket),
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}

async function clientOf(sdk: Sdk, place: S3Place): Promise<S3.S3Client> {
  const endpoint = process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL;
  const elsewhere = endpoint !== undefined && endpoint !== "";
  const region = process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  const config: S3.S3ClientConfig = {
    ...(elsewhere && { forcePathStyle: true }),
    ...(region !== undefined && { region }),
    followRegionRedirects: true,
    // Older servers than Amazon's know no other checksum than the one that is asked for; and what is read back is checked by those who read it.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 60_000 },
  };
  const client = new sdk.S3Client(config);
  try {
    await speaking(place, () => client.config.region());
    return client;
  } catch (error) {
    client.destroy();
    // Servers other than Amazon's seldom have regions, but a signature names one.
    if (elsewhere && error instanceof ArchiveFault) return new sdk.S3Client({ ...config, region: "us-east-1" });
    throw error;
  }
}

async function put(bucket: Bucket, bytes: Uint8Array): Promise<string> {
  const { sdk, client, place } = bucket;
  if (bytes.byteLength > LARGEST_OBJECT) {
    throw new ArchiveFault("archive/object-too-large", `A file of ${bytes.byteLength} bytes is too large for ${place.name}: 5 GiB is the most.`, "Keep it in an archive in a folder, or make it smaller.");
  }
  const digest = createHash("sha256").update(bytes).digest();
  const sha256 = digest.toString("hex");
  if (await isThere(bucket, sha256, bytes.byteLength)) return sha256;
  const request = { Bucket: place.bucket, Key: keyOf(place, sha256), Body: bytes, ContentLength: bytes.byteLength, ChecksumSHA256: digest.toString("base64") };
  let knowsCondition = true;
  for (let left = TRIES; ; left--) {
    try {
      await client.send(new sdk.PutObjectCommand({ ...request, ...(knowsCondition && { IfNoneMatch: "*" }) }));
      return sha256;
    } catch (error) {
      if (left > 1 && refusesOverwriting(error)) {
        if (await isThere(bucket, sha256, bytes.byteLength)) return sha256;
      } else if (left > 1 && knowsCondition && isUnknownHeader(error)) knowsCondition = false;
      else throw s3Fault(error, place);
    }
  }
}

/** Whether an object is there and whole. The server's own SHA-256 of it is believed; where it has none, the object is read. */
async function isThere(bucket: Bucket, sha256: string, bytes: number): Promise<boolean> {
  const { sdk, client, place } = bucket;
  const key = keyOf(place, sha256);
  try {
    const { ContentLength, ChecksumSHA256, ChecksumType } = await client.send(new sdk.HeadObjectCommand({ Bucket: place.bucket, Key: key, ChecksumMode: "ENABLED" }));
    const sum = ChecksumType === "COMPOSITE" ? undefined : ChecksumSHA256;
    const whole = ContentLength === bytes && (sum === undefined ? await hashesTo(bucket, sha256) : Buffer.from(sum, "base64").toString("hex") === sha256);
    if (whole) return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw s3Fault(error, place);
  }
  throw new ArchiveFault(
    "archive/damaged-object",
    `${place.name}${key.slice(place.prefix.length)} is damaged: its content does not hash to its name.`,
    "Nothing was overwritten. Put the file back from a backup, or move it away and add the edition again.",
  );
}

async function hashesTo(bucket: Bucket, sha256: string): Promise<boolean> {
  const bytes = await get(bucket, sha256);
  return bytes !== undefined && createHash("sha256").update(bytes).digest("hex") === sha256;
}

async function get({ sdk, client, place }: Bucket, sha256: string): Promise<Uint8Array | undefined> {
  let answer: S3.GetObjectCommandOutput;
  try {
    answer = await client.send(new sdk.GetObjectCommand({ Bucket: place.bucket, Key: keyOf(place, sha256) }));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw s3Fault(error, place);
  }
  return speaking(place, async () => answer.Body?.transformToByteArray() ?? new Uint8Array());
}

async function* list({ sdk, client, place }: Bucket): AsyncGenerator<StoredThing> {
  let from: string | undefined;
  do {
    const page = await speaking(place, () => client.send(new sdk.ListObjectsV2Command({ Bucket: place.bucket, Prefix: place.prefix, ...(from !== undefined && { ContinuationToken: from }) })));
    for (const { Key: key, Size: bytes } of page.Contents ?? []) if (key !== undefined) yield thingAt(place, key, bytes ?? 0);
    from = page.NextContinuationToken;
  } while (from !== undefined);
}

function thingAt(place: S3Place, key: string, bytes: number): StoredThing {
  const under = key.slice(place.prefix.length);
  const [, beginning, rest] = /^objects\/([0-9a-f]{2})\/([0-9a-f]{62})$/.exec(under) ?? [];
  return beginning === undefined || rest === undefined ? { place: under, bytes, kind: "foreign" } : { place: under, bytes, kind: "object", sha256: beginning + rest };
}

function keyOf({ prefix }: S3Place, sha256: string): string {
  return `${prefix}objects/${sha256.slice(0, 2)}/${sha256.slice(2)}`;
}

async function speaking<T>(place: S3Place, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw s3Fault(error, place);
  }
}
