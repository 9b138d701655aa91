import { createHash } from "node:crypto";

/** SHA-256 (FIPS 180-4) in hex: what every kept thing is known by. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
