import { outputFor } from "./outputs.ts";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { FontFace } from "../../src/fonts/index.ts";
import type { DisplayItem, Page, PagedDocument, Role, RunPaint, StructureNode, TextItem } from "../../src/layout/index.ts";
import { paintPdf } from "../../src/pdf/index.ts";
import type { Glyph, GlyphRun } from "../../src/text/index.ts";
import { builtInFonts, faceOf } from "../text/faces.ts";
import { composeLines, newspaper, paint } from "./columns.ts";
import { codesShown, readContent, readPdf, type PdfNode } from "./pdfObjects.ts";
import { openInPdfJs } from "./readers.ts";
import { toUnicodeOf } from "./toUnicode.ts";

const amiri = faceOf(await builtInFonts(), "Amiri");
const black: RunPaint = { color: { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 }, decoration: "none" };
const header: Role = { kind: "artifact", type: "Pagination", subtype: "Header" };
const layoutArtifact: Role = { kind: "artifact", type: "Layout" };
const box = { x: 0, y: 0, width: 400, height: 600 };

const content = (structure: number): Role => ({ kind: "content", structure });

function textItems(text: string, role: Role, top: number): TextItem[] {
  return composeLines(text, 300, newspaper).map((line, index) => ({ kind: "text", role, x: 50, baseline: top + index * 16, text: line.text, runs: line.runs, last: line.last }));
}

function documentOf(pages: readonly (readonly DisplayItem[])[], more: Partial<PagedDocument> = {}, boxes: Partial<Page> = {}): PagedDocument {
  const ids = new Set(pages.flat().flatMap(({ role }) => (role.kind === "content" ? [role.structure] : [])));
  const children = [...ids].map((id): StructureNode => ({ id, type: "P", children: [] }));
  return {
    title: "النشرة", metadata: {}, language: "ar", direction: "rtl", outline: [], structure: { id: 0, type: "Document", children },
    pages: pages.map((items, index) => ({ number: index + 1, mediaBox: box, trimBox: box, bleedBox: box, items, ...boxes })),
    ...more,
  };
}

const copy = "قال وزير الخارجية الروسي سيرغي لافروف إن موسكو لم تتوجه إلى دول المنظمة بطلب، وإن 24 دولة تدرك ذلك.";
const headline = { title: "لافروف", level: 1, page: 2, y: 84 };

const edition = documentOf(
  [
    [...textItems("صدى البلد", header, 30), ...textItems(copy, content(1), 100), { kind: "rule", role: layoutArtifact, from: { x: 50, y: 40 }, to: { x: 350, y: 40 }, stroke: { width: 1, style: "solid", color: black.color } }],
    [...textItems("صدى البلد", header, 30), ...textItems("لافروف", content(2), 100), ...textItems(copy, content(3), 140)],
  ],
  {
    metadata: { publisher: "صدى البلد", date: "2022-11-24", keywords: "روسيا، أوكرانيا" }, outline: [headline],
    structure: { id: 0, type: "Document", children: [{ id: 1, type: "P", children: [] }, { id: 4, type: "Art", children: [{ id: 2, type: "H1", children: [] }, { id: 3, type: "P", children: [] }] }] },
  },
);

const operationsOf = (page: PdfNode): ReturnType<typeof readContent> => readContent(page.at("Contents").stream);

