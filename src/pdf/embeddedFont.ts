import { createHash } from "node:crypto";

import type { FontFace } from "../fonts/index.ts";
import type { GlyphCell } from "./glyphCells.ts";
import type { PdfFile, PdfReference } from "./pdfkitDocument.ts";
import { createTrueTypeSubset } from "./trueTypeSubset.ts";

/** A face as the file embeds it: every cell shown has a CID of its own, which is a glyph of the subset. */
export interface EmbeddedFont {
  /** The name in resource dictionaries. */
  readonly name: string;
  readonly reference: PdfReference;
  /** By how much a size has to be multiplied, the font's em being a share of the face's. */
  readonly sizeFactor: number;
  /** Whether another so many cells fit. */
  readonly hasRoom: (cells: number) => boolean;
  /** The code of two bytes that shows a cell of the face's store. */
  readonly codeOf: (cell: GlyphCell) => number;
  /** Writes the font's objects; nothing can be added any more. */
  readonly finish: () => void;
}

const MAX_GLYPHS = 65_535;
/** OpenType 1.9, `head`. */
const MAX_UNITS_PER_EM = 16_384;
/** A cell may bring along itself, its outlines and their components. */
const GLYPHS_PER_CELL = 9;
/** Kept free for cells of many outlines: ligatures with their marks. */
const RESERVE = 256;

function hexadecimal(code: number): string {
  return code.toString(16).padStart(4, "0");
}

function utf16Hexadecimal(text: string): string {
  let digits = "";
  for (let place = 0; place < text.length; place++) digits += hexadecimal(text.charCodeAt(place));
  return digits;
}

/** Six capitals that mark a subset (ISO 32000-1, 9.6.4), always the same for the same face and part. */
function subsetTag(face: FontFace, part: number): string {
  const digest = createHash("sha256").update(`${face.id} ${part}`).digest();
  return Array.from(digest.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join("");
}

/** A PostScript name that needs no escaping as a PDF name. */
function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9_.-]/g, "") || "Font";
}

/** Writes CID to Unicode (ISO 32000-1, 9.10.3), in blocks of a hundred. */
function toUnicodeMap(texts: readonly (string | undefined)[]): Uint8Array {
  const lines: string[] = [];
  texts.forEach((text, cid) => {
    if (text !== undefined) lines.push(`<${hexadecimal(cid)}> <${utf16Hexadecimal(text)}>`);
  });
  const parts = [
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n",
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n",
  ];
  for (let start = 0; start < lines.length; start += 100) {
    const block = lines.slice(start, start + 100);
    parts.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar\n`);
  }
  parts.push("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
  return new TextEncoder().encode(parts.join(""));
}

/**
 * Shares of the em between which every glyph has bounds: PDFium takes two glyphs that have no height in common for glyphs of two lines, and
 * passes over blanks without bounds.
 */
const STRUT_BOTTOM = -0.2;
const STRUT_TOP = 0.6;

/** FontDescriptor flags (ISO 32000-1, table 123). */
const SYMBOLIC = 1 << 2;
const ITALIC = 1 << 6;

/** Stem width from weight: no table holds it, and nothing depends on it while the font is embedded. */
function stemWidth(weight: number): number {
  return Math.round(10 + (220 * (weight - 50)) / 900);
}

/**
 * Opens a face for embedding as a Type 0 font over a TrueType subset of its own (ISO 32000-1, 9.7): CIDToGIDMap Identity, `W` as in the
 * subset's `hmtx`, ToUnicode for every CID.
 *
 * @param part 0 for the face's first subset, counting up when one is full
 * @param emStretch the font's em in ems of the face: sizes count the more, and readers see lines stand closer together
 */
export function embedTrueTypeFont(file: PdfFile, face: FontFace, name: string, part: number, emStretch = 1): EmbeddedFont {
  const unitsPerEm = Math.min(MAX_UNITS_PER_EM, Math.round(face.unitsPerEm * emStretch));
  const subset = createTrueTypeSubset(face.data, {
    bottom: Math.round(face.unitsPerEm * STRUT_BOTTOM),
    top: Math.round(face.unitsPerEm * STRUT_TOP),
  }, unitsPerEm);
  const reference = file.object({});
  /** CIDs by the cells' numbers. */
  const codes: (number | undefined)[] = [];
  const texts: (string | undefined)[] = [];

  function codeOf(cell: GlyphCell): number {
    const known = codes[cell.number];
    if (known !== undefined) return known;
    const cid = subset.add(cell.outlines, cell.width);
    if (cid === undefined) throw new Error(`The subset of ${face.postscriptName} is full`);
    texts[cid] = cell.text;
    codes[cell.number] = cid;
    return cid;
  }

  function finish(): void {
    const scale = 1000 / unitsPerEm;
    const perMille = (units: number): number => Math.round(units * scale * 1000) / 1000;
    const baseFont = `${subsetTag(face, part)}+${plainName(face.postscriptName)}`;
    const program = subset.write();
    const [xMin, yMin, xMax, yMax] = face.boundingBoxUnits;
    const descriptor = file.object({
      Type: "FontDescriptor",
      FontName: baseFont,
      Flags: SYMBOLIC | (face.style === "italic" ? ITALIC : 0),
      FontBBox: [perMille(xMin), perMille(yMin), perMille(xMax), perMille(yMax)],
      ItalicAngle: face.italicAngle,
      Ascent: perMille(face.ascentUnits),
      Descent: perMille(face.descentUnits),
      CapHeight: perMille(face.capHeightUnits),
      StemV: stemWidth(face.weight),
      FontFile2: file.stream({ Length1: program.byteLength }, program),
    });
    descriptor.end();
    const all: number[] = [];
    for (let cid = 0; cid < subset.glyphCount(); cid++) all.push(perMille(subset.advanceOf(cid)));
    const descendant = file.object({
      Type: "Font",
      Subtype: "CIDFontType2",
      BaseFont: baseFont,
      CIDSystemInfo: { Registry: new String("Adobe"), Ordering: new String("Identity"), Supplement: 0 },
      FontDescriptor: descriptor,
      W: [0, all],
      CIDToGIDMap: "Identity",
    });
    descendant.end();
    Object.assign(reference.data, {
      Type: "Font",
      Subtype: "Type0",
      BaseFont: baseFont,
      Encoding: "Identity-H",
      DescendantFonts: [descendant],
      ToUnicode: file.stream({}, toUnicodeMap(texts)),
    });
    reference.end();
  }

  return {
    name,
    reference,
    sizeFactor: unitsPerEm / face.unitsPerEm,
    hasRoom: (cells) => subset.glyphCount() + cells * GLYPHS_PER_CELL + RESERVE <= MAX_GLYPHS,
    codeOf,
    finish,
  };
}
