import * as z from "zod/mini";
import { ArchiveFault } from "../archiveFault.ts";
import type { S3Place } from "./s3Place.ts";

/** What the SDK's errors have, those of the network and those that the server answered. */
const errorSchema = z.object({
  name: z.string(),
  message: z.string(),
  code: z.optional(z.string()),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
});

/** Whether the server says that there is no such object, in a bucket that is there. */
export function isMissing(error: unknown): boolean {
  const { success, data } = errorSchema.safeParse(error);
  return success && data.name !== "NoSuchBucket" && data.$metadata?.httpStatusCode === 404;
}

/** Whether the server did not write because the object is there already, or is being written by another (RFC 9110, section 15.5.13; Amazon S3, "Conditional requests"). */
export function refusesOverwriting(error: unknown): boolean {
  const { success, data } = errorSchema.safeParse(error);
  return success && (data.$metadata?.httpStatusCode === 412 || data.$metadata?.httpStatusCode === 409);
}

/** Whether the server does not know a header of the request, as those do that have no conditional writes. */
export function isUnknownHeader(error: unknown): boolean {
  const { success, data } = errorSchema.safeParse(error);
  return success && (data.name === "NotImplemented" || data.$metadata?.httpStatusCode === 501);
}

const networkCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EPIPE", "EPROTO", "ERR_TLS_CERT_ALTNAME_INVALID", "DEPTH_ZERO_SELF_SIGNED_CERT", "SELF_SIGNED_CERT_IN_CHAIN", "CERT_HAS_EXPIRED", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"]);
const keyErrors = new Set(["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "InvalidSecurity", "RequestTimeTooSkewed"]);
const regionErrors = new Set(["PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"]);

/** Says what went wrong between here and the server; errors that have nothing to do with it come back as they are. */
export function s3Fault(error: unknown, { name: place, bucket }: S3Place): unknown {
  if (error instanceof ArchiveFault) return error;
  const { success, data } = errorSchema.safeParse(error);
  if (!success) return error;
  const { name, message, code, $metadata } = data;
  const status = $metadata?.httpStatusCode;
  if (name === "NoSuchBucket") return new ArchiveFault("archive/no-such-bucket", `There is no bucket “${bucket}”.`, "Check its name and AWS_ENDPOINT_URL_S3, or create it first; Nashra creates none.");
  if (name === "CredentialsProviderError" || name === "TokenProviderError") {
    return new ArchiveFault("archive/no-credentials", `No keys are given for ${place}.`, "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.");
  }
  if (message === "Region is missing") return new ArchiveFault("archive/object-store", `No region is given for ${place}.`, "Set AWS_REGION, and AWS_ENDPOINT_URL_S3 for a server other than Amazon's.");
  if (keyErrors.has(name)) return new ArchiveFault("archive/access-denied", `The server does not accept the keys for ${place} (${name}).`, "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and that the clock is right.");
  if (regionErrors.has(name)) return new ArchiveFault("archive/object-store", `The bucket “${bucket}” is in another region (${name}).`, "Set AWS_REGION to the bucket's region.");
  if (status === 401 || status === 403) {
    return new ArchiveFault("archive/access-denied", `The server does not let these keys into ${place} (${name}).`, "They need s3:GetObject, s3:PutObject and s3:ListBucket there; for reading alone, s3:GetObject and s3:ListBucket.");
  }
  if (name === "TimeoutError" || name === "NetworkingError" || (code !== undefined && networkCodes.has(code)) || message === "aborted") {
    return new ArchiveFault("archive/unreachable", `The server of ${place} cannot be reached: ${message || (code ?? name)}.`, "Check the network and AWS_ENDPOINT_URL_S3. What was kept before stays; do it again when the server is back.");
  }
  if (status !== undefined) {
    return new ArchiveFault("archive/object-store", `The server of ${place} answers ${name} (${status}): ${message}.`, "Check AWS_ENDPOINT_URL_S3 and the server's own log. What was kept before stays; do it again when the server is well.");
  }
  return error;
}
