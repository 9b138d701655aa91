import { createHash } from "node:crypto";

/** A UUID that is always the same for the same name (RFC 9562, 5.8: version 8, from SHA-256). */
export function namedUuid(...name: readonly (string | Uint8Array | undefined)[]): string {
  const hash = createHash("sha256");
  for (const part of name) hash.update(part ?? "").update("\0");
  const bytes = hash.digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = bytes.toString("hex");
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
}
