import { createHash } from "node:crypto";
import type { Font } from "@pdf-lib/fontkit";
import * as z from "zod/mini";
import { rangesOf, writeRanges } from "./coverage.ts";
import type { FontFacts } from "./facts.ts";

/** Why a file can't be used as a font, and what to do. */
export interface FontFault {
  readonly fault: "damaged" | "unsupported";
  /** Completes “The font file … ”. */
  readonly message: string;
  readonly hint: string;
}

const int = z.int();
/** By language; a text in an encoding that fontkit does not know is left as bytes. */
const nameRecord = z.optional(z.record(z.string(), z.unknown()));
const axis = z.object({ min: z.number(), max: z.number() });

/** The tables of fontkit's Font that facts are taken from. */
const tablesSchema = z.object({
  head: z.object({ unitsPerEm: z.int().check(z.minimum(16)), indexToLocFormat: int, xMin: int, yMin: int, xMax: int, yMax: int, macStyle: z.object({ bold: z.boolean(), italic: z.boolean() }) }),
  hhea: z.object({ ascent: int, descent: int, lineGap: int, numberOfMetrics: z.int().check(z.minimum(1)) }),
  maxp: z.object({ numGlyphs: z.int().check(z.minimum(1)) }),
  cmap: z.object({}),
  name: z.object({
    records: z.object({
      fontFamily: nameRecord,
      preferredFamily: nameRecord,
      fontSubfamily: nameRecord,
      preferredSubfamily: nameRecord,
      postscriptName: nameRecord,
      version: nameRecord,
    }),
  }),
  post: z.object({ italicAngle: z.number(), underlinePosition: int, underlineThickness: int }),
  "OS/2": z.optional(
    z.object({
      usWeightClass: int,
      usWidthClass: int,
      fsType: z.object({ noEmbedding: z.boolean(), viewOnly: z.boolean(), editable: z.boolean(), noSubsetting: z.boolean(), bitmapOnly: z.boolean() }),
      fsSelection: z.object({ italic: z.boolean(), bold: z.boolean(), oblique: z.boolean(), useTypoMetrics: z.boolean() }),
      typoAscender: z.optional(int),
      typoDescender: z.optional(int),
      typoLineGap: z.optional(int),
      capHeight: z.optional(int),
    }),
  ),
  directory: z.object({ tables: z.record(z.string(), z.object({ offset: int, length: int })) }),
  variationAxes: z.record(z.string(), axis),
});

type Tables = z.infer<typeof tablesSchema>;

const neededTables = ["cmap", "head", "hhea", "hmtx", "maxp", "name", "post"];
/** What to use instead of a file that can't be read. */
export const formatHint = "Use a TrueType (.ttf) or OpenType (.otf) file.";

const signatures: ReadonlyMap<string, FontFault | "font"> = new Map<string, FontFault | "font">([
  ["\0\x01\0\0", "font"],
  ["true", "font"],
  ["OTTO", "font"],
  ["wOFF", { fault: "unsupported", message: "is in the WOFF format, which is made for the web.", hint: `${formatHint} Font makers ship one beside the WOFF.` }],
  ["wOF2", { fault: "unsupported", message: "is in the WOFF2 format, which is made for the web.", hint: `${formatHint} Font makers ship one beside the WOFF2.` }],
  ["ttcf", { fault: "unsupported", message: "is a collection of several fonts.", hint: "Take the collection apart and use a file for each font." }],
]);

/** Reads the facts of one font from its whole file, or tells why the file is no font that can be used. */
export type FactsReader = (data: Uint8Array) => FontFacts | FontFault;

/**
 * Loads the reader of facts, which is fontkit: TrueType or OpenType fonts, static or variable.
 *
 * Vertical metrics are hhea's, or OS/2's typographic ones where fsSelection bit 7 (USE_TYPO_METRICS) says so. The family is name 16, else
 * name 1 (OpenType 1.9, name). The weight is OS/2 usWeightClass; 700 where a font calls itself bold and gives a class below 600.
 */