describe("a page", () => {
  test("has its boxes, from the foot upwards, each within the one around it", async () => {
    const mediaBox = { x: 0, y: 0, width: 440, height: 650 };
    const bleedBox = { x: 11.5, y: 16.25, width: 417, height: 617.5 };
    const trimBox = { x: 20, y: 24.75, width: 400, height: 600.5 };
    const [page] = readPdf(await paint(documentOf([textItems(copy, content(1), 100)], {}, { mediaBox, bleedBox, trimBox }))).pages;
    const boxes = ["MediaBox", "BleedBox", "TrimBox"].map((key) => page!.at(key).numbers);
    expect(boxes).toEqual([[0, 0, 440, 650], [11.5, 16.25, 428.5, 633.75], [20, 24.75, 420, 625.25]]);
    expect(page!.has("ArtBox")).toBe(false);
  });

  test("has every line of text as one text object on its baseline", async () => {
    const items = textItems(copy, content(1), 100);
    const [page] = readPdf(await paint(documentOf([items]))).pages;
    const operations = operationsOf(page!);
    expect(operations.filter(({ operator }) => operator === "BT")).toHaveLength(items.length);
    const places = operations.filter(({ operator }) => operator === "Tm").map(({ operands }) => operands);
    expect(places).toEqual(items.map(({ x, baseline }) => [1, 0, 0, 1, x, box.height - baseline]));
  });

  test("has black text in the black plate alone, and no colour but CMYK", async () => {
    for (const page of readPdf(await paint(edition)).pages) {
      const operators = operationsOf(page);
      expect(operators.filter(({ operator }) => operator === "k").map(({ operands }) => operands)).toEqual([[0, 0, 0, 1]]);
      expect(operators.filter(({ operator }) => /^(rg|RG|g|G|cs|sc|scn)$/.test(operator))).toEqual([]);
    }
  });

  test("names in its content no resource that it does not have", async () => {
    const veil = { ...black.color, alpha: 0.5 };
    const mark = { kind: "mark", role: layoutArtifact, width: 0.25, shape: { kind: "circle", center: { x: 5, y: 5 }, radius: 4 } } as const;
    const fill = { kind: "fill", role: layoutArtifact, rect: box, color: veil } as const;
    const { pages } = readPdf(await paint(documentOf([[fill, ...textItems(copy, content(1), 100), mark], textItems("Apple أبل", content(2), 100), []])));
    const kinds: Record<string, string> = { Tf: "Font", gs: "ExtGState", CS: "ColorSpace" };
    const used = pages.map((page) => operationsOf(page).flatMap(({ operator, operands }) => (operator in kinds ? [`${kinds[operator] ?? ""}${String(operands[0])}`] : [])));
    const given = pages.map((page) => ["Font", "ExtGState", "ColorSpace"].flatMap((kind) => (page.at("Resources").has(kind) ? page.at("Resources", kind).keys.map((name) => `${kind}/${name}`) : [])));
    expect(used.map((names) => [...new Set(names)].sort())).toEqual(given.map((names) => [...names].sort()));
    expect(given[0]).toEqual(expect.arrayContaining(["ExtGState/O500", "ExtGState/O1000", "ExtGState/Overprint", "ColorSpace/Registration"]));
    expect(pages[0]!.at("Resources", "ExtGState", "O500").keys).toEqual(["Type", "ca", "CA"]);
    expect(pages[0]!.at("Resources", "ExtGState", "O500", "ca").value).toBe(0.5);
    expect(given[2]).toEqual([]);
  });

  test("mixes translucent colours in the inks of the press, and has no transparency group without any", async () => {
    const veil = { kind: "fill", role: layoutArtifact, rect: box, color: { ...black.color, alpha: 0.5 } } as const;
    const document = documentOf([[veil], textItems(copy, content(1), 100)]);
    for (const [profile, space] of [["print", "/DeviceCMYK"], ["screen", "/DeviceRGB"]] as const) {
      const [translucent, opaque] = readPdf(await paint(document, true, profile)).pages;
      expect([translucent!.at("Group", "S").value, translucent!.at("Group", "CS").value]).toEqual(["/Transparency", space]);
      expect(opaque!.has("Group")).toBe(false);
    }
  });

  test("has printer's marks in a Separation that shows on every plate", async () => {
    const mark = { kind: "mark", role: layoutArtifact, width: 0.25, shape: { kind: "line", from: { x: 0, y: 5 }, to: { x: 9, y: 5 } } } as const;
    const { pages } = readPdf(await paint(documentOf([[mark], [mark], textItems(copy, content(1), 100)])));
    const [kind, name, alternate, tint] = pages[0]!.at("Resources", "ColorSpace", "Registration").items;
    expect([kind, name, alternate].map((part) => part?.value)).toEqual(["/Separation", "/All", "/DeviceCMYK"]);
    expect([tint!.at("FunctionType").value, tint!.at("N").value]).toEqual([2, 1]);
    expect([tint!.at("Domain").numbers, tint!.at("C0").numbers, tint!.at("C1").numbers]).toEqual([[0, 1], [0, 0, 0, 0], [1, 1, 1, 1]]);
    expect(pages[1]!.at("Resources", "ColorSpace", "Registration", 3).id).toBe(tint!.id);
    expect(pages[2]!.at("Resources").has("ColorSpace")).toBe(false);
  });
});

