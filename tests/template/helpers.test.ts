import fc from "fast-check";
import { expect, test } from "vitest";
import { edition, render, template } from "./stage.ts";

/** What a page prints; the test fails on any diagnostic. */
function printed(page: string, ...rest: [of?: ReturnType<typeof edition>, settings?: Record<string, string>]): string {
  const { html, told } = render(template(page, {}, rest[1] ?? {}), rest[0]);
  expect(told, page).toEqual([]);
  return html;
}

test.each([
  ["european", "0123456789"], ["arabic-indic", "٠١٢٣٤٥٦٧٨٩"], ["persian", "۰۱۲۳۴۵۶۷۸۹"],
])("digits writes the digits of all three sets in %s", (numerals, expected) => {
  for (const written of ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"]) {
    expect(printed(`{{digits "${written}" "${numerals}"}}`)).toBe(expected);
    expect(printed(`{{digits "${written}"}}`, edition(), { numerals })).toBe(expected);
  }
});

test("digits leaves everything but digits as it is, and turns back", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("ا", "1", "2", "٣", "۴", ",", "٫", " ", "x", "²", "५") }), (text) => {
      const { html } = render(template("{{digits settings.text 'persian'}}", {}, { text: "" }), edition(), { text });
      expect(html).toHaveLength(text.length);
      expect(html.replace(/[0-9\u0660-\u0669\u06f0-\u06f9]/gu, "#")).toBe(text.replace(/[0-9\u0660-\u0669\u06f0-\u06f9]/gu, "#"));
      expect(html).not.toMatch(/[0-9\u0660-\u0669]/u);
    }),
  );
  expect(printed("{{digits 'العدد 1234'}} {{digits 56}} {{digits 78 'european'}}")).toBe("العدد ١٢٣٤ ٥٦ 78");
});

const joined = (names: readonly string[], language: string, named = ""): string =>
  printed(`{{#each (byRole credits)}}{{join names ${named}}}{{/each}}`, edition([], names.map((name) => ["محرر", name]), language));

test("Arabic joins names with «و» written together with the word that follows", () => {
  expect(joined(["أحمد"], "ar")).toBe("أحمد");
  expect(joined(["أحمد", "سعاد"], "ar")).toBe("أحمد وسعاد");
  expect(joined(["أحمد", "سعاد", "ليلى"], "ar")).toBe("أحمد وسعاد وليلى");
  expect(joined(["أحمد صبري", "سعاد حسن", "ليلى"], "ar", "commas=true")).toBe("أحمد صبري، وسعاد حسن، وليلى");
  expect(joined(["أحمد", "سعاد"], "ar-EG")).toBe("أحمد وسعاد");
  expect(joined(["أحمد", "سعاد"], "ary")).toBe("أحمد وسعاد");
  expect(joined(["أحمد", "سعاد"], "no language")).toBe("أحمد وسعاد");
});

test("«و» before Latin letters and digits keeps a space that doesn't break", () => {
  expect(joined(["رويترز", "BBC", "7 أيام"], "ar")).toBe("رويترز و\u00a0BBC و\u00a07 أيام");
});

/** Hand-checked; the words for “and” are those of CLDR's list patterns where it has the language in Arabic script. */
test.each([
  ["fa", "الف، ب و ج"], ["fa-AF", "الف، ب و ج"], ["ur", "الف، ب اور ج"], ["ckb", "الف، ب و ج"], ["ku-Arab", "الف، ب و ج"], ["ug", "الف، ب ۋە ج"], ["ps", "الف، ب او ج"],
  ["sd", "الف، ب ۽ ج"], ["pnb", "الف، ب تے ج"], ["pa-Arab", "الف، ب تے ج"], ["en", "الف, ب, and ج"], ["fr", "الف, ب et ج"],
])("%s joins names in its own manner", (language, expected) => {
  expect(joined(["الف", "ب", "ج"], language)).toBe(expected);
  expect(joined(["الف"], language)).toBe("الف");
});

test.each(["fa", "ur", "ps", "sd"])("the word for “and” of %s is that of CLDR", (language) => {
  const [, conjunction] = new Intl.ListFormat(language).formatToParts(["a", "b"]).map(({ value }) => value);
  expect(joined(["الف", "ب"], language)).toBe(`الف${conjunction ?? ""}ب`);
});

test("a list of any names holds each of them once, in order", () => {
  const name = fc.string({ unit: fc.constantFrom("ا", "ب", "م"), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 6 }), fc.constantFrom("ar", "fa", "ur", "ug"), (names, language) => {
      const parts = joined(names, language).split(/، و?| (?:و|اور|ۋە) | و/u);
      expect(parts).toEqual(names);
    }),
  );
});

