import { readFileSync } from "node:fs";
import type { Report } from "../diagnostics/index.ts";
import { rangesHold, readRanges } from "./coverage.ts";
import type { EmbeddingPermission } from "./face.ts";
import { embeddingPermission, restriction, type FontFacts } from "./facts.ts";
import { readFontIndex } from "./fontIndex.ts";
import { licenceOf, type FontLicence } from "./licences.ts";
import { openFontFolders } from "./openFontFiles.ts";
import type { FontProgram } from "./program.ts";

/** What a person wants to know of a font before choosing it. */
export interface ListedFont {
  /** In every language of the font, English first: any of them may stand in `font-family`. */
  readonly families: readonly [string, ...string[]];
  readonly style: FontFacts["style"];
  readonly weight: FontFacts["weight"];
  readonly version: string;
  readonly path: string;
  readonly embedding: EmbeddingPermission;
  /** Why it may not be used, in words that complete “The font …”; absent where it may. */
  readonly refusal?: string;
  readonly licence?: FontLicence;
  /** Languages and scripts of which it has all letters. */
  readonly writes: readonly string[];
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const codePoints = (letters: string): number[] => Array.from(letters, (letter) => letter.codePointAt(0) ?? 0);

const arabic = [...range(0x621, 0x63a), ...range(0x641, 0x64a)];
const persian = [...arabic, ...codePoints("پچژکگی")];
/** Letters by what is written with them. Source: exemplar characters of the Unicode CLDR. */
const alphabets: readonly (readonly [name: string, letters: readonly number[]])[] = [
  ["Arabic", arabic],
  ["Persian", persian],
  ["Urdu", [...persian, ...codePoints("ٹڈڑںھہےۓئ")]],
  ["Latin", [...range(0x41, 0x5a), ...range(0x61, 0x7a)]],
];

/**
 * Lists the fonts in folders and below them, in the order in which a build looks for them: folder by folder, file by file.
 *
 * Reports what `openFontLibrary` reports of folders and files; a file that can't be read is left out.
 *
 * @param index the path of an index of the fonts in one of the folders; the file may be absent
 * @returns `undefined` where there is no such folder
 */
export async function listFonts(folders: readonly string[], index: string, report: Report): Promise<ListedFont[] | undefined> {
  const programs = await openFontFolders(folders, readFontIndex(index), report);
  return programs?.map(listedFont);
}

function listedFont({ path, facts: { families, style, weight, version, embeddingBits, coverage } }: FontProgram): ListedFont {
  const embedding = embeddingPermission(embeddingBits);
  const licence = licenceOf(path, readFileSync(path));
  const ranges = readRanges(coverage);
  const writes = alphabets.filter(([, letters]) => letters.every((letter) => rangesHold(ranges, letter))).map(([name]) => name);
  return { families, style, weight, version, path, embedding, ...(embedding === "restricted" && { refusal: restriction(embeddingBits) }), ...(licence && { licence }), writes };
}
