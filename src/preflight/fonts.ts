import { codeKey, readCodeMap, type CodeMap } from "./codeSplitting.ts";
import { differencesOf } from "./contentReader.ts";
import type { FontUse, ShownCode } from "./contentUse.ts";
import { readFontProgram, type FontProgram } from "./fontProgram.ts";
import { PdfArray, type PdfDictionary } from "./objects.ts";
import type { PdfFile } from "./openFile.ts";
import { streamData } from "./streamData.ts";

/** A font that shows text, with what rules ask about it (ISO 32000-1, 9.5 to 9.10). */
export interface Font {
  readonly use: FontUse;
  readonly dictionary: PdfDictionary;
  readonly name: string;
  /** `Type0`, `TrueType`, `Type1`, `Type3`, `MMType1`. */
  readonly subtype: string;
  /** The CIDFont of a composite font, the font itself otherwise. */
  readonly described: PdfDictionary;
  readonly descriptor: PdfDictionary | undefined;
  /** The stream of the embedded program. */
  readonly embedded: PdfDictionary | undefined;
  /** Undefined where none is embedded, it is broken, or it is no TrueType. */
  readonly program: FontProgram | undefined;
  readonly toUnicode: CodeMap | undefined;
  /** The CID of a code; the code itself for simple fonts. */
  readonly cid: (shown: ShownCode) => number;
  /** The glyph of a code in a TrueType program, where it can be told. */
  readonly glyph: (shown: ShownCode) => number | undefined;
  /** The width that the font dictionary gives, in thousandths. */
  readonly width: (shown: ShownCode) => number | undefined;
}

/** Opens a font that text was shown with. */
export function readFont(use: FontUse, file: PdfFile): Font {
  const { font: dictionary } = use;
  const subtype = dictionary.name("Subtype") ?? "";
  const described = (subtype === "Type0" ? dictionary.array("DescendantFonts")?.dictionaries()[0] : undefined) ?? dictionary;
  const descriptor = described.dictionary("FontDescriptor");
  const embedded = descriptor?.streamAt("FontFile2") ?? descriptor?.streamAt("FontFile3") ?? descriptor?.streamAt("FontFile");
  const isTrueType = descriptor?.has("FontFile2") === true || embedded?.name("Subtype") === "OpenType";
  const data = embedded !== undefined && isTrueType ? streamData(embedded, file) : undefined;
  const program = data === undefined ? undefined : readFontProgram(data);
  const mapping = dictionary.streamAt("ToUnicode");
  const encoding = dictionary.streamAt("Encoding");
  const codes = subtype === "Type0" && encoding !== undefined ? readCodeMap(encoding, file) : undefined;
  const cid = ({ bytes, code }: ShownCode): number => (codes === undefined ? code : (codes.cids.get(codeKey(bytes, code)) ?? 0));
  const shared = { use, dictionary, name: dictionary.name("BaseFont") ?? dictionary.name("Name") ?? "unnamed", subtype, described, descriptor, embedded, program, cid };
  return {
    ...shared,
    toUnicode: mapping === undefined ? undefined : readCodeMap(mapping, file),
    ...(subtype === "Type0" ? composite(shared, file) : simple(shared)),
  };
}

type Shared = Pick<Font, "dictionary" | "described" | "descriptor" | "program" | "cid" | "subtype">;

function composite({ described, cid }: Shared, file: PdfFile): Pick<Font, "glyph" | "width"> {
  const widths = compositeWidths(described.array("W"));
  const byDefault = described.number("DW") ?? 1000;
  const mapping = described.streamAt("CIDToGIDMap");
  const glyphs = mapping === undefined ? undefined : streamData(mapping, file);
  return {
    width: (shown) => widths.get(cid(shown)) ?? byDefault,
    glyph: (shown) => {
      // A CIDFontType0 finds its glyphs by the charset of its CFF program, which is not opened.
      if (described.name("Subtype") !== "CIDFontType2") return undefined;
      const place = cid(shown);
      return glyphs === undefined ? place : ((glyphs[2 * place] ?? 0) << 8) | (glyphs[2 * place + 1] ?? 0);
    },
  };
}

/** The widths of a CIDFont (ISO 32000-1, 9.7.4.3). */
function compositeWidths(array: PdfArray | undefined): Map<number, number> {
  const widths = new Map<number, number>();
  const values = array?.values() ?? [];
  for (let index = 0; index + 1 < values.length;) {
    const [first, second, third] = [values[index], values[index + 1], values[index + 2]];
    if (typeof first !== "number") return widths;
    if (second instanceof PdfArray) {
      for (const [offset, width] of second.numbers().entries()) widths.set(first + offset, width);
      index += 2;
    } else {
      if (typeof second === "number" && typeof third === "number") for (let cid = first; cid <= Math.min(second, 0xffff); cid++) widths.set(cid, third);
      index += 3;
    }
  }
  return widths;
}

const symbolic = 4;

function simple({ dictionary, descriptor, program }: Shared): Pick<Font, "glyph" | "width"> {
  const first = dictionary.number("FirstChar") ?? 0;
  const widths = dictionary.array("Widths");
  const encoding = dictionary.name("Encoding") ?? dictionary.dictionary("Encoding")?.name("BaseEncoding");
  const hasDifferences = differencesOf(dictionary.dictionary("Encoding")).size > 0;
  const isSymbolic = ((descriptor?.number("Flags") ?? 0) & symbolic) !== 0;
  return {
    width: ({ code }) => {
      const width = widths?.at(code - first);
      return code >= first && typeof width === "number" ? width : descriptor?.number("MissingWidth");
    },
    glyph: ({ code }) => {
      if (program === undefined || hasDifferences) return undefined;
      if (isSymbolic || encoding === undefined) return program.glyphOf(3, 0, 0xf000 + code) ?? program.glyphOf(1, 0, code);
      if (encoding !== "WinAnsiEncoding") return undefined;
      const character = new TextDecoder("windows-1252").decode(Uint8Array.of(code)).codePointAt(0) ?? 0;
      return program.glyphOf(3, 1, character);
    },
  };
}