test("byRole brings the names of a role together, each once, tatweel and spaces apart", () => {
  const credits: [string, string][] = [
    ["الإشراف العام", "إلهام أبو الفتح"], ["رئيس التحرير", "أحمــد صبـري"], ["الإشراف العام", "إلهام أبو الفتح"], ["رئيس التحرير", "أحمد  صبري"], ["مدير التحرير", "سعاد"], ["مديــر التحرير", "ليلى"],
  ];
  expect(printed("{{#each (byRole credits)}}{{role}}: {{join names}}\n{{/each}}", edition([], credits))).toBe("الإشراف العام: إلهام أبو الفتح\nرئيس التحرير: أحمــد صبـري\nمدير التحرير: سعاد وليلى\n");
  expect(printed("{{#each (byRole credits)}}x{{/each}}")).toBe("");
});

test("equal compares the text of values", () => {
  const story = edition([{ headline: "أول", body: ["أول", "ثان"] }]);
  expect(printed("{{#each articles}}{{#each body}}{{#if (equal content ../headline)}}={{else}}!{{/if}}{{#if (equal kind 'paragraph')}}p{{/if}}{{/each}}{{/each}}", story)).toBe("=p!p");
  expect(printed("{{#if (equal 1 '1')}}y{{/if}}{{#if (equal settings.a settings.b)}}y{{/if}}{{#if (equal settings.a '')}}n{{/if}}")).toBe("yy");
});

test("source names the place of a text in the copy, each place once", () => {
  const story = edition([{ headline: "عنوان", sourceLine: "وكالة", body: ["نص"] }], [["رئيس", "أحمد"]]);
  const { html, markup, told } = render(
    "{{#each articles}}<h1 {{source headline}}>{{headline}}</h1><p class='s' {{source sourceLine}}></p>{{#each body}}<p {{source content}}></p>{{/each}}<i {{source headline}}></i>{{/each}}{{#each (byRole credits)}}<b {{source role}}></b>{{#each names}}<b {{source this}}></b>{{/each}}{{/each}}",
    story,
  );
  expect(told).toEqual([]);
  expect(html).toBe('<h1 data-source="0">عنوان</h1><p class=\'s\' data-source="1"></p><p data-source="2"></p><i data-source="0"></i><b data-source="3"></b><b data-source="4"></b>');
  const [article] = story.articles;
  expect(markup?.sources).toEqual([article?.headline.span, article?.sourceLine?.span, article?.body[0]?.content.span, story.credits[0]?.role.span, story.credits[0]?.name.span]);
});

test("a template sees the language and its direction", () => {
  const page = "{{language}} {{direction}}";
  expect([["ar", "rtl"], ["fa", "rtl"], ["ur", "rtl"], ["ckb", "rtl"], ["ug", "rtl"], ["en", "ltr"], ["fr-MA", "ltr"], ["ku", "ltr"], ["ku-Arab", "rtl"], ["he", "rtl"]].map(([language = ""]) => printed(page, edition([], [], language))))
    .toEqual(["ar rtl", "fa rtl", "ur rtl", "ckb rtl", "ug rtl", "en ltr", "fr-MA ltr", "ku ltr", "ku-Arab rtl", "he rtl"]);
});

test("a template goes through articles and their blocks, and picks a partial by a block's kind", () => {
  const { html, told } = render(
    template("{{#each articles}}{{#if @first}}first {{/if}}{{@index}}: {{headline}}{{#if sourceLine}} ({{sourceLine}}){{/if}}{{#each body}}{{> (lookup this 'kind') initial=@first}}{{/each}}\n{{/each}}", { paragraph: "[{{#if initial}}>{{/if}}{{content}}]" }),
    edition([{ headline: "أول", sourceLine: "وكالة", body: ["أ", "ب"] }, { headline: "ثان", body: [] }]),
  );
  expect(told).toEqual([]);
  expect(html).toBe("first 0: أول (وكالة)[&gt;أ][ب]\n1: ثان\n".replaceAll("&gt;", ">"));
});

test("settings of the build stand before the template's defaults", () => {
  const page = template("{{settings.a}} {{settings.b}}{{#if settings.c}}c{{/if}}", {}, { a: "default", b: "default", c: "default" });
  expect(render(page, edition(), { b: "set", c: "" }).html).toBe("default set");
});

test("the same edition, template and settings give the same markup, and a template serves many editions", () => {
  const page = template("{{#each articles}}<p {{source headline}}>{{headline}} {{hijri settings.date}}</p>{{/each}}", {}, { date: "2022-11-24" });
  const story = edition([{ headline: "عنوان", body: [] }]);
  expect(render(page, story).markup).toEqual(render(page, story).markup);
  expect(render(page, edition([{ headline: "آخر", body: [] }])).html).toContain("آخر");
});
