import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const profileFolder = fileURLToPath(new URL("../../src/press/icc", import.meta.url));
export const coatedPath = fileURLToPath(new URL("../../src/press/icc/ISOcoated_v2_300_bas.icc", import.meta.url));

/** A copy that a test may damage. */
export function coatedProfile(): Uint8Array {
  return new Uint8Array(readFileSync(coatedPath));
}
