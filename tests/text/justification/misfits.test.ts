import { expect, test } from "vitest";
import { compose } from "../paragraphs.ts";

const source = { file: "copy.txt", start: { line: 7, column: 1 } };
const codes = (text: string, measure: number): string[] => compose(text, { measure, paragraph: { source } }).diagnostics.map(({ code }) => code);

test("lines that can be filled well are not told of", () => {
  expect(codes("كلمات قليلة تملأ سطورا قصيرة من غير أن تتسع المسافات بينها كثيرا في أي سطر منها", 140)).toEqual([]);
});

test("very loose lines are told of once for the paragraph, with its place and how loose they are", () => {
  const { diagnostics } = compose("إلى الاستراتيجيات الاقتصادية والاجتماعية والديمقراطية المستقبلية", { measure: 76, paragraph: { source } });
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "text/loose-lines", span: source }]);
  expect(diagnostics[0]?.message).toMatch(/^(A line is|\d lines are) loose: word spaces are up to \d+\.\d times as wide as they are by nature, where 1\.5 times is the most that is good\.$/);
});

test("a line with nothing to widen stays short, and that is told", () => {
  const { diagnostics, lines } = compose("والاستراتيجيات والديمقراطيات والاجتماعيات", { measure: 80, paragraph: { source } });
  expect(lines.length).toBeGreaterThan(1);
  expect(diagnostics).toMatchObject([{ code: "text/underfull", span: source }]);
});

test("the last line may be as short as it is, and ragged lines may be anything", () => {
  expect(codes("كلمة", 300)).toEqual([]);
  expect(compose("والاستراتيجيات والديمقراطيات والاجتماعيات", { measure: 80, paragraph: { align: "start" } }).diagnostics).toEqual([]);
});

test("a word that has to be broken is told of as such alone", () => {
  expect(codes(`${"ب".repeat(60)} كلمة`, 60)).toEqual(["text/overfull"]);
});
