import { codeKey } from "./codeSplitting.ts";
import { differencesOf } from "./contentReader.ts";
import type { ShownCode } from "./contentUse.ts";
import type { Font } from "./fonts.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { hasActualText } from "./structure.ts";
import type { Fault, Rule } from "./rule.ts";

/** Widths of the program are in its own units, so they may differ by what rounding takes (ISO 19005-2, 6.2.11.5). */
const widthTolerance = 1;

/** How many codes a message names. */
const named = 5;

/** A fault of a font, told once. */
function ofFonts({ fonts }: PreflightDocument, fault: (font: Font) => string | undefined): Fault[] {
  return fonts.flatMap((font) => {
    const message = fault(font);
    const [page] = font.use.pages;
    return message === undefined ? [] : [{ object: font.dictionary.id, message: `The font ${font.name} ${message}.`, ...(page !== undefined && { page }) }];
  });
}

/** A fault of some of a font's codes, told once a font with the first of the codes. */
function ofCodes(document: PreflightDocument, isWrong: (shown: ShownCode, font: Font) => boolean, tell: (codes: string) => string): Fault[] {
  return document.fonts.flatMap((font) => {
    const wrong = [...font.use.codes.values()].filter((shown) => isWrong(shown, font));
    const [first] = wrong;
    if (first === undefined) return [];
    const codes = wrong.slice(0, named).map(({ code, bytes }) => code.toString(16).toUpperCase().padStart(2 * bytes, "0")).join(", ");
    return [{ object: font.dictionary.id, page: first.page, message: `The font ${font.name} ${tell(wrong.length > named ? `${codes} and ${wrong.length - named} more` : codes)}.` }];
  });
}

function isPainted({ use }: Font): boolean {
  return [...use.codes.values()].some(({ painted }) => painted);
}

function textOf({ bytes, code }: ShownCode, font: Font): string | undefined {
  return font.toUnicode?.texts.get(codeKey(bytes, code));
}

/** Encodings whose characters are known without a ToUnicode (ISO 32000-1, 9.10.2). */
const knownEncodings = new Set(["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"]);
const glyphName = /^(?:[A-Za-z]{1,30}|uni(?:[0-9A-F]{4})+|u[0-9A-F]{4,6})$/;
const symbolic = 4;

function isKnown(shown: ShownCode, { subtype, dictionary, descriptor }: Font): boolean {
  if (subtype === "Type0") return !/^Identity-[HV]$/.test(dictionary.name("Encoding") ?? "Identity-H");
  const difference = differencesOf(dictionary.dictionary("Encoding")).get(shown.code);
  if (difference !== undefined) return glyphName.test(difference);
  const encoding = dictionary.name("Encoding") ?? dictionary.dictionary("Encoding")?.name("BaseEncoding");
  if (encoding !== undefined) return knownEncodings.has(encoding);
  return subtype !== "Type3" && ((descriptor?.number("Flags") ?? 0) & symbolic) === 0;
}

function isNotdef(shown: ShownCode, font: Font): boolean {
  if (!shown.painted) return false;
  return (font.program !== undefined && font.glyph(shown) === 0) || (font.subtype === "Type0" && font.cid(shown) === 0);
}

function hasOtherWidth(shown: ShownCode, font: Font): boolean {
  const glyph = font.program === undefined || !shown.painted ? undefined : font.glyph(shown);
  const advance = glyph === undefined ? undefined : font.program?.advance(glyph);
  const width = font.width(shown);
  if (advance === undefined || width === undefined || font.program === undefined) return false;
  return Math.abs((advance * 1000) / font.program.unitsPerEm - width) > widthTolerance;
}

function isBeyondProgram(shown: ShownCode, font: Font): boolean {
  const glyph = font.program === undefined ? undefined : font.glyph(shown);
  return shown.painted && glyph !== undefined && font.program?.advance(glyph) === undefined;
}

function cidSetFault(document: PreflightDocument, font: Font): string | undefined {
  const stream = font.descriptor?.streamAt("CIDSet");
  if (stream === undefined) return undefined;
  const bits = document.data(stream);
  const lacks = [...font.use.codes.values()].map(font.cid).find((cid) => ((bits?.[cid >> 3] ?? 0) & (0x80 >> (cid & 7))) === 0);
  return lacks === undefined ? undefined : `has a CIDSet that lacks ${lacks}`;
}

const privateUse = /[\uE000-\uF8FF\u{F0000}-\u{FFFFD}\u{100000}-\u{10FFFD}]/u;