export async function loadFactsReader(): Promise<FactsReader> {
  const { default: fontkit } = await import("@pdf-lib/fontkit");
  return (data) => readFacts(data, fontkit.create);
}

function readFacts(data: Uint8Array, create: (data: Uint8Array) => Font): FontFacts | FontFault {
  const signature = signatures.get(String.fromCharCode(...data.subarray(0, 4)));
  if (signature === undefined) return damaged("is not a font", formatHint);
  if (signature !== "font") return signature;
  try {
    const font = create(data);
    const tables = tablesSchema.safeParse(font);
    if (!tables.success) return damaged(`is damaged: ${tableOf(tables.error.issues[0]?.path)} can't be read`);
    const broken = brokenTable(tables.data, data);
    return broken === undefined ? factsOf(font, tables.data, data) : damaged(`is damaged: ${broken}`);
  } catch (error) {
    if (error instanceof Error) return damaged(`is damaged: ${error.message}`);
    throw error;
  }
}

/** The file is not what it should be. */
export function damaged(message: string, hint = "Get the file again from where it came from."): FontFault {
  return { fault: "damaged", message: `${message}.`, hint };
}

function tableOf(path: readonly PropertyKey[] | undefined): string {
  return path?.[0] === undefined ? "it" : `its \`${String(path[0])}\` table`;
}

function brokenTable(tables: Tables, data: Uint8Array): string | undefined {
  const { directory: { tables: entries }, name: { records }, hhea: { numberOfMetrics }, maxp: { numGlyphs } } = tables;
  for (const tag of neededTables) if (!(tag in entries)) return `it has no \`${tag}\` table`;
  for (const [tag, { offset, length }] of Object.entries(entries)) {
    if (offset + length > data.byteLength) return `the file ends within its \`${tag}\` table`;
  }
  if ([records.preferredFamily, records.fontFamily, records.postscriptName].every((record) => namesOf(record).length === 0)) return "it has no name";
  const { hmtx, glyf, loca } = entries;
  if (hmtx && hmtx.length < 2 * (numberOfMetrics + Math.max(numGlyphs, numberOfMetrics))) return "its `hmtx` table is too short";
  if (glyf && loca) return locationsFit(tables, data.subarray(loca.offset, loca.offset + loca.length), glyf.length) ? undefined : "its `loca` table doesn't fit its `glyf` table";
  return "CFF " in entries || "CFF2" in entries ? undefined : "it has no outlines";
}

/** Whether every glyph lies inside `glyf` (OpenType 1.9, loca). */
function locationsFit({ head, maxp: { numGlyphs } }: Tables, loca: Uint8Array, end: number): boolean {
  const isLong = head.indexToLocFormat !== 0;
  if (loca.byteLength < (numGlyphs + 1) * (isLong ? 4 : 2)) return false;
  const view = new DataView(loca.buffer, loca.byteOffset, loca.byteLength);
  let last = 0;
  for (let glyph = 0; glyph <= numGlyphs; glyph++) {
    const place = isLong ? view.getUint32(glyph * 4) : view.getUint16(glyph * 2) * 2;
    if (place < last || place > end) return false;
    last = place;
  }
  return true;
}