describe("marked content", () => {
  test("holds everything that is painted: content or artifact, and neither in the other", async () => {
    for (const page of readPdf(await paint(edition)).pages) {
      let depth = 0;
      for (const { operator, operands } of operationsOf(page)) {
        if (operator === "BDC") {
          depth++;
          const [tag, properties] = operands as [string, Record<string, unknown>];
          if (tag === "/Artifact") expect(properties).not.toHaveProperty("MCID");
          else expect(properties).toHaveProperty("MCID");
        } else if (operator === "EMC") depth--;
        else if (/^(Tj|TJ|f|S|s)$/.test(operator)) expect(depth).toBe(1);
        expect(depth).toBeLessThanOrEqual(1);
      }
      expect(depth).toBe(0);
    }
  });

  test("of furniture is an artifact of its kind, on each of its pages", async () => {
    const { pages } = readPdf(await paint(edition));
    const artifacts = pages.map((page) => operationsOf(page).filter(({ operator, operands }) => operator === "BDC" && operands[0] === "/Artifact").map(({ operands }) => operands[1]));
    const running = { Type: "/Pagination", Subtype: "/Header" };
    expect(artifacts).toEqual([[running, { Type: "/Layout" }], [running]]);
  });

  test("of one element, without another between, is one sequence", async () => {
    const { pages } = readPdf(await paint(documentOf([textItems(`${copy} ${copy}`, content(1), 100)])));
    expect(operationsOf(pages[0]!).filter(({ operator }) => operator === "BDC")).toHaveLength(1);
  });

  test("is found from its page through the structure tree", async () => {
    const pdf = readPdf(await paint(edition));
    const parents = pdf.catalogue.at("StructTreeRoot", "ParentTree", "Nums").items;
    for (const page of pdf.pages) {
      const key = page.at("StructParents").value;
      const owners = parents[parents.findIndex((entry, index) => index % 2 === 0 && entry.value === key) + 1]!.items.map((element) => element.at("S").value);
      const tags = operationsOf(page).filter(({ operator, operands }) => operator === "BDC" && operands[0] !== "/Artifact").map(({ operands }) => operands);
      expect(tags.map(([tag]) => tag)).toEqual(owners);
      expect(tags.map(([, properties]) => (properties as { MCID: number }).MCID)).toEqual(owners.map((_, index) => index));
      expect(page.at("Tabs").value).toBe("/S");
    }
  });

  test("that is all furniture leaves its page out of the structure", async () => {
    const [page] = readPdf(await paint(documentOf([textItems("صدى البلد", header, 30)]))).pages;
    expect([page!.has("StructParents"), page!.has("Tabs")]).toEqual([false, false]);
  });
});

describe("the catalogue", () => {
  test("says the language, shows the title, and reads from right to left", async () => {
    const { catalogue } = readPdf(await paint(edition));
    expect(catalogue.at("Lang").text).toBe("ar");
    expect(catalogue.at("ViewerPreferences", "DisplayDocTitle").value).toBe(true);
    expect(catalogue.at("ViewerPreferences", "Direction").value).toBe("/R2L");
    expect(catalogue.at("MarkInfo", "Marked").value).toBe(true);
  });

  test("does not say right to left of a document that runs from left to right", async () => {
    const { catalogue } = readPdf(await paint({ ...edition, direction: "ltr", language: "en" }));
    expect(catalogue.at("ViewerPreferences").keys).toEqual(["DisplayDocTitle"]);
    expect(catalogue.at("Lang").text).toBe("en");
  });
});

