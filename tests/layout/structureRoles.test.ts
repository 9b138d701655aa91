import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nestings, rowOf, structureRows } from "../../src/layout/structureRoles.ts";

const docs = readFileSync(new URL("../../docs/css.md", import.meta.url), "utf8").split("### Links and structure")[1]?.split("\n### ")[0] ?? "";
const documented = new Set(docs.match(/`[a-z0-9-]+`/gu)?.map((text) => text.slice(1, -1)));

describe("the table of roles", () => {
  test("is all in the documentation", () => {
    const named = structureRows.flatMap(({ tag, role }) => [tag, role]).filter((name) => name !== undefined);
    expect(named.filter((name) => !documented.has(name) && !/^(h[2-5]|div)$/u.test(name))).toEqual([]);
  });

  test("wraps what may not stand somewhere in what may", () => {
    for (const [type, { holds, wrap }] of Object.entries(nestings)) expect([type, holds.includes(wrap[0]!)]).toEqual([type, true]);
  });

  test("has no row that another one hides", () => {
    for (const [index, row] of structureRows.entries()) {
      const hiding = structureRows.slice(0, index).filter((before) => before.tag === row.tag && before.role === row.role && before.within === undefined && before.inContents === undefined && before.attribute === undefined);
      expect(hiding).toEqual([]);
    }
  });

  test("takes the first role that it knows, in whatever letters, and the tag where it knows none", () => {
    const typesOf = (role: string): unknown => rowOf({ tag: "section", attributes: { role }, parent: "Document", inContents: false })?.types;
    expect([typesOf("unknown  Article"), typesOf("doc-footnote article"), typesOf("unknown")]).toEqual([["Art"], ["Note"], ["Sect"]]);
  });
});
