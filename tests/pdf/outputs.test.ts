import { inflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { DisplayItem, PagedDocument } from "../../src/layout/index.ts";
import { paintPdf } from "../../src/pdf/index.ts";
import type { ProfileName } from "../../src/press/index.ts";
import type { Color } from "../../src/style/index.ts";
import { outputFor } from "./outputs.ts";
import { readContent, readPdf, type PdfObjects } from "./pdfObjects.ts";

const black: Color = { space: "cmyk", c: 0, m: 0, y: 0, k: 1, alpha: 1 };
const accent: Color = { space: "cmyk", c: 0, m: 1, y: 0.85, k: 0.2, alpha: 1 };
const blue: Color = { space: "rgb", r: 0.1, g: 0.3, b: 0.7, alpha: 1 };
const spot: Color = { space: "spot", name: "PANTONE 186 C", tint: 0.6, alternate: { c: 0, m: 1, y: 0.81, k: 0.04 }, alpha: 1 };

const box = { x: 0, y: 0, width: 200, height: 200 };

/** A page of squares, and one of rules. */
function squares(...colours: readonly Color[]): PagedDocument {
  const role = { kind: "artifact", type: "Layout" } as const;
  const fills = colours.map((color, index): DisplayItem => ({ kind: "fill", role, rect: { x: index * 20, y: 20, width: 20, height: 20 }, color }));
  const rules = colours.map((color, index): DisplayItem => ({ kind: "rule", role, from: { x: 0, y: index * 5 }, to: { x: 200, y: index * 5 }, stroke: { width: 1, style: "solid", color } }));
  const page = { mediaBox: box, trimBox: box, bleedBox: box };
  return {
    title: "مربعات", metadata: { date: "2022-11-24" }, language: "ar", direction: "rtl", outline: [], structure: { id: 0, type: "Document", children: [] },
    pages: [{ number: 1, items: fills, ...page }, { number: 2, items: rules, ...page }],
  };
}

interface Painted extends PdfObjects {
  readonly diagnostics: readonly Diagnostic[];
  /** What sets colours on each page. */
  readonly colours: readonly (readonly string[])[];
  readonly intents: readonly string[];
}

async function paint(profile: ProfileName, ...colours: readonly Color[]): Promise<Painted> {
  const diagnostics: Diagnostic[] = [];
  const pdf = await paintPdf(squares(...colours), { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor(profile) });
  const objects = readPdf(pdf!);
  const intents = objects.catalogue.has("OutputIntents") ? objects.catalogue.at("OutputIntents").items.map((intent) => String(intent.at("S").value)) : [];
  const setting = /^(k|K|rg|RG|g|G|cs|CS|sc|SC|scn|SCN|gs)$/;
  const operators = objects.pages.map((page) => readContent(page.at("Contents").stream).filter(({ operator }) => setting.test(operator)).map(({ operator, operands }) => [...operands.map(String), operator].join(" ")));
  return { ...objects, diagnostics, intents, colours: operators };
}

describe("a file for the press", () => {
  test("has an intent for PDF/X and one for PDF/A, which share the press's profile", async () => {
    const { catalogue, intents } = await paint("print", black);
    expect(intents).toEqual(["/GTS_PDFX", "/GTS_PDFA1"]);
    const both = catalogue.at("OutputIntents").items;
    expect(new Set(both.map((intent) => intent.at("DestOutputProfile").id)).size).toBe(1);
    for (const intent of both) {
      expect([intent.at("OutputConditionIdentifier").text, intent.at("RegistryName").text]).toEqual(["FOGRA39", "http://www.color.org"]);
      expect(intent.at("DestOutputProfile", "N").value).toBe(4);
      expect(intent.at("DestOutputProfile").stream.subarray(36, 40).toString()).toBe("acsp");
    }
  });

  test("has all colours in its inks: RGB by the profile, greys with black alone, a spot ink on its plate", async () => {
    const { colours, pages } = await paint("print", accent, blue, { space: "rgb", r: 0.5, g: 0.5, b: 0.5, alpha: 1 }, spot);
    expect(colours[0]!.map((operator) => operator.replace(/.* /, ""))).toEqual(["k", "k", "k", "cs", "scn"]);
    expect(colours[0]![0]).toBe("0 1 0.85 0.2 k");
    expect(colours[0]![1]).toMatch(/^0\.\d+ 0\.\d+ 0 0(\.\d+)? k$/);
    expect(colours[0]![2]).toMatch(/^0 0 0 0\.[56]\d* k$/);
    const separation = pages[0]!.at("Resources", "ColorSpace", "Spot1").items;
    expect(separation.slice(0, 3).map(({ value }) => value)).toEqual(["/Separation", "/PANTONE 186 C", "/DeviceCMYK"]);
    expect(separation[3]!.at("C1").numbers).toEqual([0, 1, 0.81, 0.04]);
  });

  test("has black rules that overprint, and black grounds that do not", async () => {
    const { colours } = await paint("print", black);
    expect(colours).toEqual([["0 0 0 1 k"], ["/Overprint gs", "0 0 0 1 K"]]);
  });

  test("says which colours have more ink than the paper takes", async () => {
    const heavy: Color = { space: "cmyk", c: 1, m: 1, y: 0.9, k: 0.5, alpha: 1 };
    const { diagnostics } = await paint("print", black, heavy, heavy);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "pdf/ink-limit" }]);
    expect(diagnostics[0]?.message).toContain("340 %");
    expect(diagnostics[0]?.message).toContain("page 1");
  });

  test("holds a spot ink in one mixture, and says where it was given two", async () => {
    const other: Color = { ...spot, alternate: { c: 0.1, m: 1, y: 0.8, k: 0 } };
    const { diagnostics, pages } = await paint("print", spot, other);
    expect(diagnostics).toMatchObject([{ severity: "warning", code: "pdf/spot-mixtures" }]);
    expect(pages[0]!.at("Resources", "ColorSpace").keys).toEqual(["Spot1"]);
  });
});

