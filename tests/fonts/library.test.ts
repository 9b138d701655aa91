import { utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FontFace, FontLibrary, FontQuery } from "../../src/fonts/index.ts";
import { altered, builtIn, fontsFolder, open, opened, rule, scratchFolder, withEmbeddingBits } from "./fontFiles.ts";

const amiri = (): Buffer => builtIn("amiri/Amiri-Regular.ttf");
const query = (families: string | readonly string[], more: Partial<FontQuery> = {}): FontQuery => ({
  families: typeof families === "string" ? [families] : families,
  weight: 400,
  style: "normal",
  ...more,
});
const names = (faces: readonly FontFace[]): string[] => faces.map(({ postscriptName }) => postscriptName);
const first = (library: FontLibrary, ...asked: Parameters<typeof query>): FontFace => library.match(query(...asked))[0]!;

test("the families asked for come first, in their order, each in the style and weight that fits best", async () => {
  const { library, said } = await opened({});
  const faces = library.match(query(["noto kufi ARABIC", "Amiri"], { weight: 900, style: "italic" }));
  expect(names(faces).slice(0, 2)).toEqual(["NotoKufiArabic-Black", "Amiri-Italic"]);
  expect(new Set(faces).size).toBe(faces.length);
  expect(said).toEqual([]);
});

test("the fallbacks follow in the same weight and style", async () => {
  const { library } = await opened({});
  expect(names(library.match(query([])))).toEqual([
    "Amiri-Regular", "NotoNaskhArabic-Regular", "ScheherazadeNew-Regular", "SourceSerif4-Regular", "NotoKufiArabic-Regular", "ReemKufi-Regular", "NotoNastaliqUrdu-Regular",
  ]);
  expect(names(library.match(query("Noto Nastaliq Urdu", { weight: 700 }))).slice(0, 3)).toEqual(["NotoNastaliqUrdu-Bold", "Amiri-Bold", "NotoNaskhArabic-Bold"]);
});

test("the same question is answered with the same array and the same faces", async () => {
  const { library } = await opened({});
  expect(library.match(query(["Amiri", "serif"]))).toBe(library.match(query(["Amiri", "serif"])));
  expect(first(library, "serif")).toBe(first(library, "Amiri"));
  expect(library.match(query("Amiri", { weight: 700 }))[0]).not.toBe(first(library, "Amiri"));
});

test.each([
  ["serif", "Amiri"], ["sans-serif", "Noto Kufi Arabic"], ["Sans-Serif", "Noto Kufi Arabic"], ["system-ui", "Noto Kufi Arabic"],
  ["cursive", "Noto Nastaliq Urdu"], ["fantasy", "Reem Kufi"], ["monospace", "Noto Kufi Arabic"], ["emoji", "Amiri"],
])("the generic name %s is %s and nothing is said of it", async (generic, family) => {
  const { library, said } = await opened({});
  expect(first(library, generic).family).toBe(family);
  expect(said).toEqual([]);
});

test("a generic name whose families are not there is passed over in silence", async () => {
  const { library, said } = await opened({ folders: [join(fontsFolder, "source-serif")] });
  expect(first(library, "sans-serif").family).toBe("Source Serif 4");
  expect(said).toEqual([]);
});

test("a family that is not there is warned of once, with the nearest name or all of them", async () => {
  const { library, said } = await opened({});
  for (const weight of [400, 700]) for (const name of ["Amirri", "AMIRRI", "Times New Roman"]) library.match(query(name, { weight }));
  expect(said.map(({ severity, code, message, hint }) => [severity, code, message, hint])).toEqual([
    ["warning", "fonts/unknown-family", "There is no font family “Amirri”.", "Did you mean “Amiri”?"],
    ["warning", "fonts/unknown-family", "There is no font family “Times New Roman”.", `Families known: ${library.families.join(", ")}.`],
  ]);
  expect(library.families).toEqual([
    "Amiri", "Noto Kufi Arabic", "Noto Naskh Arabic", "Noto Nastaliq Urdu", "Reem Kufi", "Scheherazade New", "Source Serif 4",
  ]);
});

const alphabets: Record<string, string> = {
  Arabic: "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْٰٱ،؛؟٠١٢٣٤٥٦٧٨٩ـ«»",
  Persian: "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی۰۱۲۳۴۵۶۷۸۹ۀ",
  Urdu: "آابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےۓ۔۱۲۳۴۵۶۷۸۹",
  Kurdish: "ئابپتجچحخدرڕزژسشعغفڤقکگلڵمنوۆهەیێ",
  Uyghur: "ئابپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي",
  Latin: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789éèàçüößñ–—“”‘’…€",
};

test.each(Object.entries(alphabets))("every letter of %s is covered whatever family is asked for, in regular and in bold", async (_, letters) => {
  const { library } = await opened({});
  for (const family of library.families) {
    for (const weight of [400, 700]) {
      const faces = library.match(query(family, { weight }));
      for (const letter of letters) expect(faces.some(({ covers }) => covers(letter.codePointAt(0)!)), `${letter} in ${family} ${weight}`).toBe(true);
    }
  }
});

