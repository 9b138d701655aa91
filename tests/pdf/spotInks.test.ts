import { describe, expect, test } from "vitest";
import type { DisplayItem, PagedDocument, Role } from "../../src/layout/index.ts";
import { pdfName } from "../../src/pdf/inks.ts";
import type { Color } from "../../src/style/index.ts";
import { composeLines, newspaper, paint } from "./columns.ts";
import { readContent, readPdf } from "./pdfObjects.ts";

const layoutArtifact: Role = { kind: "artifact", type: "Layout" };
const box = { x: 0, y: 0, width: 400, height: 600 };
const spot = (name: string, tint = 1): Color => ({ space: "spot", name, tint, alternate: { c: 0, m: 1, y: 0.81, k: 0.04 }, alpha: 1 });

function documentOf(...pages: readonly (readonly DisplayItem[])[]): PagedDocument {
  return {
    title: "النشرة", metadata: { date: "2022-11-24" }, language: "ar", direction: "rtl", outline: [], structure: { id: 0, type: "Document", children: [{ id: 1, type: "P", children: [] }] },
    pages: pages.map((items, index) => ({ number: index + 1, mediaBox: box, trimBox: box, bleedBox: box, items })),
  };
}

const fill = (color: Color): DisplayItem => ({ kind: "fill", role: layoutArtifact, rect: { x: 10, y: 10, width: 50, height: 20 }, color });
const rule = (color: Color): DisplayItem => ({ kind: "rule", role: layoutArtifact, from: { x: 10, y: 50 }, to: { x: 90, y: 50 }, stroke: { width: 1, style: "solid", color } });
const text = (color: Color): DisplayItem[] =>
  composeLines("خبر عاجل", 300, newspaper).map((line) => ({ kind: "text", role: { kind: "content", structure: 1 }, x: 50, baseline: 100, text: line.text, runs: line.runs.map((run) => ({ ...run, tag: { color, decoration: "none" } })), last: line.last }));

describe("a spot ink", () => {
  test("is a Separation of its own name, its full tint the mixture, no tint the paper", async () => {
    const { pages } = readPdf(await paint(documentOf([fill(spot("PANTONE 186 C")), rule(spot("PANTONE 186 C", 0.6)), ...text(spot("PANTONE 186 C"))])));
    const spaces = pages[0]!.at("Resources", "ColorSpace");
    expect(spaces.keys).toEqual(["Spot1"]);
    const [kind, , alternate, tint] = spaces.at("Spot1").items;
    expect([kind?.value, alternate?.value]).toEqual(["/Separation", "/DeviceCMYK"]);
    expect([tint!.at("FunctionType").value, tint!.at("N").value, tint!.at("Domain").numbers]).toEqual([2, 1, [0, 1]]);
    expect([tint!.at("C0").numbers, tint!.at("C1").numbers]).toEqual([[0, 0, 0, 0], [0, 1, 0.81, 0.04]]);
    const set = readContent(pages[0]!.at("Contents").stream).filter(({ operator }) => /^(?:cs|scn|CS|SCN|k|K|rg|RG)$/u.test(operator));
    expect(set.map(({ operator, operands }) => `${operands.join(" ")} ${operator}`)).toEqual(["/Spot1 cs", "1 scn", "/Spot1 CS", "0.6 SCN"]);
  });

  test("has one colour space in the file, and another ink another", async () => {
    const { pages } = readPdf(await paint(documentOf([fill(spot("Gold"))], [fill(spot("Silver")), fill(spot("Gold", 0.3))])));
    const [first, second] = pages.map((page) => page.at("Resources", "ColorSpace"));
    expect(second!.at("Spot1", 3).id).toBe(first!.at("Spot1", 3).id);
    expect(second!.at("Spot2", 3).id).not.toBe(first!.at("Spot1", 3).id);
  });

  test("keeps its name to the letter, spaces and Arabic letters escaped", async () => {
    expect(pdfName("PANTONE 186 C")).toBe("PANTONE#20186#20C");
    expect(pdfName("حبر #1 (أ)/%")).toBe("#d8#ad#d8#a8#d8#b1#20#231#20#28#d8#a3#29#2f#25");
    const pdf = Buffer.from(await paint(documentOf([fill(spot("PANTONE 186 C")), fill(spot("حبر أحمر"))]), false)).toString("latin1");
    const names = [...pdf.matchAll(/\/Separation\s*\/(\S+)/gu)].map(([, name = ""]) => Buffer.from(name.replace(/#([\da-f]{2})/gu, (_, byte: string) => String.fromCharCode(Number.parseInt(byte, 16))), "latin1").toString());
    expect(names).toEqual(["PANTONE 186 C", "حبر أحمر"]);
  });

  test("is shown by its mixture, tinted, in a file for screens", async () => {
    const { pages } = readPdf(await paint(documentOf([fill(spot("PANTONE 186 C", 0.5))]), true, "screen"));
    const used = readContent(pages[0]!.at("Contents").stream).map(({ operator }) => operator);
    expect(used).not.toContain("scn");
    expect(used.some((operator) => operator === "rg" || operator === "sc")).toBe(true);
  });
});
