import { ArchiveFault } from "../archiveFault.ts";

/** Where in an S3-compatible store objects lie. */
export interface S3Place {
  readonly bucket: string;
  /** What all keys begin with: empty, or ends in `/`. */
  readonly prefix: string;
  /** As a person writes it: `s3://bucket/prefix/`. */
  readonly name: string;
}

/**
 * Reads `s3://bucket` or `s3://bucket/prefix`. The prefix is taken as it stands.
 *
 * Throws `ArchiveFault` `archive/bad-place` for what is no such thing; never with what might be a password in its message.
 */
export function parseS3Place(url: string): S3Place {
  const [, bucket, path = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/su.exec(url) ?? [];
  if (bucket === undefined) {
    throw new ArchiveFault(
      "archive/bad-place",
      url.includes("@") ? "The place of the objects names a user or a password, which does not belong there." : `“${url}” is no bucket.`,
      "Write s3://bucket or s3://bucket/prefix, the bucket's name in lower case; keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the server from AWS_ENDPOINT_URL_S3.",
    );
  }
  const prefix = path === "" || path.endsWith("/") ? path : `${path}/`;
  return { bucket, prefix, name: `s3://${bucket}/${prefix}` };
}