test("a face covers what its character map holds", async () => {
  const { library } = await opened({});
  const { covers } = first(library, "Source Serif 4");
  expect(["A", "é", "ب", "𒀀", "\u{10FFFF}"].map((letter) => covers(letter.codePointAt(0)!))).toEqual([true, true, false, false, false]);
  expect([covers(0), covers(-1), covers(0xffff)]).toEqual([false, false, false]);
});

test("an earlier folder's face goes before a later one's, whose other faces stay in use", async () => {
  const own = altered(amiri(), "OS/2", (table) => { table.setInt16(88, 600); });
  const folder = scratchFolder({ "deep/down/mine.TTF": own });
  const { library } = await opened({ folders: [folder, fontsFolder] });
  expect(first(library, "Amiri").path).toBe(join(folder, "deep/down/mine.TTF"));
  expect(first(library, "Amiri").capHeightUnits).toBe(600);
  expect(first(library, "Amiri", { weight: 700 }).path).toBe(join(fontsFolder, "amiri/Amiri-Bold.ttf"));
  expect(library.families).toHaveLength(7);
});

test("an @font-face hides the family of its name in the folders, and its descriptors count, not the font's", async () => {
  const kufi = join(fontsFolder, "noto-kufi-arabic/NotoKufiArabic-Regular.ttf");
  const bold = join(fontsFolder, "reem-kufi/ReemKufi-Regular.ttf");
  const { library, said } = await opened({ faces: [rule(kufi, { family: "amiri" }), rule(bold, { family: "Amiri", weight: 700, style: "italic" })] });
  expect(first(library, "Amiri").path).toBe(kufi);
  expect(first(library, "AMIRI", { style: "italic" }).path).toBe(bold);
  expect(names(library.match(query([]))).slice(0, 1)).toEqual(["Amiri-Regular"]);
  expect(said).toEqual([]);
});

test("of @font-face rules with the same descriptors the last one counts", async () => {
  const paths = ["reem-kufi/ReemKufi-Regular.ttf", "amiri/Amiri-Regular.ttf"].map((name) => join(fontsFolder, name));
  const { library } = await opened({ faces: paths.map((path) => rule(path)) });
  expect(first(library, "Mine").path).toBe(paths[1]);
});

test("fonts of @font-face alone are enough, and are then the fallbacks", async () => {
  const { library } = await opened({ folders: [scratchFolder()], faces: [rule(join(fontsFolder, "amiri/Amiri-Bold.ttf"))] });
  expect(names(library.match(query("serif")))).toEqual(["Amiri-Bold"]);
});

test("a face's id comes from its bytes", async () => {
  const folder = scratchFolder({ "a.ttf": amiri(), "b.ttf": altered(amiri(), "OS/2", (table) => { table.setUint16(4, 500); }) });
  const { library } = await opened({ folders: [folder] });
  expect(first(library, "Amiri").id).toBe((first((await opened({})).library, "Amiri")).id);
  expect(first(library, "Amiri", { weight: 500 }).id).not.toBe(first(library, "Amiri").id);
});

test("a second library takes over what the first has loaded, unless the file has changed", async () => {
  const folder = scratchFolder({ "a.ttf": amiri() });
  const path = join(folder, "a.ttf");
  const before = first((await opened({ folders: [folder] })).library, "Amiri");
  expect(first((await opened({ folders: [folder] })).library, "Amiri").data).toBe(before.data);
  writeFileSync(path, altered(amiri(), "OS/2", (table) => { table.setInt16(88, 600); }).subarray(0, amiri().byteLength));
  utimesSync(path, 1, 1);
  expect(first((await opened({ folders: [folder] })).library, "Amiri").capHeightUnits).toBe(600);
});

const forbidding: [string, number, string][] = [["licence", 0x0002, "bit 1"], ["subsetting", 0x0104, "bit 8"], ["all but bitmaps", 0x0200, "bit 9"]];

test.each(forbidding)("a font that forbids embedding (%s) is refused when it would be used, once, and no earlier", async (_, bits, named) => {
  const folder = scratchFolder({ "shut.ttf": withEmbeddingBits(builtIn("reem-kufi/ReemKufi-Regular.ttf"), bits) });
  const path = join(folder, "shut.ttf");
  const { library, said } = await opened({ folders: [folder, join(fontsFolder, "amiri")], faces: [rule(path)] });
  expect(names(library.match(query("serif")))).toEqual(["Amiri-Regular"]);
  expect(said).toEqual([]);
  expect(names(library.match(query("Mine")))).toEqual(["Amiri-Regular"]);
  library.match(query("Mine", { weight: 700 }));
  library.match(query("Reem Kufi"));
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({ severity: "error", code: "fonts/embedding-forbidden", span: { file: "style.css", start: { line: 3 } } });
  expect(said[0]?.message).toContain("ReemKufi-Regular");
  expect(said[0]?.message).toContain(named);
  expect(said[0]?.hint).toBeTruthy();
});

test.each([["editable", 0x0008], ["preview and print", 0x0004]])("a font whose embedding is %s is used", async (_, bits) => {
  const folder = scratchFolder({ "open.ttf": withEmbeddingBits(amiri(), bits) });
  const { library, said } = await opened({ folders: [folder] });
  expect([first(library, "Amiri").family, said]).toEqual(["Amiri", []]);
});

