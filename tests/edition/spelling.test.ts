import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldSpelling } from "../../src/edition/index.ts";
import { roleLexicon } from "../../src/edition/roleLexicon.ts";
import roles from "../../src/edition/roles.json" with { type: "json" };

test.each([
  ["أحمــد صبـري", "احمد صبرى"],
  ["رَئِيسُ التَّحْرير", "رئيس التحرير"],
  ["إلهام أبو الفتح", "الهام ابو الفتح"],
  ["آمال", "امال"],
  ["فاطمة", "فاطمه"],
  ["المدير المسؤول", "المدير المسئول"],
  ["مدیر", "مدير"],
  ["كبير", "کبیر"],
  ["ﻣﺤﻤﺪ", "محمد"],
  ["رئيس \u00a0 التحرير ", "رئيس التحرير"],
  ["أ", "ا\u0654"],
  ["Reuters", "reuters"],
])("%s and %s are the same for searching", (one, other) => {
  expect(foldSpelling(one)).toBe(foldSpelling(other));
});

test.each([
  ["علي", "عالي"],
  ["حسن", "حسين"],
  ["سمير", "شمير"],
  ["رئيس التحرير", "رئيس تحرير"],
])("%s and %s stay apart", (one, other) => {
  expect(foldSpelling(one)).not.toBe(foldSpelling(other));
});

test("folded spelling is folded for good", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    expect(foldSpelling(foldSpelling(text))).toBe(foldSpelling(text));
  }));
});

describe("the lexicon of roles", () => {
  test("holds each role once, however it is spelt, and finds it", () => {
    const all = [...roles.one, ...roles.several];
    const folded = all.map(foldSpelling);
    expect(folded.filter((role, index) => folded.indexOf(role) !== index)).toEqual([]);
    const lexicon = roleLexicon([]);
    expect(all.filter((role) => lexicon.find(role) === undefined)).toEqual([]);
    expect(roles.several.filter((role) => lexicon.find(role)?.several !== true)).toEqual([]);
  });

  test("marks roles that it holds as common, and two in one hand only if both are", () => {
    const lexicon = roleLexicon([]);
    expect(roles.common.filter((role) => lexicon.find(role)?.common !== true)).toEqual([]);
    expect([...roles.one, ...roles.several].filter((role) => lexicon.find(role)?.common === true)).toHaveLength(roles.common.length);
    expect(lexicon.find("رئيس مجلس الإدارة ورئيس التحرير")?.common).toBe(false);
    expect(lexicon.find("رئيس مجلس الإدارة والمدير العام")?.common).toBe(true);
    expect(roleLexicon(["المدير الفني"]).find("المدير الفني")).toEqual({ several: false, common: false });
  });

  test("knows no role in a line that only begins or ends with one", () => {
    const lexicon = roleLexicon(["", "  "]);
    for (const line of ["", "رئيس", "رئيس التحرير أحمد", "قال رئيس التحرير", "رئيس التحرير و", "ورئيس التحرير", "رئيس التحرير وأحمد"]) expect(lexicon.find(line), line).toBeUndefined();
  });
});
