/**
 * Writes the tables of `src/text/unicodeTables.ts` and the test data of `tests/data/unicode/` from the Unicode Character
 * Database: `npx tsx scripts/unicode-tables.ts <folder>`, where the folder holds the files as they lie in UCD.zip (Debian
 * has them in the package unicode-data).
 */
import { deepStrictEqual } from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { bidiClassNames } from "../src/text/bidiClasses.ts";
import { joiningClassOf } from "../src/text/joiningClasses.ts";
import { decodeTable, encodeNumbers, encodeTable, valueOf } from "../src/text/codePointTable.ts";
import { lineBreakClassNames } from "../src/text/lineBreakClasses.ts";
import { formatBidiTest, parseBidiTest, readBidiTest } from "../tests/text/bidiTestFile.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = process.argv[2];
if (folder === undefined) throw new Error("Say in which folder the Unicode Character Database lies.");
const database = folder;

interface PropertyLine {
  readonly first: number;
  readonly last: number;
  readonly values: readonly string[];
}

function read(file: string): string {
  return readFileSync(join(database, file), "utf8");
}

/** The lines of a UCD file: a code point or a range, then values, all apart by semicolons; `@missing` lines come first. */
function* propertyLines(file: string): Generator<PropertyLine> {
  const lines = read(file).split("\n");
  const missing = lines.flatMap((line) => /^# @missing: (.*)/.exec(line)?.[1] ?? []);
  for (const line of [...missing, ...lines]) {
    const [range = "", ...values] = line.replace(/#.*/, "").split(";").map((field) => field.trim());
    if (range === "") continue;
    const [first = "", last = first] = range.split("..");
    yield { first: Number.parseInt(first, 16), last: Number.parseInt(last, 16), values };
  }
}

/** The first value of a property for every code point. */
function property(file: string, fallback: string): string[] {
  const values = new Array<string>(0x110000).fill(fallback);
  for (const line of propertyLines(file)) values.fill(line.values[0] ?? fallback, line.first, line.last + 1);
  return values;
}

/** The code points that have a binary property, of a file that holds several. */
function codePointsWith(file: string, name: string): Set<number> {
  const found = new Set<number>();
  for (const { first, last, values } of propertyLines(file)) {
    if (values[0] !== name) continue;
    for (let codePoint = first; codePoint <= last; codePoint++) found.add(codePoint);
  }
  return found;
}

/** Long names of a property's values to short ones. */
function shortNames(propertyName: string): Map<string, string> {
  return new Map(
    [...read("PropertyValueAliases.txt").matchAll(/^(\w+)\s*;\s*(\w+)\s*;\s*(\w+)/gm)]
      .filter(([, name]) => name === propertyName)
      .map(([, , short = "", long = ""]) => [long, short] as const),
  );
}

const version = /-(\d+\.\d+\.\d+)\.txt/.exec(read("LineBreak.txt"))?.[1] ?? "";
const generalCategory = property("extracted/DerivedGeneralCategory.txt", "Cn");
const width = property("EastAsianWidth.txt", "N");

function bidiClasses(): number[] {
  const short = shortNames("bc");
  const values = property("extracted/DerivedBidiClass.txt", "L").map((name) => short.get(name) ?? name);
  for (const { first, values: fields } of propertyLines("BidiBrackets.txt")) {
    if (values[first] === "ON") values[first] = fields[1] === "o" ? "open" : "close";
  }
  const rareBeyondBasicPlane = new Set(["ES", "CS", "B", "open", "close", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"]);
  const counted = values.findIndex((name, codePoint) => codePoint > 0xffff && rareBeyondBasicPlane.has(name));
  if (counted >= 0) throw new Error(`U+${counted.toString(16)} is of a class whose characters the algorithm counts.`);
  return values.map((name) => numberOf(name, bidiClassNames));
}

/** Each bracket with the number of its pair: the closing bracket's code point after canonical decomposition. */
function bidiBracketPairs(): number[] {
  return [...propertyLines("BidiBrackets.txt")].flatMap(({ first, values: [paired = "", type = ""] }) =>
    type === "n" ? [] : [first, decomposed(type === "o" ? Number.parseInt(paired, 16) : first)],
  );
}

function decomposed(codePoint: number): number {
  return String.fromCodePoint(codePoint).normalize("NFD").codePointAt(0) ?? codePoint;
}

function bidiMirrorPairs(): number[] {
  return [...propertyLines("BidiMirroring.txt")].flatMap(({ first, values: [glyph = ""] }) =>
    glyph === "<none>" ? [] : [first, Number.parseInt(glyph, 16)],
  );
}

/** Line_Break after LB1, with the subsets that single rules ask for as classes of their own. */
function lineBreakClasses(): number[] {
  const pictographic = codePointsWith("emoji/emoji-data.txt", "Extended_Pictographic");
  return property("LineBreak.txt", "XX").map((name, codePoint) => {
    const category = generalCategory[codePoint] ?? "Cn";
    const wide = ["F", "W", "H"].includes(width[codePoint] ?? "N");
    return numberOf(resolvedLineBreak(name, category, wide, pictographic.has(codePoint)), lineBreakClassNames);
  });
}

function resolvedLineBreak(name: string, category: string, wide: boolean, pictographic: boolean): string {
  if (pictographic && category === "Cn") return "unassignedPictographic";
  switch (name) {
    case "AI":
    case "SG":
    case "XX":
      return "AL";
    case "SA":
      return category === "Mn" || category === "Mc" ? "CM" : "AL";
    case "CJ":
      return "NS";
    case "OP":
      return wide ? "wideOP" : "OP";
    case "CP":
      return wide ? "wideCP" : "CP";
    case "QU":
      return category === "Pi" ? "initialQU" : category === "Pf" ? "finalQU" : "QU";
    default:
      return name;
  }
}

/** UAX #31, Table 5: the scripts in wide use. Where nothing else tells which script of several is meant, it is one of these. */
const recommendedScripts = new Set(
  (
    "Arab Armn Beng Bopo Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hani Hebr Hira Kana Khmr Knda Laoo Latn Mlym Mymr Orya " +
    "Sinh Taml Telu Thaa Thai Tibt"
  ).split(" "),
);

/** Script_Extensions as places in a list of sets, doubled, and one more for a character that belongs to the one before it. */
function scriptSets(): { readonly sets: string[]; readonly values: number[] } {
  const short = shortNames("sc");
  const scripts = property("Scripts.txt", "Unknown").map((name) => short.get(name) ?? name);
  const extensions = [...scripts];
  for (const { first, last, values } of propertyLines("ScriptExtensions.txt")) {
    if (values[0] !== "<script>") extensions.fill(byUse(values[0] ?? ""), first, last + 1);
  }
  const sets = ["Zyyy", ...new Set(extensions.filter((set) => !["Zyyy", "Zinh", "Zzzz"].includes(set)))];
  const places = new Map(sets.map((set, place) => [set, place]));
  const values = extensions.map((set, codePoint) => {
    const belongsToBase = generalCategory[codePoint]?.startsWith("M") === true || scripts[codePoint] === "Zinh";
    return (places.get(set) ?? 0) * 2 + (belongsToBase ? 1 : 0);
  });
  return { sets, values };
}

function byUse(set: string): string {
  const scripts = set.split(" ").sort();
  return [...scripts.filter((script) => recommendedScripts.has(script)), ...scripts.filter((script) => !recommendedScripts.has(script))].join(" ");
}

/** Joining_Type and Joining_Group as one number, see joiningClasses.ts. */
function joiningClasses(): number[] {
  const groups = property("extracted/DerivedJoiningGroup.txt", "No_Joining_Group");
  const short = shortNames("jt");
  return property("extracted/DerivedJoiningType.txt", "U").map((type, codePoint) => joiningClassOf(short.get(type) ?? type, groups[codePoint] ?? ""));
}

function numberOf(name: string, names: readonly string[]): number {
  const number = names.indexOf(name);
  if (number < 0) throw new Error(`There is no class ${name}.`);
  return number;
}

/** A table as a string, read back to be sure that it says the same. */
function encoded(values: readonly number[]): string {
  const text = encodeTable(values);
  const table = decodeTable(text);
  const wrong = values.findIndex((value, codePoint) => valueOf(table, codePoint) !== value);
  if (wrong >= 0) throw new Error(`U+${wrong.toString(16)} does not survive encoding.`);
  return text;
}

function writeTables(): void {
  const scripts = scriptSets();
  const constantsWritten = [
    ["Bidi_Class, with brackets as classes of their own.", "bidiClassTable", encoded(bidiClasses())],
    ["Bidi_Paired_Bracket: each bracket and the number of its pair.", "bidiBracketPairs", encodeNumbers(bidiBracketPairs())],
    ["Bidi_Mirroring_Glyph: each character and its mirror image.", "bidiMirrorPairs", encodeNumbers(bidiMirrorPairs())],
    ["Line_Break, resolved by LB1 of UAX #14.", "lineBreakTable", encoded(lineBreakClasses())],
    ["Joining_Type and Joining_Group, see joiningClasses.ts.", "joiningTable", encoded(joiningClasses())],
    ["Script_Extensions: the sets.", "scriptSetNames", scripts.sets.join(",")],
    ["Script_Extensions: the set of each code point.", "scriptSetTable", encoded(scripts.values)],
  ] as const;
  const text = constantsWritten.map(([comment, name, value]) => `/** ${comment} */\nexport const ${name} =\n  ${JSON.stringify(value)};\n`);
  writeFileSync(
    join(root, "src/text/unicodeTables.ts"),
    `/**\n * Properties of the Unicode Character Database ${version}, written by scripts/unicode-tables.ts; read by codePointTable.ts.\n` +
      ` * © 2022 Unicode, Inc., under the Unicode licence (tests/data/unicode/LICENSE.txt).\n */\n\n${text.join("\n")}`,
  );
}

function writeTestData(): void {
  const to = join(root, "tests/data/unicode");
  mkdirSync(to, { recursive: true });
  const write = (name: string, text: string): void => {
    const data = Buffer.from(text);
    const parameters = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    };
    writeFileSync(join(to, `${name}.br`), brotliCompressSync(data, { params: parameters }));
  };
  const bidiTest = parseBidiTest(read("BidiTest.txt"));
  const formatted = formatBidiTest(bidiTest);
  deepStrictEqual(readBidiTest(formatted), bidiTest);
  write("BidiTest.txt", formatted);
  write("BidiCharacterTest.txt", read("BidiCharacterTest.txt"));
  write("LineBreakTest.txt", read("auxiliary/LineBreakTest.txt"));
}

writeTables();
writeTestData();