test("a library without one font that may be embedded is an error", async () => {
  for (const folder of [scratchFolder(), scratchFolder({ "shut.ttf": withEmbeddingBits(amiri(), 2) })]) {
    const { library, said } = await open({ folders: [folder] });
    expect([library, said.map(({ severity, code }) => [severity, code])]).toEqual([undefined, [["error", "fonts/none"]]]);
  }
});

test("a folder that is not there is an error", async () => {
  const { library, said } = await open({ folders: ["/no/such/folder", fontsFolder] });
  expect(library).toBeUndefined();
  expect(said).toMatchObject([{ severity: "error", code: "fonts/no-folder" }]);
  expect(said[0]?.message).toContain("/no/such/folder");
});

const tableAt = (font: Uint8Array, tag: string): number => Buffer.from(font).indexOf(tag, 12, "latin1");

const unusable: [string, () => Uint8Array, string][] = [
  ["is empty", () => new Uint8Array(), "fonts/damaged"],
  ["is a text", () => Buffer.from("not a font at all"), "fonts/damaged"],
  ["is a signature alone", () => amiri().subarray(0, 4), "fonts/damaged"],
  ["ends in its directory", () => amiri().subarray(0, 100), "fonts/damaged"],
  ["ends in its tables", () => amiri().subarray(0, amiri().byteLength - 5000), "fonts/damaged"],
  ["has no character map", () => { const font = amiri(); font.write("xmap", tableAt(font, "cmap"), "latin1"); return font; }, "fonts/damaged"],
  ["has no outlines", () => { const font = amiri(); font.write("glix", tableAt(font, "glyf"), "latin1"); return font; }, "fonts/damaged"],
  ["has a table beyond its end", () => { const font = amiri(); font.writeUInt32BE(0x7fffffff, tableAt(font, "head") + 8); return font; }, "fonts/damaged"],
  ["has a glyph beyond its end", () => altered(amiri(), "loca", (table) => { table.setUint32(400, 0x7fffffff); }), "fonts/damaged"],
  ["has too few advances", () => { const font = amiri(); font.writeUInt32BE(40, tableAt(font, "hmtx") + 12); return font; }, "fonts/damaged"],
  ["is a WOFF", () => Buffer.concat([Buffer.from("wOFF"), amiri()]), "fonts/unsupported-format"],
  ["is a WOFF2", () => Buffer.concat([Buffer.from("wOF2"), amiri()]), "fonts/unsupported-format"],
  ["is a collection", () => Buffer.concat([Buffer.from("ttcf"), amiri()]), "fonts/unsupported-format"],
];

test.each(unusable)("a file that %s is an error in an @font-face and a warning in a folder", async (_, bytes, code) => {
  const folder = scratchFolder({ "bad.ttf": bytes() });
  const path = join(folder, "bad.ttf");
  const ruled = await open({ faces: [rule(path)] });
  expect(ruled.library).toBeUndefined();
  expect(ruled.said).toMatchObject([{ severity: "error", code, span: { file: "style.css", start: { line: 3, column: 1 } } }]);
  const found = await opened({ folders: [folder, fontsFolder] });
  expect(found.said).toMatchObject([{ severity: "warning", code }]);
  for (const { message, hint } of [...ruled.said, ...found.said]) {
    expect(message).toContain(path);
    expect(hint).toBeTruthy();
  }
  expect(found.library.families).toHaveLength(7);
});

test("a file of an @font-face that is not there, or is a folder, is an error with the rule's place", async () => {
  const folder = scratchFolder({ "folder.ttf/inside.txt": "" });
  for (const name of ["missing.ttf", "folder.ttf"]) {
    const { library, said } = await open({ faces: [rule(join(folder, name))] });
    expect(library).toBeUndefined();
    expect(said).toMatchObject([{ severity: "error", code: "fonts/unreadable", span: { file: "style.css", start: { line: 3 } } }]);
  }
});

test("web fonts in a folder are mentioned once, with what to use instead", async () => {
  const { said } = await opened({ folders: [scratchFolder({ "a.woff2": "", "b.woff": "", "c.ttc": "", "OFL.txt": "" }), fontsFolder] });
  expect(said).toMatchObject([{ severity: "notice", code: "fonts/unsupported-format" }]);
  expect(said[0]?.message).toMatch(/a\.woff2.*b\.woff.*c\.ttc/);
  expect(said[0]?.hint).toContain(".ttf");
});

test("a font with flipped bytes in its directory and head is used or warned of, and nothing throws", async () => {
  const heard = new Set<string>();
  for (let place = 0; place < 400; place += 5) {
    const font = amiri();
    font[place] = font[place]! ^ 0x5a;
    const { said } = await opened({ folders: [scratchFolder({ "flipped.ttf": font }), join(fontsFolder, "reem-kufi")] });
    for (const { severity, code } of said) heard.add(`${severity} ${code}`);
  }
  expect([...heard]).toEqual(["warning fonts/damaged"]);
});
