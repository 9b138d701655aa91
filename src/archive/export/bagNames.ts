import { ArchiveFault } from "../archiveFault.ts";

/**
 * Where a file of the payload stands in a bag.
 *
 * Throws `ArchiveFault` `archive/unsafe-name` for a name that could lead out of the payload in some file system.
 *
 * @param path from the payload's folder, with `/`
 */
export function bagPath(path: string): string {
  const parts = path.normalize("NFC").split("/");
  const isUnsafe = parts.some((part) => part === "" || part === "." || part === ".." || /[\\\0]/.test(part)) || /^[A-Za-z]:/.test(path) || !path.isWellFormed();
  if (isUnsafe) throw new ArchiveFault("archive/unsafe-name", `The edition keeps a file under a name that could lead outside the bag: ${JSON.stringify(path)}.`, "Add the edition again with files of other names.");
  return ["data", ...parts].join("/");
}

/** A path as manifests write it: what would end the line, and the sign of that, is percent-encoded (RFC 8493, 2.1.3). */
export function manifestPath(path: string): string {
  return path.replace(/[%\r\n]/g, encodeURIComponent);
}
