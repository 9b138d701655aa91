import { createHash } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { DeleteObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { ArchiveFault } from "../../src/archive/archiveFault.ts";
import type { ObjectStore, StoredThing } from "../../src/archive/objects/objectStore.ts";
import { openS3Objects } from "../../src/archive/objects/s3Objects.ts";
import { parseS3Place } from "../../src/archive/objects/s3Place.ts";
import { startS3, type S3Server } from "./servers.ts";

let server: S3Server;
let client: S3Client;
let bucket: string;
beforeAll(async () => {
  server = await startS3();
  client = new S3Client({ endpoint: server.endpoint, region: "us-east-1", forcePathStyle: true, credentials: { accessKeyId: server.env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: server.env.AWS_SECRET_ACCESS_KEY ?? "" } });
});
afterAll(async () => {
  client.destroy();
  await server.discard();
});
beforeEach(async () => {
  // What the machine's own configuration says is no part of a test.
  for (const [name, value] of Object.entries({ ...server.env, AWS_EC2_METADATA_DISABLED: "true", AWS_CONFIG_FILE: "/nonexistent", AWS_SHARED_CREDENTIALS_FILE: "/nonexistent" })) vi.stubEnv(name, value);
  bucket = await server.createBucket();
});
afterEach(() => { vi.unstubAllEnvs(); });

async function open(url = `s3://${bucket}/kept`): Promise<ObjectStore> {
  const store = await openS3Objects(parseS3Place(url));
  onTestFinished(() => store.close());
  return store;
}

async function things(store: ObjectStore): Promise<StoredThing[]> {
  const all: StoredThing[] = [];
  for await (const thing of store.list()) all.push(thing);
  return all.sort((a, b) => (a.place < b.place ? -1 : 1));
}

async function faultOf(work: () => Promise<unknown>): Promise<ArchiveFault["diagnostic"]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ArchiveFault) return error.diagnostic;
    throw error;
  }
  throw new Error("no fault");
}

function told({ code, message, hint = "" }: ArchiveFault["diagnostic"]): string {
  return `${code} ${message} ${hint}`;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

const keyOf = (hash: string): string => `kept/objects/${hash.slice(0, 2)}/${hash.slice(2)}`;
const putByHand = (key: string, body: string): Promise<unknown> => client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));

test("what is put comes back byte for byte, also when it is put again", async () => {
  const store = await open();
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
    const name = await store.put(bytes);
    expect(name).toBe(sha256(bytes));
    expect(await store.put(bytes)).toBe(name);
    expect(Buffer.compare(Buffer.from((await store.get(name)) ?? "none"), Buffer.from(bytes))).toBe(0);
  }), { numRuns: 30 });
});

test("twenty megabytes come back as they were", async () => {
  const store = await open();
  const bytes = Buffer.alloc(20_000_000, createHash("sha512").update("seed").digest());
  expect(sha256((await store.get(await store.put(bytes))) ?? new Uint8Array())).toBe(sha256(bytes));
});

test("what is not there is undefined", async () => {
  expect(await (await open()).get(sha256(Buffer.from("nothing")))).toBeUndefined();
});

test("a list has every object over all its pages, and what else lies under the prefix as foreign", async () => {
  const store = await open();
  const names = await Promise.all(Array.from({ length: 1100 }, (_, index) => store.put(Buffer.from(`object ${index}`))));
  await putByHand("kept/notes.txt", "a shopping list");
  await putByHand(`kept/objects/${names[0] ?? ""}`, "without a folder");
  await putByHand("elsewhere/notes.txt", "another program's");
  const listed = await things(store);
  expect(listed.filter(({ kind }) => kind === "object").map(({ sha256: name }) => name)).toEqual([...names].sort());
  expect(listed.filter(({ kind }) => kind !== "object")).toEqual([{ place: "notes.txt", bytes: 15, kind: "foreign" }, { place: `objects/${names[0] ?? ""}`, bytes: 16, kind: "foreign" }]);
});

test("a whole bucket without a prefix is a store as well", async () => {
  const store = await open(`s3://${bucket}`);
  const name = await store.put(Buffer.from("bytes"));
  expect(await things(store)).toEqual([{ place: `objects/${name.slice(0, 2)}/${name.slice(2)}`, bytes: 5, kind: "object", sha256: name }]);
});