describe("metadata", () => {
  test("is the same in the information dictionary and in XMP, the day's dates among it", async () => {
    const { trailer, catalogue } = readPdf(await paint({ ...edition, metadata: { ...edition.metadata, author: "أحمــد صبـري & <co>", description: "نشرة \"إخبارية\"" } }));
    const info = trailer.at("Info");
    expect(Object.fromEntries(info.keys.map((key) => [key, info.at(key).isText ? info.at(key).text : info.at(key).value]))).toEqual({
      GTS_PDFXVersion: "PDF/X-4", Trapped: "/False", Title: "النشرة", Author: "أحمــد صبـري & <co>", Subject: "نشرة \"إخبارية\"", Keywords: "روسيا, أوكرانيا", Creator: "Nashra", Producer: "Nashra",
      CreationDate: "D:20221124000000Z", ModDate: "D:20221124000000Z",
    });
    const xmp = catalogue.at("Metadata").stream.toString("utf8");
    for (const said of ["النشرة", "أحمــد صبـري &amp; &lt;co&gt;", "نشرة &quot;إخبارية&quot;", "روسيا, أوكرانيا", "صدى البلد", "2022-11-24T00:00:00Z"]) expect(xmp).toContain(said);
  });

  test("of a document without a date has none, and one with an impossible date is painted with a warning", async () => {
    const undated = readPdf(await paint({ ...edition, metadata: {} }, true, "screen")).trailer.at("Info").keys;
    expect(undated).toEqual(["Title", "Creator", "Producer"]);
    const diagnostics: Diagnostic[] = [];
    const pdf = await paintPdf({ ...edition, metadata: { date: "2022-02-30" } }, { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor("screen") });
    expect(readPdf(pdf!).trailer.at("Info").keys).toEqual(undated);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "pdf/invalid-date" }]);
  });

  test.each(["print", "archive"] as const)("of an undated document for %s has the first day that computers count from, with a warning", async (profile) => {
    const diagnostics: Diagnostic[] = [];
    const pdf = await paintPdf({ ...edition, metadata: {} }, { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor(profile) });
    expect(readPdf(pdf!).trailer.at("Info", "CreationDate").text).toBe("D:19700101000000Z");
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "pdf/no-date" }]);
  });

  test("wants a title or a heading to take for one, and there is no file without", async () => {
    const diagnostics: Diagnostic[] = [];
    expect(await paintPdf({ ...edition, title: " ", outline: [] }, { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor("screen") })).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: "error", code: "pdf/no-title" }]);
  });
});

describe("the file", () => {
  test("is the same to the byte for the same document, and another for another", async () => {
    const pdf = await paint(edition);
    expect(Buffer.compare(await paint(edition), pdf)).toBe(0);
    expect(Buffer.compare(await paint({ ...edition, title: "نشرة" }), pdf)).not.toBe(0);
  });

  test("holds the same uncompressed as compressed", async () => {
    const [deflated, plain] = [readPdf(await paint(edition)), readPdf(await paint(edition, false))];
    const filtered = plain.objects.filter((object) => object.has("Filter"));
    expect(filtered.map(({ id }) => id)).toEqual([plain.catalogue.at("OutputIntents", 0, "DestOutputProfile").id]);
    expect(plain.pages.map((page) => page.at("Contents").stream.toString("latin1"))).toEqual(deflated.pages.map((page) => page.at("Contents").stream.toString("latin1")));
  });

  test("embeds every font that it names", async () => {
    const { objects } = readPdf(await paint(documentOf([[...textItems("Apple أبل 2022", content(1), 100)]])));
    const fonts = objects.filter((object) => object.has("Type") && object.at("Type").value === "/Font");
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect((font.has("DescendantFonts") ? font.at("DescendantFonts", 0) : font).at("FontDescriptor", "FontFile2").isStream).toBe(true);
  });

  test("shows no .notdef, and nothing that does not read as something", async () => {
    const { pages } = readPdf(await paint(edition));
    for (const page of pages) {
      let texts = new Map<number, string>();
      for (const operation of operationsOf(page)) {
        if (operation.operator === "Tf") texts = toUnicodeOf(page.at("Resources", "Font", String(operation.operands[0]).slice(1)));
        for (const code of codesShown(operation)) expect(texts.get(code) ?? "").not.toBe("");
      }
    }
  });
});

