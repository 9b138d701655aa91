import { createHash } from "node:crypto";

/** SHA-256 (FIPS 180-4) in hex: what every kept thing is known by. */
export function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** JSON whose objects have their keys in order, so that equal contents are equal texts. */
export function orderedJson(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) => (
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value
  ));
}
