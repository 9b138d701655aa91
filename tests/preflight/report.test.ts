import { expect, test } from "vitest";
import { renderFindings, type Finding } from "../../src/preflight/index.ts";

const result = (findings: readonly Finding[]) => ({ standards: ["x4"] as const, claims: { pdfx: undefined, pdfa: undefined, pdfua: undefined }, pages: 20, findings });
const finding = (more: Partial<Finding> = {}): Finding => ({ rule: "boxes/trim", severity: "error", object: "3 0 R", message: "The page has no TrimBox.", hint: "Set it.", ...more });

test("findings of one rule are told together, with ranges of pages", () => {
  const pages = [1, 2, 3, 5, 7, 8].map((page) => finding({ page, object: `${page} 0 R` }));
  expect(renderFindings("a.pdf", result(pages))).toBe("error[boxes/trim]: The page has no TrimBox. (pages 1–3, 5, 7–8)\n = hint: Set it.\na.pdf: 1 error");
});

test("errors come first, and the last line counts", () => {
  const told = renderFindings("a.pdf", result([finding({ rule: "a/b", severity: "warning", message: "Thin." }), finding({ rule: "c/d", severity: "notice", message: "So." }), finding(), finding({ message: "Another." })]));
  expect(told.split("\n").filter((line) => /^(?:error|warning|notice)/.test(line)).map((line) => line.split("[")[0])).toEqual(["error", "warning", "notice"]);
  expect(told.split("\n").at(-1)).toBe("a.pdf: 2 errors, 1 warning, 1 notice");
});

test("a file without fault is told in one line, with notices as well", () => {
  expect(renderFindings("a.pdf", result([]))).toBe("a.pdf: nothing to refuse");
  expect(renderFindings("a.pdf", result([finding({ severity: "notice" })])).split("\n").at(-1)).toBe("a.pdf: nothing to refuse, 1 notice");
});

test("names of the file's own do not act on the terminal", () => {
  expect(renderFindings("a.pdf", result([finding({ message: "The font \u001b[2J\u202e is not embedded." })]))).not.toMatch(/[\u001b\u202e]/);
});

test("of many different messages the first are told and the others counted", () => {
  const told = renderFindings("a.pdf", result(Array.from({ length: 30 }, (_, index) => finding({ message: `Colour ${index}.` }))));
  expect(told).toContain("And 24 more.");
  expect(told.split("\n").length).toBeLessThan(12);
});

test("who demands a rule is told after what to do", () => {
  expect(renderFindings("a.pdf", result([finding({ clause: "PDF/X-4; ISO 32000-1 14.11.2" })]))).toContain(" = hint: Set it. (PDF/X-4; ISO 32000-1 14.11.2)\n");
});
