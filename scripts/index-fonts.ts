import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { findFontFiles, lookAtFile } from "../src/fonts/fontFiles.ts";
import { writeFontIndex, type IndexedFont } from "../src/fonts/fontIndex.ts";
import { loadFactsReader } from "../src/fonts/readFacts.ts";

/**
 * Gathers the facts of all fonts in a folder and below it, so that a run needs to open only the fonts that it uses.
 *
 * @param outFile where the index goes, as JSON; its folder is made if need be
 */
export async function indexFonts(folder: string, outFile: string): Promise<void> {
  const readFacts = await loadFactsReader();
  const fonts: IndexedFont[] = [];
  for (const path of findFontFiles(folder)?.fonts ?? []) {
    const file = lookAtFile(path);
    const facts = file && readFacts(readFileSync(path));
    if (!facts || "fault" in facts) throw new Error(`The font file ${path} ${facts?.message ?? "can't be read."}`);
    fonts.push({ file, facts });
  }
  if (fonts.length === 0) throw new Error(`There are no fonts in ${folder}`);
  mkdirSync(dirname(outFile), { recursive: true });
  writeFileSync(outFile, writeFontIndex(outFile, folder, fonts));
}