/** Rules about the fonts that show text. */
export const fontRules: readonly Rule[] = [
  {
    id: "fonts/embedded", severity: "error", demanded: { x4: "", a: "6.2.11.4.1", ua: "7.21.4.1" }, subject: "9.9",
    what: "Fonts are embedded.", hint: "Embed the font.",
    check: (document) => ofFonts(document, (font) => (font.embedded === undefined && font.subtype !== "Type3" && isPainted(font) ? "is not embedded" : undefined)),
  },
  {
    id: "fonts/program", severity: "error", demanded: { x4: "", a: "6.2.11.4.1", ua: "7.21.4.1" }, subject: "9.9",
    what: "An embedded font program can be read.", hint: "Embed the font anew.",
    check: (document) => ofFonts(document, (font) => (font.descriptor?.streamAt("FontFile2") !== undefined && font.program === undefined ? "is damaged" : undefined)),
  },
  {
    id: "fonts/glyph-missing", severity: "error", demanded: { x4: "", a: "6.2.11.4.1", ua: "7.21.4.1" }, subject: "9.9",
    what: "An embedded font has every glyph that is shown.", hint: "Embed the font anew.",
    check: (document) => ofCodes(document, isBeyondProgram, (codes) => `has no glyphs for the codes ${codes}`),
  },
  {
    id: "fonts/notdef", severity: "error", demanded: { a: "6.2.11.8", ua: "7.21.8" }, subject: "9.7.6.3",
    what: "The glyph .notdef is never shown.", hint: "Set the text in a font that has its characters.",
    check: (document) => ofCodes(document, isNotdef, (codes) => `shows an empty box (.notdef) for the codes ${codes}`),
  },
  {
    id: "fonts/widths", severity: "error", demanded: { a: "6.2.11.5", ua: "7.21.5" }, subject: "9.7.4.3",
    what: "The widths in a font dictionary are those of the font program.", hint: "Save the file anew with the font embedded.",
    check: (document) => ofCodes(document, hasOtherWidth, (codes) => `has other widths than its program for the codes ${codes}`),
  },
  {
    id: "fonts/cid-to-gid", severity: "error", demanded: { a: "6.2.11.3.2", ua: "7.21.3.2" }, subject: "9.7.4.2",
    what: "A CIDFontType2 says which glyph each CID is (CIDToGIDMap: Identity or a stream).", hint: "Add CIDToGIDMap.",
    check: (document) => ofFonts(document, ({ described, embedded }) => {
      if (described.name("Subtype") !== "CIDFontType2" || embedded === undefined) return undefined;
      return described.name("CIDToGIDMap") === "Identity" || described.streamAt("CIDToGIDMap") !== undefined ? undefined : "has no CIDToGIDMap";
    }),
  },
  {
    id: "fonts/cid-set", severity: "error", demanded: { a: "6.2.11.4.2", ua: "7.21.4.2" }, subject: "9.8.3.2",
    what: "A CIDSet, where there is one, has every CID that is shown.", hint: "Leave CIDSet out.",
    check: (document) => ofFonts(document, (font) => cidSetFault(document, font)),
  },
  {
    id: "fonts/to-unicode", severity: "error", demanded: { au: "6.2.11.7.2", ua: "7.21.7" }, subject: "9.10.3",
    what: "Every code that is shown maps to Unicode.", hint: "Save the file with a program that writes ToUnicode.",
    check: (document) => ofCodes(document, (shown, font) => textOf(shown, font) === undefined && !isKnown(shown, font), (codes) => `does not say which text the codes ${codes} are`),
  },
  {
    id: "fonts/to-unicode-value", severity: "error", demanded: { au: "6.2.11.7.2", ua: "7.21.7" }, subject: "9.10.3",
    what: "No code maps to U+0000, U+FEFF or U+FFFE.", hint: "Map the code to its text.",
    check: (document) => ofCodes(document, (shown, font) => /[\0\uFEFF\uFFFE]/.test(textOf(shown, font) ?? ""), (codes) => `maps the codes ${codes} to U+0000, U+FEFF or U+FFFE`),
  },
  {
    id: "fonts/private-use", severity: "error", demanded: { aa: "6.2.11.7.3" }, subject: "14.9.4",
    what: "What maps to private use has an ActualText.", hint: "Give it an ActualText.",
    check: (document) => ofCodes(
      document,
      (shown, font) => shown.bare && privateUse.test(textOf(shown, font) ?? "") && !hasActualText(document.structure, shown.mark),
      (codes) => `maps the codes ${codes} to private use without ActualText`,
    ),
  },
  {
    id: "fonts/type3", severity: "warning", demanded: { shop: "" }, subject: "9.6.5",
    what: "Letters are those of fonts, not drawings (Type 3).", hint: "Embed the font itself; drawn letters come out coarser from some presses.",
    check: (document) => ofFonts(document, ({ subtype }) => (subtype === "Type3" ? "is made of drawings (Type 3)" : undefined)),
  },
];
