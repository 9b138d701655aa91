import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readSfntTables } from "./sfnt.ts";

/** On what terms a font may be used, as far as it says so. */
export interface FontLicence {
  /** A licence that is known by name, or the first sentence of what the font says. */
  readonly name: string;
  /** Where the font says that its licence can be read. */
  readonly url?: string;
  /** The licence's text beside the font. */
  readonly file?: string;
}

const LICENCE_DESCRIPTION = 13;
const LICENCE_URL = 14;
const WINDOWS = 3;
const MACINTOSH = 1;
const longestName = 80;

const knownLicences: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/SIL Open Font Licen[cs]e|scripts\.sil\.org\/OFL|openfontlicense\.org/iu, "SIL Open Font License 1.1"],
  [/Apache Licen[cs]e/iu, "Apache License 2.0"],
  [/Ubuntu Font Licen[cs]e/iu, "Ubuntu Font Licence"],
  [/Bitstream Vera/iu, "Bitstream Vera licence"],
  [/GNU Lesser General Public/iu, "GNU LGPL"],
  [/GNU General Public|\bGPL\b/iu, "GNU GPL"],
  [/\bMIT Licen[cs]e/iu, "MIT License"],
  [/CC0|Creative Commons Zero/iu, "CC0"],
];

/**
 * Finds a font's licence: what it says itself (OpenType 1.9, name, IDs 13 and 14), and the licence's text in its folder.
 *
 * @param data the whole file, known to be a font
 * @returns `undefined` where neither says anything
 */
export function licenceOf(path: string, data: Uint8Array): FontLicence | undefined {
  const names = readSfntTables(data).get("name");
  const said = names && nameIn(names, LICENCE_DESCRIPTION);
  const url = names && nameIn(names, LICENCE_URL);
  const file = licenceFileIn(dirname(path));
  const text = file === undefined ? undefined : beginningOf(file);
  const name = knownName(said) ?? knownName(url) ?? firstSentence(said) ?? knownName(text) ?? (url === undefined && file === undefined ? undefined : "see the licence");
  return name === undefined ? undefined : { name, ...(url !== undefined && { url }), ...(file !== undefined && { file }) };
}

function knownName(text: string | undefined): string | undefined {
  return text === undefined ? undefined : knownLicences.find(([pattern]) => pattern.test(text))?.[1];
}

function firstSentence(text: string | undefined): string | undefined {
  const [sentence = ""] = text?.split(/(?<=[.!؟])\s|\n/u) ?? [];
  const name = sentence.replace(/\s+/gu, " ").trim();
  if (name === "") return undefined;
  return name.length > longestName ? `${name.slice(0, longestName - 1).toWellFormed()}…` : name;
}

/** One name, in Unicode rather than in Mac Roman, whatever its language: of these names there is hardly more than one. */
function nameIn(table: Uint8Array, id: number): string | undefined {
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  if (table.byteLength < 6) return undefined;
  const storage = view.getUint16(4);
  let found: string | undefined;
  for (let record = 6; record < 6 + view.getUint16(2) * 12 && record + 12 <= table.byteLength; record += 12) {
    const platform = view.getUint16(record);
    if (view.getUint16(record + 6) !== id || (platform !== WINDOWS && platform !== MACINTOSH)) continue;
    const offset = storage + view.getUint16(record + 10);
    const bytes = table.subarray(offset, offset + view.getUint16(record + 8));
    const text = new TextDecoder(platform === WINDOWS ? "utf-16be" : "macintosh").decode(bytes).trim();
    if (text !== "" && (found === undefined || platform === WINDOWS)) found = text;
  }
  return found;
}

function licenceFileIn(folder: string): string | undefined {
  try {
    const name = readdirSync(folder).sort().find((each) => /^(?:OFL|LICEN[CS]E|COPYING|UFL)\b.*$/iu.test(each));
    return name === undefined ? undefined : join(folder, name);
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}

function beginningOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8").slice(0, 4096);
  } catch (error) {
    if (error instanceof Error && "code" in error) return undefined;
    throw error;
  }
}
