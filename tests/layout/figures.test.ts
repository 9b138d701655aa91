import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { Role } from "../../src/layout/index.ts";
import { openStructure } from "../../src/layout/structure.ts";
import type { StyledElement } from "../../src/style/index.ts";
import { element, styled } from "./stage.ts";

function figureOf(attributes: Readonly<Record<string, string>>): { role: Role; alts: (string | undefined)[]; diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const [body] = styled([element("img", {}, [], attributes)]).root.children;
  const image = body?.kind === "element" ? body.children.find((child): child is StyledElement => child.kind === "element") : undefined;
  if (image === undefined) throw new Error("there is no image");
  const structure = openStructure("ar", (diagnostic) => diagnostics.push(diagnostic));
  const role = structure.figure(structure.document, image, { file: "copy.txt", start: { line: 3, column: 1 } });
  structure.number();
  return { role, alts: structure.tree().children.map(({ type, alt }) => (type === "Figure" ? alt : undefined)), diagnostics };
}

describe("an image", () => {
  test("is a figure with the text that stands for it", () => {
    expect(figureOf({ src: "a.png", alt: " ميناء " })).toEqual({ role: { kind: "content", structure: 1 }, alts: ["ميناء"], diagnostics: [] });
  });

  test.each([{ alt: "" }, { alt: "x", role: "presentation" }, { "data-artifact": "" }])("is an artifact where it is an ornament: %j", (attributes) => {
    expect(figureOf({ src: "a.png", ...attributes })).toEqual({ role: { kind: "artifact", type: "Layout" }, alts: [], diagnostics: [] });
  });

  test("without text is an error, with its name, its place and what to do", () => {
    expect(figureOf({ src: "a.png" }).diagnostics).toEqual([{
      severity: "error", code: "layout/no-alt", message: "There is no text that stands for the image “a.png”.", span: { file: "copy.txt", start: { line: 3, column: 1 } },
      hint: expect.stringContaining('alt=""') as string,
    }]);
  });
});
