import * as css from "css-tree";
import fc from "fast-check";
import { parse, parseFragment, type DefaultTreeAdapterTypes } from "parse5";
import { expect, test } from "vitest";
import { edition, render, template } from "./stage.ts";

type Node = DefaultTreeAdapterTypes.Node;

const hostile = `"'>--><b onload=x></p></title></style><script>&amp;{{constructor}}`;
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: fc.constantFrom("<", ">", "&", '"', "'", "`", "=", " ", "\r", "\n", "\0", "/", "ب", "{", "}", "amp;", "!--") }));

function children(node: Node): readonly Node[] {
  return "childNodes" in node ? node.childNodes : [];
}

function textIn(node: Node): string {
  return "value" in node ? node.value : children(node).map(textIn).join("");
}

/** Elements and the names of their attributes, without what they hold. */
function shape(node: Node): unknown {
  const attributes = "attrs" in node ? node.attrs.map(({ name }) => name) : [];
  return [node.nodeName, attributes, children(node).filter(({ nodeName }) => nodeName !== "#text").map(shape)];
}

/** The text as an HTML parser hands it on: it takes a null for a replacement character. */
function asParsed(text: string): string {
  return text.replaceAll("\0", "\ufffd");
}

test("text of the edition comes through an HTML parser as it was, in text and in attributes", () => {
  const page = `<p title="{{articles.[0].headline}}" lang='{{articles.[0].headline}}'>{{articles.[0].headline}}</p>`;
  fc.assert(
    fc.property(anyText, (text) => {
      const { html } = render(page, edition([{ headline: text, body: [] }]));
      const [paragraph] = parseFragment(html).childNodes;
      if (!paragraph || !("attrs" in paragraph)) throw new Error(`no paragraph in ${html}`);
      expect(textIn(paragraph)).toBe(asParsed(text));
      expect(paragraph.attrs.map(({ name, value }) => [name, value])).toEqual([["title", asParsed(text)], ["lang", asParsed(text)]]);
      expect(parseFragment(html).childNodes).toHaveLength(1);
    }),
  );
});

test("settings, what helpers give and what partials are handed are escaped as well", () => {
  const page = template(
    `<p>{{settings.publication}}|{{digits settings.publication}}|{{join (lookup (lookup (byRole credits) 0) "names")}}|{{date settings.date format="<day>"}}|{{> item content=settings.publication}}</p>`,
    { item: `<i title="{{content}}">{{content}}</i>` },
  );
  const { html, told } = render(page, edition([], [["رئيس <b>", "<b>سعاد"]]), { publication: hostile, date: "2022-11-24" });
  expect(told).toEqual([]);
  expect(shape(parseFragment(html))).toEqual(["#document-fragment", [], [["p", [], [["i", ["title"], []]]]]]);
});

