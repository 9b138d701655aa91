import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { ArchiveFault } from "../../../src/archive/archiveFault.ts";
import { writeBag, type PayloadFile } from "../../../src/archive/export/bag.ts";

const scratch = mkdtempSync(join(tmpdir(), "nashra-bags-"));
afterAll(() => { rmSync(scratch, { recursive: true }); });
let count = 0;
const place = (): string => join(scratch, `bag-${count++}`);
const file = (path: string, bytes: Uint8Array = new Uint8Array([1])): PayloadFile => ({ path, read: () => Promise.resolve(bytes) });
const faultOf = async (work: Promise<void>): Promise<string> => {
  const error = await work.then(() => undefined, (thrown: unknown) => thrown);
  if (!(error instanceof ArchiveFault)) throw new Error(`no fault: ${String(error)}`);
  return error.diagnostic.code;
};
const filesUnder = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/")).sort();

/** Reads a bag as RFC 8493 says: what its manifests list, names decoded, each checked. */
function listed(folder: string, manifest: string, algorithm: string): string[] {
  return readFileSync(join(folder, manifest), "utf8").split("\n").slice(0, -1).map((line) => {
    const [, sum = "", written = ""] = /^([0-9a-f]+) {2}(.+)$/.exec(line) ?? [];
    const path = written.replace(/%(25|0A|0D)/gi, decodeURIComponent);
    expect(createHash(algorithm).update(readFileSync(join(folder, path))).digest("hex")).toBe(sum);
    return path;
  });
}

const name = fc.string({ unit: fc.constantFrom("a", "ب", "é", "e\u0301", "٣", " ", "%", "\r", "\n", "'", '"', "#", "?", "*", ".", "~", "-", "_", "😀"), minLength: 1, maxLength: 8 }).filter((part) => part !== "." && part !== "..");
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));

test("every file comes back from a bag, under its name in form C, whatever letters it has, and all of the bag is in its manifests", async () => {
  await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.tuple(path, fc.uint8Array({ maxLength: 50 })), { selector: ([key]) => key.normalize("NFC").toLowerCase(), maxLength: 6 }), async (files) => {
    // A file cannot be a folder too.
    fc.pre(!files.some(([one]) => files.some(([other]) => other.normalize("NFC").startsWith(`${one.normalize("NFC")}/`))));
    const folder = place();
    await writeBag(folder, files.map(([key, bytes]) => file(key, bytes)), [["External-Identifier", "النشرة/1\nx"]]);
    const payload = files.map(([key]) => `data/${key.normalize("NFC")}`).sort();
    const tags = ["bag-info.txt", "bagit.txt", "manifest-sha256.txt", "manifest-sha512.txt"];
    for (const algorithm of ["sha256", "sha512"]) {
      expect(listed(folder, `manifest-${algorithm}.txt`, algorithm).sort()).toEqual(payload);
      expect(listed(folder, `tagmanifest-${algorithm}.txt`, algorithm).sort()).toEqual(tags);
    }
    expect(filesUnder(folder)).toEqual([...payload, ...tags, "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"].sort());
    for (const [key, bytes] of files) expect(new Uint8Array(readFileSync(join(folder, "data", key.normalize("NFC"))))).toEqual(bytes);
    expect(readFileSync(join(folder, "bagit.txt"), "utf8")).toBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    expect(readFileSync(join(folder, "bag-info.txt"), "utf8")).toBe(`External-Identifier: النشرة/1 x\nPayload-Oxum: ${files.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${files.length}\n`);
    rmSync(folder, { recursive: true });
  }), { numRuns: 40 });
});

test.each(["../a", "a/../../b", "/etc/passwd", "a//b", "./a", "", "a\\..\\b", "C:/a", "a/.", "a\0b", "\ud800"])("a name that leads out is refused: %j", async (key) => {
  const folder = place();
  expect(await faultOf(writeBag(folder, [file(key)], []))).toBe("archive/unsafe-name");
  expect(existsSync(folder)).toBe(false);
});

test.each([["A.txt", "a.txt"], ["\u00e9", "e\u0301"]])("two names that are one in some file systems are refused: %s and %s", async (one, other) => {
  expect(await faultOf(writeBag(place(), [file(one), file(other)], []))).toBe("archive/unsafe-name");
});

describe("whole or not at all", () => {
  test("what cannot be read leaves nothing, and is told as it was", async () => {
    const parent = place();
    mkdirSync(parent);
    const lost = new ArchiveFault("archive/damaged-object", "It is damaged.", "Restore it.");
    await expect(writeBag(join(parent, "bag"), [file("a"), { path: "b", read: () => Promise.reject(lost) }], [])).rejects.toBe(lost);
    expect(readdirSync(parent)).toEqual([]);
  });

  test("the bag is not there before it is complete", async () => {
    const folder = place();
    await writeBag(folder, [file("a"), { path: "b", read: () => Promise.resolve(new Uint8Array([existsSync(folder) ? 1 : 0])) }], []);
    expect(readFileSync(join(folder, "data", "b"))[0]).toBe(0);
  });

  test("a folder that has something in it stays as it is; an empty one is filled", async () => {
    const folder = place();
    mkdirSync(folder);
    writeFileSync(join(folder, "mine.txt"), "mine");
    expect(await faultOf(writeBag(folder, [file("a")], []))).toBe("archive/export-exists");
    expect(readdirSync(folder)).toEqual(["mine.txt"]);
    rmSync(join(folder, "mine.txt"));
    await writeBag(folder, [file("a")], []);
    expect(statSync(join(folder, "data", "a")).isFile()).toBe(true);
  });

  test("two that are written to one place at once: one of them is there, whole", async () => {
    const folder = place();
    const outcomes = await Promise.allSettled([1, 2].map((which) => writeBag(folder, [file("a", new Uint8Array([which]))], [])));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(listed(folder, "manifest-sha256.txt", "sha256")).toEqual(["data/a"]);
    expect(readdirSync(scratch).filter((entry) => entry.endsWith(".partial"))).toEqual([]);
  });

  test("a file where a folder should be", async () => {
    const blocked = place();
    writeFileSync(blocked, "");
    expect(await faultOf(writeBag(join(blocked, "bag"), [file("a")], []))).toBe("archive/export-not-written");
    expect(await faultOf(writeBag(blocked, [file("a")], []))).toBe("archive/export-not-written");
  });

  test.skipIf(process.getuid?.() === 0)("a folder that may not be written to", async () => {
    const parent = place();
    mkdirSync(parent);
    chmodSync(parent, 0o500);
    expect(await faultOf(writeBag(join(parent, "bag"), [file("a")], []))).toBe("archive/export-not-written");
  });
});
