import fc from "fast-check";
import { expect, test } from "vitest";
import { edition, render, template } from "./stage.ts";

const story = edition([{ headline: "عنوان", body: ["نص"] }]);

test.each([
  ["an expression that isn't closed", "<p>\n{{#each articles}}\n<b>{{headline.text}</b>\n{{/each}}\n", 3, 19],
  ["the same with the line ends of Windows", "<p>\r\n{{#each articles}}\r\n<b>{{headline.text}</b>\r\n{{/each}}\r\n", 3, 19],
  ["the same far into a line of its kind", `<p>${"{{language}} ".repeat(8)}{{language}`, 1, 118],
  ["a block that isn't closed", "{{#if language}}\n<p>", 2, 4],
  ["a block closed by another's name", "<p>\n  {{#if language}}{{/each}}", 2, 6],
  ["a closing tag without a block", "<p>\n\n {{/if}}", 3, 2],
  ["an argument without its value", "{{date settings.date format=}}", 1, 29],
  ["a path that climbs midway", "ab\n{{a/../b}}", 2, 3],
  ["a comment that isn't closed", "<p>\nab {{!-- for ever", 2, 4],
  ["a text in quotes that isn't closed", '{{date "x}}', 1, 8],
  ["three braces closed by two", "{{{language}}", 1, 12],
  ["a branch of a decorator", '{{#*inline "a"}}{{else}}{{/inline}}', 1, 1],
])("%s is a syntax error with its line and column", (_, page, line, column) => {
  const { markup, diagnostics } = render(page, story);
  expect(markup).toBeUndefined();
  expect(diagnostics.map(({ severity, code, span }) => [severity, code, span])).toEqual([["error", "template/syntax", { file: "page.hbs", start: { line, column } }]]);
  expect(diagnostics[0]?.message).toMatch(/^The template's syntax is broken: .+\.$/u);
  expect(diagnostics[0]?.message).not.toMatch(/Parse error|Expecting|'[A-Z]|\n/u);
  expect(diagnostics[0]?.hint).toContain("handlebarsjs.com");
});

test("every file of a template is checked, and each fault names its own", () => {
  const { diagnostics } = render(template("{{#if}}\n", { one: "\n\n{{x}", two: "{{nohelper 1}}", three: "fine" }), story);
  expect(diagnostics.map(({ code, span }) => [code, span?.file, span?.start.line])).toEqual([
    ["template/syntax", "page.hbs", 2], ["template/syntax", "partials/one.hbs", 3], ["template/unknown-helper", "partials/two.hbs", 1],
  ]);
});

test.each([
  ["{{dat settings.date}}", "template/unknown-helper 1:1", "Did you mean “date”?"],
  ["ab\n  {{uppercase language}}", "template/unknown-helper 2:3", "Known helpers:"],
  ["{{#if (eqal language 'ar')}}x{{/if}}", "template/unknown-helper 1:7", "Did you mean “equal”?"],
  ["{{date (now)}}", "template/unknown-helper 1:8", "Known helpers:"],
  ["{{#articles}}x{{/articles}}", "template/unknown-helper 1:1", "{{#each articles}}"],
  ["{{^articles}}x{{/articles}}", "template/unknown-helper 1:1", "{{#each articles}}"],
  ["{{{{raw}}}}{{x}}{{{{/raw}}}}", "template/unknown-helper 1:1", "#each"],
  ['{{"date"}}', "template/unknown-helper 1:1", "text as it is"],
  ["{{date}}", "template/wrong-call 1:1", "format=…, months=…, numerals=…"],
  ["{{digits}}", "template/wrong-call 1:1", "{{this.digits}}"],
  ["{{date language language}}", "template/wrong-call 1:1", "format=…"],
  ["{{#date language}}x{{/date}}", "template/wrong-call 1:1", "without #"],
  ["{{each articles}}", "template/wrong-call 1:1", "{{#each …}}"],
  ["{{#if (each articles)}}x{{/if}}", "template/wrong-call 1:7", "{{#each …}}"],
  ["{{#if}}x{{/if}}", "template/wrong-call 1:1", "includeZero=…"],
  ["{{date language fromat='day'}}", "template/unknown-argument 1:1", "Did you mean “format”?"],
  ["{{#each articles limit=3}}x{{/each}}", "template/unknown-argument 1:1", "There are no arguments."],
  ["{{> itme}}", "template/unknown-partial 1:1", "Did you mean “item”?"],
  ["{{> item language 2}}", "template/wrong-call 1:1", "name=value"],
  ['{{#*inline "x"}}{{/inline}}', "template/unsupported 1:1", "partials/"],
  ["{{*decorate}}", "template/unsupported 1:1", "partials/"],
])("%s is refused with its place and what to write", (page, told, hint) => {
  const { markup, told: all, diagnostics } = render(template(page, { item: "x" }), story);
  expect(markup).toBeUndefined();
  expect(all).toEqual([told]);
  expect(diagnostics[0]?.severity).toBe("error");
  expect(diagnostics[0]?.hint).toContain(hint);
});

test.each([
  ["{{heading}}", "template/missing-value 1:1", "Known values here: articles"],
  ["{{#each articles}}\n{{headlin.text}}{{/each}}", "template/missing-value 2:1", "Known values here: body, headline."],
  ["{{#each articles}}{{headline.txt}}{{/each}}", "template/missing-value 1:19", "Known values here"],
  ["{{settings.publication}}", "template/missing-value 1:1", "--set publication=…"],
  ["{{date settings.date}}", "template/missing-value 1:1", "{{#if settings.date}}"],
  ["{{hijri settings.date}}", "template/missing-value 1:1", "{{#if settings.date}}"],
  ["{{digits settings.number}}", "template/missing-value 1:1", "{{#if settings.number}}"],
  ["{{join names}}", "template/missing-value 1:1", "{{#if …}}"],
])("%s prints nothing and warns, with what there is instead", (page, told, hint) => {
  const { html, told: all, diagnostics } = render(page, story);
  expect(html.trim()).toBe("");
  expect(all).toEqual([told]);
  expect(diagnostics[0]?.severity).toBe("warning");
  expect(diagnostics[0]?.hint).toContain(hint);
});

test("a value that is missing a thousand times is told once", () => {
  const many = edition(Array.from({ length: 1000 }, () => ({ headline: "عنوان", body: [] })));
  expect(render("{{#each articles}}{{subtitle}}{{/each}}", many).told).toEqual(["template/missing-value 1:19"]);
});

test.each([
  ["{{articles}}", "template/not-text", "{{#each …}}"],
  ["{{#each articles}}{{this}}{{/each}}", "template/not-text", "Name one of its values."],
  ["{{settings}}", "template/not-text", "Name one of its values."],
  ["{{digits articles}}", "template/not-text", "{{#each …}}"],
  ["{{join articles}}", "template/not-text", "Name one of its values."],
  ["{{join language}}", "template/not-a-list", "articles or credits"],
  ["{{#each (byRole language)}}x{{/each}}", "template/not-a-list", "articles or credits"],
  ["<p {{source language}}></p>", "template/not-text", "headline"],
  ["{{date language}}", "template/invalid-date", "2022-11-24"],
  ["{{date articles}}", "template/invalid-date", "2022-11-24"],
  ["{{date '2022-02-30'}}", "template/invalid-date", "2022-11-24"],
  ["{{hijri '2022-13-01'}}", "template/invalid-date", "2022-11-24"],
  ["{{date '2022-11-24' format='dya'}}", "template/date-format", "Did you mean “day”?"],
  ["{{date '2022-11-24' months='egiptian'}}", "template/unknown-months", "Did you mean “egyptian”?"],
  ["{{date '2022-11-24' numerals='indian'}}", "template/unknown-numerals", "arabic-indic"],
  ["{{digits 1 'europaen'}}", "template/unknown-numerals", "Did you mean “european”?"],
  ["{{hijri '2022-11-24' days='7'}}", "template/hijri-range", "-2 to 2"],
  ["{{hijri '1850-01-01'}}", "template/hijri-range", "1882"],
])("%s is an error, told once and with a hint", (page, code, hint) => {
  const { markup, diagnostics } = render(page, story);
  expect(markup).toBeUndefined();
  expect(diagnostics.map(({ severity, code: told }) => [severity, told])).toEqual([["error", code]]);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test.each([
  ["date", "24.11.2022", "--set date=2022-11-24"],
  ["date", "2022-02-30", "--set date=2022-11-24"],
  ["numerals", "roman", "Known values: arabic-indic, european, persian."],
  ["numerals", "", "Known values: arabic-indic"],
  ["months", "egiptian", "Did you mean “egyptian”?"],
  ["hijri-days", "7", "-2 to 2"],
  ["marks", "yes", "Known values: crop, none."],
])("the setting %s=%s is told once as the setting's fault, with no place in the template", (name, value, hint) => {
  const page = template("{{date settings.date}} {{date settings.date}} {{hijri settings.date}} {{settings.marks}}");
  const declared = { ...page, settings: new Map([["date", { default: "2022-11-24" }], ["marks", { default: "none", values: ["none", "crop"] }]]) };
  const { markup, diagnostics } = render(declared, story, { [name]: value });
  expect(markup).toBeUndefined();
  expect(diagnostics.map(({ severity, code, message, span }) => [severity, code, message, span])).toEqual([
    ["error", "template/invalid-setting", `The setting “${name}” can't be “${value}”.`, undefined],
  ]);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test("a common setting is checked in a template that makes no use of it, too, and an allowed one passes", () => {
  expect(render("x", story, { months: "x" }).told).toEqual(["template/unknown-setting", "template/invalid-setting"]);
  for (const settings of [{ date: "2022-11-24" }, { date: "" }, { date: "٢٠٢٢-١١-٢٤", months: "pan-arab", numerals: "persian", "hijri-days": "-2" }]) {
    expect(render("{{#if settings.date}}{{date settings.date}}{{hijri settings.date}}{{/if}}", story, settings).told).toEqual([]);
  }
});

test.each([
  ["x", ["date", "numerals", "months", "hijri-days"]],
  ["{{digits 1}}", ["date", "months", "hijri-days"]],
  ["{{date '2022-11-24'}}", ["date", "hijri-days"]],
  ["{{#if (hijri '2022-11-24')}}{{settings.date}}{{/if}}", ["months"]],
])("in %s the common settings that neither it nor its helpers read are warned of", (page, unused) => {
  const settings = { date: "2022-11-24", numerals: "persian", months: "levantine", "hijri-days": "1" };
  const { diagnostics } = render(page, story, settings);
  expect(diagnostics.map(({ severity, code, message }) => [severity, code, message])).toEqual(
    unused.map((name) => ["warning", "template/unknown-setting", `The template “test” makes no use of the setting “${name}”.`]),
  );
});

test("a setting that nothing reads is warned of with the nearest name", () => {
  const { html, diagnostics } = render(template("{{settings.publication}}", {}, { city: "القاهرة" }), story, { publicaton: "x", publication: "y", city: "z" });
  expect(html).toBe("y");
  expect(diagnostics.map(({ severity, code, message }) => [severity, code, message])).toEqual([
    ["warning", "template/unknown-setting", "The template “test” has no setting “publicaton”."],
  ]);
  expect(diagnostics[0]?.hint).toContain("Did you mean “publication”?");
});

test.each([
  ["a partial that includes itself", { item: "a\n{{> item}}" }, "partials/item.hbs", 2],
  ["two partials that include each other", { item: "{{> other}}", other: "{{> item}}" }, "partials/item.hbs", 1],
  ["a partial that is not at fault but includes one that is", { item: "{{> inner}}", inner: "\n\n{{#if language}}{{> inner}}{{/if}}" }, "partials/inner.hbs", 3],
])("%s without end is an error at the place where it does", (_, partials, file, line) => {
  const { markup, diagnostics } = render(template("{{> item}}", partials), story);
  expect(markup).toBeUndefined();
  expect(diagnostics.map(({ code, span }) => [code, span?.file, span?.start.line])).toEqual([["template/render", file, line]]);
  expect(diagnostics[0]?.message).toContain("includes itself without end");
  expect(diagnostics[0]?.hint).toContain("{{#if …}}");
});

test("a partial that includes itself by a computed name without end is an error, too", () => {
  const { told } = render(template("{{> item}}", { item: "{{> (lookup this 'name')}}" }, {}), story, {});
  expect(told).toEqual(["template/unknown-partial 1:5"]);
  const endless = render(template("{{> (lookup settings 'block')}}", { item: "{{> (lookup @root.settings 'block')}}" }, { block: "item" }), story);
  expect(endless.markup).toBeUndefined();
  expect(endless.diagnostics.map(({ code }) => code)).toEqual(["template/render"]);
});

test("a partial that includes itself as long as there is something is fine", () => {
  const nested = template("{{#each articles}}{{> item values=body}}{{/each}}", { item: "({{#each values}}{{> item values=kind.none}}{{/each}})" });
  expect(render(nested, story).html).toBe("(())");
});

test("a block of a partial is put where the partial says, and missed where there is none", () => {
  const frame = { frame: "<div>\n{{> @partial-block}}</div>" };
  expect(render(template("{{#> frame}}<p>{{language}}</p>{{/frame}}", frame), story)).toMatchObject({ html: "<div>\n<p>ar</p></div>", told: [] });
  const { told, diagnostics } = render(template("{{> frame}}", frame), story);
  expect(told).toEqual(["template/render 2:1"]);
  expect(diagnostics[0]?.hint).toContain("{{#> name}}");
});

test("nothing that is wrong with a template throws, whatever stands in it", () => {
  const piece = fc.constantFrom(
    "{{", "}}", "{{{", "}}}", "{{#", "{{/", "{{>", "{{^", "{{else}}", "{{#>", "{{*", "{{!--", "--}}", "{{{{", "}}}}", "if", "each", " articles", " (", ")", "lookup", " this", ".", "..", "/", "@", "|",
    " as |x|", "=", '"', "[", "]", "~", "\n", "\r\n", "\\", "a", "<p ", "1",
  );
  const codes = new Set<string>();
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 10 }), (pieces) => {
      const page = pieces.join("");
      const { diagnostics } = render(template(page, { a: "{{#if settings.none}}{{> a}}{{/if}}" }), story);
      for (const { code, span, hint } of diagnostics) {
        codes.add(code);
        expect(hint).toBeTruthy();
        expect(span?.start.column, page).toBeGreaterThan(0);
        expect(span?.start.line, page).toBeLessThanOrEqual(page.split("\n").length);
      }
    }),
    { numRuns: 20_000 },
  );
  expect(codes).toContain("template/syntax");
  expect(codes.size).toBeGreaterThan(2);
});