test("whatever markup a value stands in, a template that is accepted has the same elements and attributes for every text", () => {
  const piece = fc.constantFrom(
    "{{settings.v}}", "{{settings.v}}", "{{settings.v}}", "{{#if settings.v}}", "{{#unless settings.v}}", "{{else}}", "{{/if}}", "{{/unless}}", "{{#each settings}}", "{{/each}}",
    "<p", "<b>", "</b>", "<", ">", "/", "=", '"', "'", " ", "a", "x", " a=", ' a="', " a='", "<!--", "<!-->", "-->", "--!>", "<?", "<!", "</", "<title>", "</title>", "<style>", "</style>",
    "<script>", "</script>", "<svg>", "</svg>", "\n",
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 14 }), (pieces) => {
      const page = pieces.join("");
      const benign = render(page, edition(), { v: "v" });
      if (!benign.markup || !page.includes("{{settings.v}}")) return;
      accepted++;
      expect(shape(parse(render(page, edition(), { v: hostile }).html)), page).toEqual(shape(parse(benign.html)));
    }),
    { numRuns: 20_000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

test.each([
  ["{{{settings.v}}}", "template/unescaped 1:1"],
  ["{{&settings.v}}", "template/unescaped 1:1"],
  ["<p>\n  {{{digits settings.v}}}</p>", "template/unescaped 2:3"],
  ["<p title={{settings.v}}>", "template/unsafe-place 1:10"],
  ["<p {{settings.v}}>", "template/unsafe-place 1:4"],
  ["<{{settings.v}}>", "template/unsafe-place 1:2"],
  ["<style>p { color: {{settings.v}} }</style>", "template/unsafe-place 1:19"],
  ["<script>{{settings.v}}</script>", "template/unsafe-place 1:9"],
  ["<!-- {{settings.v}} -->", "template/unsafe-place 1:6"],
  ["<p>{{source settings.v}}</p>", "template/unsafe-place 1:4"],
  ['<p title="{{source settings.v}}"></p>', "template/unsafe-place 1:11"],
  ['<p title="{{> item}}"></p>', "template/unsafe-place 1:11"],
  ['<p {{#if settings.v}}title="{{/if}}x">', "template/unfinished-markup 1:4"],
  ['<p title="{{#each settings}}"{{else}}" {{/each}}>', "template/unfinished-markup 1:11"],
  ['<p title="x', "template/unfinished-markup 1:1"],
])("%s is refused, for no escape holds text there", (page, told) => {
  const { markup, told: all, diagnostics } = render(template(page, { item: "x" }), edition(), { v: "x" });
  expect(markup).toBeUndefined();
  expect(all).toEqual([told]);
  expect(diagnostics[0]?.hint).toBeTruthy();
});

test("a value may follow markup that only looks unfinished", () => {
  const { html, told } = render(`<p class="a {{#if settings.v}}b{{else}}c{{/if}}">1 < 2 {{settings.v}}</p><!-- no value --><style>p > i {}</style><i>{{settings.v}}</i>`, edition(), { v: "x" });
  expect(told).toEqual([]);
  expect(html).toBe(`<p class="a b">1 < 2 x</p><!-- no value --><style>p > i {}</style><i>x</i>`);
});

test.each([
  ['<p style="color: {{settings.v}}">', "could declare what it likes"],
  ["<p STYLE='{{digits settings.v}}'>", "could declare what it likes"],
  ["<p>{{cssString settings.v}}</p>", "outside a style attribute"],
  ['<p title="{{cssString settings.v}}">', "outside a style attribute"],
  ['<p {{#if settings.v}}style{{else}}title{{/if}}="{{settings.v}}">', "inside the tag"],
])("%s is refused, for a style attribute takes CSS strings alone", (page, message) => {
  const { markup, diagnostics } = render(page, edition(), { v: "x" });
  expect(markup).toBeUndefined();
  expect(diagnostics.map(({ code }) => code)).not.toEqual([]);
  expect(diagnostics.map((diagnostic) => diagnostic.message).join(" ")).toContain(message);
});

test("cssString gives any text to CSS as one string, wherever it stands in a style attribute", () => {
  const page = template(`<p style="--a: {{cssString settings.v}}; --b: '{{cssString settings.v}}'; /* {{cssString settings.v}} */ --c: url({{cssString settings.v}})">`, {}, { v: "" });
  fc.assert(
    fc.property(anyText, (v) => {
      const { html, told } = render(page, edition(), { v });
      expect(told).toEqual([]);
      const [paragraph] = parseFragment(html).childNodes;
      const style = paragraph && "attrs" in paragraph ? (paragraph.attrs[0]?.value ?? "") : "";
      const declared = css.parse(style, { context: "declarationList", onParseError: (error) => { throw error; } });
      const names: string[] = [];
      css.walk(declared, (node) => { if (node.type === "Declaration") names.push(node.property); });
      expect(names, style).toEqual(["--a", "--b", "--c"]);
      expect(css.string.decode(/^--a: ("(?:[^"])*");/u.exec(style)?.[1] ?? "")).toBe(asParsed(v).replace(/[\ud800-\udfff]/gu, "\ufffd"));
    }),
  );
});