describe("a font that forbids embedding", () => {
  const setIn = (face: FontFace): TextItem[] => textItems(copy, content(1), 100).map((item) => ({ ...item, runs: item.runs.map((run) => ({ ...run, face })) }));

  test("is an error, said once, and there is no file", async () => {
    const diagnostics: Diagnostic[] = [];
    const items = setIn({ ...amiri, embedding: "restricted", postscriptName: "Forbidden", path: "forbidden.ttf" });
    expect(await paintPdf(documentOf([items, items]), { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor("screen") })).toBeUndefined();
    expect(diagnostics).toMatchObject([{ severity: "error", code: "pdf/embedding-forbidden" }]);
    expect(diagnostics[0]?.message).toContain("Forbidden");
    expect(diagnostics[0]?.hint).toBeDefined();
  });

  test.each(["installable", "editable", "preview-and-print"] as const)("is none that is %s", async (embedding) => {
    const diagnostics: Diagnostic[] = [];
    expect(await paintPdf(documentOf([setIn({ ...amiri, embedding })]), { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor("screen") })).toBeDefined();
    expect(diagnostics).toEqual([]);
  });
});

test("a face with more cells than a font has room for goes on in another font, and its text stays whole", async () => {
  const perLine = 1000;
  const lines = 70;
  const sample = composeLines("ببب", 300, newspaper)[0]!.runs[0]!;
  const glyph = sample.glyphs()[1]!;
  const items = Array.from({ length: lines }, (_, line): TextItem => {
    // Each letter has a width of its own, by a hundredth of a point and more.
    const glyphs = Array.from({ length: perLine }, (_, index): Glyph => ({ ...glyph, cluster: perLine - 1 - index, advance: ((line * perLine + index + 100) * sample.size) / amiri.unitsPerEm / 2 }));
    const run: GlyphRun<RunPaint> = { ...sample, face: amiri, x: 0, start: 0, end: perLine, tag: black, width: glyphs.reduce((sum, { advance }) => sum + advance, 0), glyphs: () => glyphs };
    return { kind: "text", role: content(1), x: 0, baseline: 10 + line * 8, text: "ب".repeat(perLine), runs: [run], last: true };
  });
  const { pages } = readPdf(await paint(documentOf([items])));
  const fonts = pages[0]!.at("Resources", "Font");
  expect(fonts.keys.length).toBeGreaterThan(1);
  const names = fonts.keys.map((key) => String(fonts.at(key, "BaseFont").value));
  expect(new Set(names).size).toBe(names.length);
  let shown = 0;
  let texts = new Map<number, string>();
  const maps = new Map(fonts.keys.map((key) => [`/${key}`, toUnicodeOf(fonts.at(key))]));
  for (const map of maps.values()) for (const code of map.keys()) expect(code).toBeLessThan(65_535);
  for (const operation of operationsOf(pages[0]!)) {
    if (operation.operator === "Tf") texts = maps.get(String(operation.operands[0])) ?? new Map<number, string>();
    shown += codesShown(operation).filter((code) => texts.get(code) === "ب").length;
  }
  expect(shown).toBe(lines * perLine);
});

describe("in pdf.js", () => {
  test("the structure, the outline and the metadata are as the document has them", async () => {
    const document = await openInPdfJs(await paint(edition));
    const roles = (node: unknown): string => {
      const { role, children, type } = z.object({ role: z.string().optional(), type: z.string().optional(), children: z.array(z.unknown()).default([]) }).parse(node);
      return role === undefined ? (type ?? "") : `${role}(${children.map(roles).join(" ")})`;
    };
    const trees = await Promise.all([1, 2].map(async (number) => roles(await (await document.getPage(number)).getStructTree())));
    expect(trees).toEqual(["Root(Document(P(content)))", "Root(Document(Art(H1(content) P(content))))"]);
    const [entry, ...more] = await document.getOutline();
    expect([entry?.title, more]).toEqual([headline.title, []]);
    const [page, fit, , top] = z.tuple([z.object({ num: z.number(), gen: z.number() }), z.object({ name: z.string() }), z.null(), z.number(), z.null()]).parse(entry?.dest);
    expect([await document.getPageIndex(page), fit.name, top]).toEqual([1, "XYZ", box.height - headline.y]);
    const { info, metadata } = await document.getMetadata();
    expect(info).toMatchObject({ Title: "النشرة", Language: "ar", CreationDate: "D:20221124000000Z", IsAcroFormPresent: false });
    expect(metadata.get("dc:title")).toBe("النشرة");
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    await document.destroy();
  });
});
