import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { flushFolder, isSystemError, makeFolders, reasonOf, writeFlushed } from "../../files/index.ts";
import { ArchiveFault } from "../archiveFault.ts";
import { bagPath, manifestPath } from "./bagNames.ts";

/** A file of a bag's payload. */
export interface PayloadFile {
  /** From the payload's folder, with `/`. */
  readonly path: string;
  /** Asked for when the file is written, so that no more than one has to be in memory. */
  readonly read: () => Promise<Uint8Array>;
}

/** Entries of bag-info.txt, in their order (RFC 8493, 2.2.2). */
export type BagInfo = readonly (readonly [label: string, value: string])[];

const algorithms = ["sha256", "sha512"] as const;
type Algorithm = (typeof algorithms)[number];

/** By path in the bag, in hex. */
type Manifest = Map<string, Readonly<Record<Algorithm, string>>>;

/**
 * Writes a bag (RFC 8493, BagIt 1.0) whole or not at all: under another name beside its place, every file and folder flushed to the disk, then renamed. Names are UTF-8 in normalization form C.
 *
 * Throws `ArchiveFault`: `archive/export-exists` where the folder is there and not empty, `archive/export-not-written` (no permission, disk full …), `archive/unsafe-name` for a name that leads out of the payload or
 * is there twice.
 *
 * @param folder where the bag comes to be; its parents are made where they are missing
 * @param info without Payload-Oxum, which is counted here
 */
export async function writeBag(folder: string, payload: readonly PayloadFile[], info: BagInfo): Promise<void> {
  const target = resolve(folder);
  const paths = payloadPaths(payload);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.partial`);
  try {
    await refuseTaken(target, folder);
    await makeFolders(temporary);
    await fillBag(temporary, payload, paths, info);
    await rename(temporary, target);
    await flushFolder(dirname(target));
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    throw asFault(error, folder);
  }
}

/** Where files come to stand in the bag. On file systems that do not tell capitals from small letters, or forms of Unicode apart, one would overwrite the other. */
function payloadPaths(payload: readonly PayloadFile[]): string[] {
  const taken = new Set<string>();
  return payload.map(({ path }) => {
    const own = bagPath(path);
    const alike = own.toLowerCase();
    if (taken.has(alike)) throw new ArchiveFault("archive/unsafe-name", `The edition keeps two files whose names are the same in some file systems: ${own}.`, "Add the edition again with files of other names.");
    taken.add(alike);
    return own;
  });
}

async function refuseTaken(target: string, folder: string): Promise<void> {
  const found = await readdir(target).catch((error: unknown) => {
    if (isSystemError(error) && error.code === "ENOENT") return [];
    throw error;
  });
  if (found.length > 0) throw new ArchiveFault("archive/export-exists", `The folder ${folder} is not empty.`, "Name a folder that does not exist yet.");
}

async function fillBag(root: string, payload: readonly PayloadFile[], paths: readonly string[], info: BagInfo): Promise<void> {
  const folders = new Set([root]);
  const write = async (path: string, bytes: Uint8Array): Promise<Readonly<Record<Algorithm, string>>> => {
    await makeBagFolders(root, dirname(path), folders);
    await writeFlushed(join(root, path), bytes);
    return { sha256: hash("sha256", bytes), sha512: hash("sha512", bytes) };
  };
  await makeBagFolders(root, "data", folders);
  const manifest: Manifest = new Map();
  let octets = 0;
  for (const [index, { read }] of payload.entries()) {
    const path = paths[index] ?? "";
    const bytes = await read();
    octets += bytes.byteLength;
    manifest.set(path, await write(path, bytes));
  }
  const tags: readonly (readonly [string, string])[] = [
    ["bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"],
    ["bag-info.txt", infoText([...info, ["Payload-Oxum", `${octets}.${payload.length}`]])],
    ...algorithms.map((algorithm) => [`manifest-${algorithm}.txt`, manifestText(manifest, algorithm)] as const),
  ];
  const tagManifest: Manifest = new Map();
  for (const [path, text] of tags) tagManifest.set(path, await write(path, new TextEncoder().encode(text)));
  for (const algorithm of algorithms) await write(`tagmanifest-${algorithm}.txt`, new TextEncoder().encode(manifestText(tagManifest, algorithm)));
  for (const path of folders) await flushFolder(path);
}

async function makeBagFolders(root: string, folder: string, known: Set<string>): Promise<void> {
  const path = join(root, folder);
  if (known.has(path)) return;
  await makeBagFolders(root, dirname(folder), known);
  await mkdir(path);
  known.add(path);
}

function infoText(info: BagInfo): string {
  return info.map(([label, value]) => `${label}: ${value.normalize("NFC").replace(/\s+/gu, " ").trim()}\n`).join("");
}

function manifestText(manifest: Manifest, algorithm: Algorithm): string {
  const lines = [...manifest].map(([path, sums]) => `${sums[algorithm]}  ${manifestPath(path)}\n`);
  return lines.join("");
}

function hash(algorithm: Algorithm, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest("hex");
}

function asFault(error: unknown, folder: string): unknown {
  if (!isSystemError(error)) return error;
  if (error.code === "ENOTEMPTY" || error.code === "EEXIST") return new ArchiveFault("archive/export-exists", `The folder ${folder} is not empty.`, "Name a folder that does not exist yet.");
  return new ArchiveFault("archive/export-not-written", `The bag could not be written to ${folder}: ${reasonOf(error)}.`, "Nothing was left there; name a folder that can be written to, on a disk with room for the edition's files.");
}