function factsOf(font: Font, tables: Tables, data: Uint8Array): FontFacts {
  const { head, name: { records }, post } = tables;
  const os2 = tables["OS/2"];
  const postscriptName = namesOf(records.postscriptName)[0] ?? "";
  const typographic = namesOf(records.preferredFamily);
  const [family = postscriptName, ...otherFamilies] = typographic.length > 0 ? typographic : namesOf(records.fontFamily);
  const weightAxis = tables.variationAxes.wght;
  const weight = weightOf(tables);
  return {
    id: createHash("sha256").update(data).digest("hex").slice(0, 16),
    postscriptName: postscriptName === "" ? family.replaceAll(/\s/g, "") : postscriptName,
    families: [family, ...otherFamilies],
    weight: weightAxis === undefined ? { from: weight, to: weight } : { from: weightAxis.min, to: weightAxis.max },
    width: os2 !== undefined && os2.usWidthClass >= 1 && os2.usWidthClass <= 9 ? os2.usWidthClass : 5,
    style: styleOf(tables),
    version: namesOf(records.version)[0] ?? "",
    embeddingBits: embeddingBits(os2),
    outlines: "glyf" in tables.directory.tables ? "truetype" : "cff",
    variable: Object.keys(tables.variationAxes).length > 0,
    unitsPerEm: head.unitsPerEm,
    glyphCount: tables.maxp.numGlyphs,
    ...verticalMetrics(tables),
    capHeightUnits: capHeight(font, os2),
    underlinePositionUnits: post.underlinePosition,
    underlineThicknessUnits: post.underlineThickness,
    italicAngle: post.italicAngle,
    boundingBoxUnits: [head.xMin, head.yMin, head.xMax, head.yMax],
    // The list has characters that the map leads to no glyph, as the last one of a table in format 4.
    coverage: writeRanges(rangesOf(font.characterSet.filter((character) => font.hasGlyphForCodePoint(character)))),
  };
}

/** The names of one record, each once, English first. */
function namesOf(record: z.infer<typeof nameRecord>): string[] {
  const languages = Object.keys(record ?? {});
  const english = languages.filter((language) => language === "en" || language.startsWith("en-"));
  const names = [...english, ...languages].map((language) => record?.[language]).filter((name) => typeof name === "string");
  return [...new Set(names)].filter((name) => name.trim() !== "");
}

function weightOf({ "OS/2": os2, head, name: { records } }: Tables): number {
  const subfamily = namesOf(records.preferredSubfamily ?? records.fontSubfamily)[0] ?? "";
  const isBold = os2?.fsSelection.bold ?? (head.macStyle.bold || /\bbold\b/i.test(subfamily));
  const named = isBold ? 700 : 400;
  if (os2 === undefined || os2.usWeightClass < 1 || os2.usWeightClass > 1000) return named;
  return isBold && os2.usWeightClass < 600 ? 700 : os2.usWeightClass;
}

function styleOf({ "OS/2": os2, head, name: { records } }: Tables): FontFacts["style"] {
  const subfamily = namesOf(records.preferredSubfamily ?? records.fontSubfamily)[0] ?? "";
  const flagged = os2 === undefined ? head.macStyle.italic : os2.fsSelection.italic || os2.fsSelection.oblique;
  return flagged || /\b(?:italic|oblique|slanted)\b/i.test(subfamily) ? "italic" : "normal";
}

function verticalMetrics({ "OS/2": os2, hhea }: Tables): Pick<FontFacts, "ascentUnits" | "descentUnits" | "lineGapUnits"> {
  if (os2?.fsSelection.useTypoMetrics === true && os2.typoAscender !== undefined && os2.typoDescender !== undefined) {
    return { ascentUnits: os2.typoAscender, descentUnits: os2.typoDescender, lineGapUnits: os2.typoLineGap ?? 0 };
  }
  return { ascentUnits: hhea.ascent, descentUnits: hhea.descent, lineGapUnits: hhea.lineGap };
}

/** OS/2's, or the height of H where it gives none, or the ascent where there is no H either. */
function capHeight(font: Font, os2: Tables["OS/2"]): number {
  if (os2?.capHeight !== undefined && os2.capHeight > 0) return os2.capHeight;
  const letter = 0x48;
  const height = font.hasGlyphForCodePoint(letter) ? Math.round(font.glyphForCodePoint(letter).bbox.maxY) : 0;
  return height > 0 ? height : font.ascent;
}

function embeddingBits(os2: Tables["OS/2"]): number {
  if (os2 === undefined) return 0;
  const { noEmbedding, viewOnly, editable, noSubsetting, bitmapOnly } = os2.fsType;
  const bits = [[noEmbedding, 1], [viewOnly, 2], [editable, 3], [noSubsetting, 8], [bitmapOnly, 9]] as const;
  return bits.reduce((sum, [isSet, bit]) => (isSet ? sum | (1 << bit) : sum), 0);
}
