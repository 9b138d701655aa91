import { Buffer } from "node:buffer";
import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { shownName, type ImageFault } from "./imageFault.ts";

/** No picture in a bulletin is larger by far; a file beyond it was named by mistake. */
const LARGEST_FILE = 1024 * 1024 * 1024;

/** Reads the bytes that an image's `src` names, or says why there are none. */
export type ReadImageFile = (src: string) => Promise<Uint8Array | ImageFault>;

/**
 * Opens the folders that images may lie in. A `src` is taken as a browser takes it: percent-decoded, without what follows `?` or `#`; relative
 * to the first folder in which there is such a file. `data:` URLs carry their bytes. Nothing is fetched from the network, and nothing outside
 * the folders is read, be it by `..`, an absolute path or a symbolic link.
 *
 * @param folders the template's, then those of the copy
 */
export function openImageFolders(folders: readonly string[]): ReadImageFile {
  let roots: Promise<readonly string[]> | undefined;
  return async (src) => {
    const shown = shownName(src);
    if (src.trim() === "") return { code: "missing", message: "An image names no file: its `src` is empty or absent.", hint: "Give the image's path in `src`, or leave the element out." };
    if (/^data:/i.test(src)) return readDataUrl(src);
    if (/^(?:https?|ftp):|^\/\//i.test(src)) {
      return { code: "network", message: `The image “${shown}” lies on the network, from which nothing is fetched.`, hint: "Save it in the template's folder or beside the copy, and name that file." };
    }
    const path = pathOf(src);
    if (path === undefined) return { code: "unknown-address", message: `The image “${shown}” is no path.`, hint: "Name a file in the template's folder or beside the copy." };
    roots ??= Promise.all(folders.map((folder) => realpath(folder)));
    return readWithin(await roots, path, shown);
  };
}

/** The path that an image's `src` names; `undefined` for what is no path. */
export function pathOf(src: string): string | undefined {
  const bare = src.trim().replace(/[?#].*$/s, "");
  try {
    if (/^file:/i.test(bare)) return fileURLToPath(bare);
    if (/^[a-z][a-z\d+.-]+:/i.test(bare)) return undefined;
    const path = decodeURIComponent(bare);
    return path === "" || path.includes("\0") ? undefined : path;
  } catch {
    // A per cent sign that stands for itself.
    return bare.includes("\0") ? undefined : bare;
  }
}

async function readWithin(roots: readonly string[], path: string, shown: string): Promise<Uint8Array | ImageFault> {
  let leaves = false;
  for (const root of roots) {
    try {
      const real = await realpath(isAbsolute(path) ? path : join(root, path));
      if (!roots.some((folder) => real === folder || real.startsWith(folder.endsWith(sep) ? folder : folder + sep))) {
        leaves = true;
        continue;
      }
      const { size } = await stat(real);
      if (size > LARGEST_FILE) return { code: "too-large", message: `The image “${shown}” has ${size} bytes.`, hint: "Give one of at most 1 GiB." };
      return await readFile(real);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : undefined;
      if (code === undefined) throw error;
      if (code !== "ENOENT" && code !== "ENOTDIR") {
        return { code: "unreadable", message: `The image “${shown}” cannot be read: ${code}.`, hint: "Check that it is a file and may be read." };
      }
    }
  }
  if (leaves) {
    return { code: "outside-folder", message: `The image “${shown}” lies outside the folders of the template and the copy.`, hint: "Copy it into the template's folder or beside the copy." };
  }
  const places = roots.map((root) => resolve(root, path)).filter((place, index, all) => all.indexOf(place) === index);
  return { code: "missing", message: `There is no image “${shown}”.`, hint: `Looked for it as ${places.join(" and ")}.` };
}

/** RFC 2397 as browsers take it. */
function readDataUrl(src: string): Uint8Array | ImageFault {
  const comma = src.indexOf(",");
  const fault = { code: "damaged", message: `The data: URL “${shownName(src)}” holds no image.`, hint: "It reads data:image/png;base64, and the file in Base64." };
  if (comma < 0) return fault;
  try {
    const text = decodeURIComponent(src.slice(comma + 1));
    const bytes = /;\s*base64\s*$/i.test(src.slice(0, comma)) ? Buffer.from(text, "base64") : Buffer.from(text, "utf8");
    return bytes.byteLength === 0 ? fault : bytes;
  } catch {
    return fault;
  }
}