describe("a file for the archive", () => {
  test("keeps inks under the press's intent, RGB colours by a profile of their own", async () => {
    const { catalogue, colours, intents, pages } = await paint("archive", accent, blue);
    expect(intents).toEqual(["/GTS_PDFA1"]);
    expect(catalogue.at("OutputIntents", 0, "DestOutputProfile", "N").value).toBe(4);
    expect(colours[0]).toEqual(["0 1 0.85 0.2 k", "/SRGB cs", "0.1 0.3 0.7 sc"]);
    const [kind, profile] = pages[0]!.at("Resources", "ColorSpace", "SRGB").items;
    expect(kind!.value).toBe("/ICCBased");
    expect(profile!.at("N").value).toBe(3);
  });

  test("in black alone, or in RGB, is in sRGB and carries no press's profile", async () => {
    const { catalogue, colours, intents } = await paint("archive", black, blue);
    expect(intents).toEqual(["/GTS_PDFA1"]);
    expect(catalogue.at("OutputIntents", 0, "DestOutputProfile", "N").value).toBe(3);
    expect(colours[0]).toEqual(["0 0 0 rg", "0.1 0.3 0.7 rg"]);
  });
});

test("a file for the archive with printer's marks has the press's profile, whose inks they are drawn in", async () => {
  const document = squares(black);
  const mark: DisplayItem = { kind: "mark", role: { kind: "artifact", type: "Page" }, width: 0.25, shape: { kind: "circle", center: { x: 10, y: 10 }, radius: 4 } };
  const marked = { ...document, pages: document.pages.map((page) => ({ ...page, items: [...page.items, mark] })) };
  const pdf = await paintPdf(marked, { report: ({ message }) => { throw new Error(message); }, output: await outputFor("archive") });
  expect(readPdf(pdf!).catalogue.at("OutputIntents", 0, "DestOutputProfile", "N").value).toBe(4);
});

describe("a file for the screen", () => {
  test("has all colours in sRGB, and no intent", async () => {
    const { colours, intents } = await paint("screen", black, accent, blue, spot);
    expect(intents).toEqual([]);
    expect(colours[0]!.every((operator) => operator.endsWith(" rg"))).toBe(true);
    expect(colours[0]).toHaveLength(4);
  });

  test("lies open like a paper where it has more than one page, from the right", async () => {
    const { catalogue } = await paint("screen", black);
    expect(catalogue.at("PageLayout").value).toBe("/TwoPageRight");
    expect(catalogue.at("ViewerPreferences", "Direction").value).toBe("/R2L");
    expect((await paint("print", black)).catalogue.has("PageLayout")).toBe(false);
  });
});

test("a press's profile is as its maker gave it", async () => {
  const { catalogue } = await paint("print", black);
  const { condition } = await outputFor("print");
  expect(Buffer.compare(catalogue.at("OutputIntents", 0, "DestOutputProfile").stream, inflateSync(condition.profile.deflated()))).toBe(0);
});
