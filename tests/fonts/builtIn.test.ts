import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { findFontFiles } from "../../src/fonts/fontFiles.ts";
import { loadFactsReader } from "../../src/fonts/readFacts.ts";
import { fontsFolder } from "./fontFiles.ts";

const { resolve } = createRequire(import.meta.url);
const read = await loadFactsReader();

const readme = readFileSync(join(fontsFolder, "README.md"), "utf8");
const rows = [...readme.matchAll(/^\| `(?<folder>[^`]+)` \| (?<family>[^|]+) \| (?<styles>[^|]+) \| (?<version>[^|]+) \|.*\| `(?<name>[^`]+)` (?<release>\S+) \|$/gm)].map(({ groups }) => groups!);

test("the README lists every folder of fonts", () => {
  const folders = readdirSync(fontsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(rows.map(({ folder }) => folder).sort()).toEqual(folders.sort());
});

test.each(rows)("$family is what the README says: its version, its styles, its licence, and its package's own bytes", ({ folder, family, styles, version, name, release }) => {
  const fonts = findFontFiles(join(fontsFolder, folder!))!.fonts;
  expect(fonts).toHaveLength(styles!.split(", ").length);
  expect(readFileSync(join(fontsFolder, folder!, "OFL.txt"), "utf8")).toContain("SIL Open Font License, Version 1.1");

  const manifest = resolve(`${name!}/package.json`);
  expect(z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, "utf8"))).version).toBe(release);
  const originals = findFontFiles(dirname(manifest))!.fonts.map((path) => readFileSync(path));
  for (const path of fonts) {
    const data = readFileSync(path);
    expect(read(data)).toMatchObject({ families: [family], version: expect.stringContaining(version!) as unknown });
    expect(originals.some((original) => original.equals(data)), path).toBe(true);
  }
});