test("several machines that put the same at once all succeed", async () => {
  const stores = await Promise.all(Array.from({ length: 5 }, () => open()));
  for (let round = 0; round < 20; round++) {
    const bytes = Buffer.from(`round ${round}`.repeat(1000));
    expect(new Set(await Promise.all(stores.map((store) => store.put(bytes))))).toEqual(new Set([sha256(bytes)]));
  }
  expect(await things(stores[0]!)).toHaveLength(20);
});

test.each([["other bytes of the same length", "bytez"], ["fewer bytes", "byt"]])("an object that holds %s is damaged: that is said, and nothing is overwritten", async (_what, instead) => {
  const store = await open();
  const bytes = Buffer.from("bytes");
  const hash = await store.put(bytes);
  await putByHand(keyOf(hash), instead);
  const damaged = await store.get(hash);
  expect(await faultOf(() => store.put(bytes))).toMatchObject({ code: "archive/damaged-object" });
  expect(await store.get(hash)).toEqual(damaged);
  expect(sha256(damaged ?? new Uint8Array())).not.toBe(hash);
});

test("bytes that changed on the server's disk come as they lie there, so that whoever reads them finds out", async () => {
  const store = await open();
  const hash = await store.put(Buffer.from("bytes"));
  writeFileSync(join(server.folder, bucket, keyOf(hash)), "bytez");
  expect(Buffer.from((await store.get(hash)) ?? "").toString()).toBe("bytez");
});

test("an object that was put without a checksum is read before it is believed", async () => {
  const store = await open();
  const hash = sha256(Buffer.from("bytes"));
  await putByHand(keyOf(hash), "bytes");
  expect(await store.put(Buffer.from("bytes"))).toBe(hash);
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(hash) }));
  expect(await store.get(hash)).toBeUndefined();
});

test("a bucket that is not there is none to be made", async () => {
  expect(await faultOf(() => open("s3://not-there/kept"))).toMatchObject({ code: "archive/no-such-bucket", message: "There is no bucket “not-there”." });
});

test("a bucket that goes while it is in use is missed", async () => {
  const store = await open();
  rmSync(join(server.folder, bucket), { recursive: true });
  for (const work of [() => store.put(Buffer.from("x")), () => store.get(sha256(Buffer.from("x"))), () => things(store)]) expect((await faultOf(work)).code).toBe("archive/no-such-bucket");
});

test("wrong, missing and insufficient keys are told apart", async () => {
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "wrong");
  expect(told(await faultOf(open))).toMatch(/^archive\/access-denied.*AWS_SECRET_ACCESS_KEY/);
  for (const [name, value] of Object.entries(server.createStranger())) vi.stubEnv(name, value);
  expect(told(await faultOf(open))).toMatch(/^archive\/access-denied.*s3:ListBucket/);
  vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
  expect((await faultOf(open)).code).toBe("archive/no-credentials");
});

test("a region is needed for Amazon's servers alone", async () => {
  vi.stubEnv("AWS_REGION", undefined);
  expect((await open()).place).toBe(`s3://${bucket}/kept/`);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", undefined);
  expect(told(await faultOf(open))).toMatch(/^archive\/object-store.*AWS_REGION/);
});

test("a server that cannot be reached, and one that is no S3 server, are named as such", async () => {
  vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9");
  expect((await faultOf(open)).code).toBe("archive/unreachable");
  vi.stubEnv("AWS_ENDPOINT_URL_S3", "http://nowhere.invalid");
  expect((await faultOf(open)).code).toBe("archive/unreachable");
  for (const [status, type, body] of [[200, "text/html", "<!doctype html><p>Welcome"], [200, "application/xml", "<a/>"], [404, "text/html", "<p>not found"], [500, "text/plain", "oh"]] as const) {
    const web = createServer((_request, response) => { response.writeHead(status, { "content-type": type }).end(body); }).listen(0, "127.0.0.1");
    await once(web, "listening");
    const address = web.address();
    vi.stubEnv("AWS_ENDPOINT_URL_S3", `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`);
    expect((await faultOf(open)).code, body).toBe("archive/object-store");
    web.close();
  }
});

test("a server that stops leaves what was put, and a clear message", async () => {
  const store = await open();
  const hash = await store.put(Buffer.from("before"));
  onTestFinished(() => server.start());
  await server.kill();
  for (const work of [() => store.put(Buffer.from("x")), () => store.get(hash), () => things(store)]) expect(await faultOf(work)).toMatchObject({ code: "archive/unreachable" });
  await server.start();
  expect(await things(store)).toEqual([{ place: `objects/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes: 6, kind: "object", sha256: hash }]);
  expect(await store.put(Buffer.from("x"))).toBe(sha256(Buffer.from("x")));
});
