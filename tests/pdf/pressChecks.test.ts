import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { DisplayItem, PagedDocument, Role } from "../../src/layout/index.ts";
import { paintPdf } from "../../src/pdf/index.ts";
import { checkPress } from "../../src/pdf/pressChecks.ts";
import type { ProfileName } from "../../src/press/index.ts";
import type { Color, Stroke } from "../../src/style/index.ts";
import { composeLines, newspaper } from "./columns.ts";
import { outputFor } from "./outputs.ts";

const layoutArtifact: Role = { kind: "artifact", type: "Layout" };
const marks: Role = { kind: "artifact", type: "Page" };
const box = { x: 0, y: 0, width: 400, height: 600 };
const cmyk = (c: number, m: number, y: number, k: number): Color => ({ space: "cmyk", c, m, y, k, alpha: 1 });
const black = cmyk(0, 0, 0, 1);
const gold: Color = { space: "spot", name: "Gold", tint: 1, alternate: { c: 0, m: 0.2, y: 0.7, k: 0.3 }, alpha: 1 };

const rule = (width: number, style: Stroke["style"] = "solid", color = black): DisplayItem => ({ kind: "rule", role: layoutArtifact, from: { x: 0, y: 9 }, to: { x: 90, y: 9 }, stroke: { width, style, color } });
const text = (size: number, color: Color): DisplayItem[] =>
  composeLines("خبر عاجل", 300, { ...newspaper, size }).map((line) => ({ kind: "text", role: { kind: "content", structure: 1 }, x: 50, baseline: 100, text: line.text, runs: line.runs.map((run) => ({ ...run, tag: { color, decoration: "none" } })), last: line.last }));

function documentOf(...pages: readonly (readonly DisplayItem[])[]): PagedDocument {
  return {
    title: "النشرة", metadata: { date: "2022-11-24" }, language: "ar", direction: "rtl", outline: [], structure: { id: 0, type: "Document", children: [{ id: 1, type: "P", children: [] }] },
    pages: pages.map((items, index) => ({ number: index + 1, mediaBox: box, trimBox: box, bleedBox: box, items })),
  };
}

function told(...pages: readonly (readonly DisplayItem[])[]): string[] {
  const diagnostics: Diagnostic[] = [];
  checkPress(documentOf(...pages), (color) => color, (diagnostic) => diagnostics.push(diagnostic));
  for (const { severity, hint } of diagnostics) expect([severity, hint === undefined]).toEqual(["warning", false]);
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe("a rule too thin for a press", () => {
  test("is told once for each thickness, with the first page that has it", () => {
    const said = told([rule(0.25), rule(1)], [rule(0.1), rule(0.1), rule(0.2)], [rule(0.1)]);
    expect(said).toEqual([
      "pdf/hairline A rule 0.1 pt thick, first on page 2, is thinner than a press holds.",
      "pdf/hairline A rule 0.2 pt thick, first on page 2, is thinner than a press holds.",
    ]);
  });

  test("is one line of a double rule, and none that nobody sees", () => {
    expect(told([rule(0.6, "double"), rule(0.75, "double"), rule(0.1, "none"), rule(0), rule(0.1, "solid", { ...black, alpha: 0 })])).toEqual([
      "pdf/hairline A rule 0.2 pt thick, first on page 1, is thinner than a press holds.",
    ]);
  });
});

describe("small type in several inks", () => {
  test("is told once for each size and colour, with its words", () => {
    const red = cmyk(0, 1, 0.85, 0);
    expect(told([...text(5, red), ...text(5, red)], text(5, cmyk(1, 1, 0, 0)), text(4.5, red)).map((message) => message.replace(/:.*/u, ""))).toEqual([
      "pdf/small-text-inks Type of 5 pt is printed with several inks, first on page 1 (“خبر عاجل”)",
      "pdf/small-text-inks Type of 5 pt is printed with several inks, first on page 2 (“خبر عاجل”)",
      "pdf/small-text-inks Type of 4.5 pt is printed with several inks, first on page 3 (“خبر عاجل”)",
    ]);
  });

  test("is none from 6 pt on, in one ink, in white, or unseen", () => {
    const rich = cmyk(0, 1, 0.85, 0.2);
    expect(told([...text(6, rich), ...text(4, black), ...text(4, cmyk(0, 0.5, 0, 0)), ...text(4, gold), ...text(4, cmyk(0, 0, 0, 0)), ...text(4, { ...rich, alpha: 0 })])).toEqual([]);
  });
});

test("files that no press prints are not checked", async () => {
  const codes = async (profile: ProfileName): Promise<string[]> => {
    const diagnostics: Diagnostic[] = [];
    await paintPdf(documentOf([rule(0.1), ...text(5, { space: "rgb", r: 0.8, g: 0.1, b: 0.1, alpha: 1 })]), { report: (diagnostic) => diagnostics.push(diagnostic), output: await outputFor(profile) });
    return diagnostics.map(({ code }) => code);
  };
  expect(await codes("print")).toEqual(["pdf/hairline", "pdf/small-text-inks"]);
  expect(await codes("screen")).toEqual([]);
  expect(await codes("archive")).toEqual([]);
});

test("colour bars and their inks on top of each other keep to no limit of ink", async () => {
  const diagnostics: Diagnostic[] = [];
  const patch = (role: Role): DisplayItem => ({ kind: "fill", role, rect: { x: 0, y: 0, width: 10, height: 10 }, color: cmyk(1, 1, 1, 1) });
  const output = await outputFor("print");
  await paintPdf(documentOf([patch(marks)]), { report: (diagnostic) => diagnostics.push(diagnostic), output });
  expect(diagnostics).toEqual([]);
  await paintPdf(documentOf([patch(layoutArtifact)]), { report: (diagnostic) => diagnostics.push(diagnostic), output });
  expect(diagnostics.map(({ code }) => code)).toEqual(["pdf/ink-limit"]);
});
