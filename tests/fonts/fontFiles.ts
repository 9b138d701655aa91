import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import { openFontLibrary, type FontLibrary, type FontSources } from "../../src/fonts/index.ts";
import { readSfntTables, writeSfnt } from "../../src/fonts/sfnt.ts";

export const fontsFolder = fileURLToPath(new URL("../../fonts", import.meta.url));

const scratch: string[] = [];

afterAll(() => {
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder that goes when the test file is done, with the given files in it. */
export function scratchFolder(files: Readonly<Record<string, Uint8Array | string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "nashra-fonts-"));
  scratch.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function builtIn(name: string): Buffer {
  return readFileSync(join(fontsFolder, name));
}

export function view(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

/** The font with bytes of one of its tables changed in place. */
export function altered(font: Uint8Array, tag: string, change: (table: DataView) => void): Uint8Array {
  const tables = new Map(readSfntTables(font));
  const table = tables.get(tag)!.slice();
  change(view(table));
  return writeSfnt(tables.set(tag, table));
}

export function withEmbeddingBits(font: Uint8Array, bits: number): Uint8Array {
  return altered(font, "OS/2", (table) => { table.setUint16(8, bits); });
}

/** Opens a library that must open, and collects what it says. */
export async function opened(sources: Partial<FontSources>): Promise<{ library: FontLibrary; said: Diagnostic[] }> {
  const { library, said } = await open(sources);
  if (!library) throw new Error(JSON.stringify(said));
  return { library, said };
}

export async function open(sources: Partial<FontSources>): Promise<{ library: FontLibrary | undefined; said: Diagnostic[] }> {
  const said: Diagnostic[] = [];
  const library = await openFontLibrary({ folders: [fontsFolder], faces: [], report: (diagnostic) => said.push(diagnostic), ...sources });
  return { library, said };
}

/** The rule `@font-face` at line 3 of a stylesheet. */
export function rule(path: string, more: Partial<FontSources["faces"][number]> = {}): FontSources["faces"][number] {
  return { family: "Mine", path, weight: 400, style: "normal", span: { file: "style.css", start: { line: 3, column: 1 } }, ...more };
}
