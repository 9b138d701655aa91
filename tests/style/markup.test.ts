import { Element } from "domhandler";
import { describe, expect, test } from "vitest";
import { readInlineStyles } from "../../src/style/inlineStyles.ts";
import { byId, byTag, elementsOf, line, rgb, style, styled } from "./stage.ts";

const body = (content: string, attributes = "") => `<!doctype html><html ${attributes}><head><title>t</title></head><body>${content}</body></html>`;

describe("the tree", () => {
  test("has tags in lower case, attributes, text with its white space, no comments", () => {
    const { root } = styled({ html: `<BODY><P Class="a b" DATA-x=1>نص <!-- not this --> \n <B>x</B></P></BODY>` });
    expect(root.tag).toBe("html");
    const [p] = elementsOf(root).filter(({ tag }) => tag === "p");
    expect({ ...p?.attributes }).toEqual({ class: "a b", "data-x": "1" });
    expect(p?.children.map((child) => (child.kind === "text" ? child.text : child.tag))).toEqual(["نص ", " \n ", "b"]);
  });

  test("of markup without html, head or body is whole all the same", () => {
    expect(elementsOf(styled({ html: "x" }).root).map(({ tag }) => tag)).toEqual(["html", "body"]);
    expect(elementsOf(styled({ html: "" }).root).map(({ tag }) => tag)).toEqual(["html", "body"]);
  });

  test("holds what stands in noscript, since no script runs", () => {
    expect(elementsOf(styled({ html: body("<noscript><p id=x>x</p></noscript>") }).root).map(({ tag }) => tag)).toContain("p");
  });
});

describe("metadata", () => {
  test("is what the meta elements say, by names without regard to case, the first of each", () => {
    const html = '<meta name="Author" content=" أحمد "><meta name="author" content="محمود"><meta charset="utf-8"><meta name="date" content="">';
    expect(styled({ html }).metadata).toEqual({ author: "أحمد" });
  });
});

describe("title", () => {
  test.each([
    ["the title element's text, white space folded", "<title> عدد\n  اليوم </title><body><h1>عنوان</h1>", "عدد اليوم"],
    ["the first headline's where there is no title", "<body><p>x</p><h1>عنوان <b>الخبر</b></h1><h1>آخر</h1>", "عنوان الخبر"],
    ["nothing where there is neither", "<body><p>x</p>", ""],
    ["with its entities read", "<title>a &amp; b &lt;c&gt;</title>", "a & b <c>"],
  ])("is %s", (_, html, title) => {
    expect(styled({ html }).title).toBe(title);
  });
});

describe("language", () => {
  test("is inherited from the nearest lang, and Arabic where nothing is said", () => {
    const document = styled({ html: body("<p id=a>x</p><div lang=fa><p id=b>x <i id=c lang=EN-gb>x</i></p><p id=d lang=''>x</p></div>") });
    expect([document.language, ...["a", "b", "c", "d"].map((id) => byId(document, id).language)]).toEqual(["ar", "ar", "fa", "en-GB", "und"]);
    expect(styled({ html: body("x", "lang=ur") }).language).toBe("ur");
  });

  test("that is no language tag is reported at its element, once, and counts for nothing", () => {
    const { document, diagnostics } = style({ html: `<html lang=fa><body>\n<p id=x lang="ar_EG">x</p><p lang="ar_EG">x</p></body></html>` });
    expect(document && byId(document, "x").language).toBe("fa");
    expect(diagnostics.map(line)).toEqual([
      "page.hbs:2:1 warning style/invalid-language: `ar_EG` is no language tag. Write a tag of BCP 47, such as ar, ar-EG, fa or ur. Line and column are those of the HTML that the template makes.",
    ]);
  });
});

describe("direction", () => {
  const directionOf = (html: string, attributes = "") => {
    const { direction, unicodeBidi } = byId(styled({ html: body(html, attributes) }), "x").style;
    return [direction, unicodeBidi];
  };

  test.each([
    ["is right to left of itself", "<b id=x>x</b>", "", "rtl", "normal"],
    ["follows dir on the element", "<b id=x dir=ltr>x</b>", "", "ltr", "isolate"],
    ["follows dir in any case", "<b id=x dir=LTR>x</b>", "", "ltr", "isolate"],
    ["follows dir on html", "<b id=x>x</b>", "dir=ltr", "ltr", "normal"],
    ["follows dir on any ancestor", "<div dir=ltr><p><b id=x>x</b></p></div>", "", "ltr", "normal"],
    ["of bdi is that of its text", "<bdi id=x>Reuters</bdi>", "", "ltr", "isolate"],
    ["of bdi is that of its text, in the other direction", "<bdi id=x>123 رويترز</bdi>", "dir=ltr", "rtl", "isolate"],
    ["of bdi without letters is left to right", "<bdi id=x>123</bdi>", "", "ltr", "isolate"],
    ["of bdi with dir is that", "<bdi id=x dir=rtl>Reuters</bdi>", "dir=ltr", "rtl", "isolate"],
    ["of dir=auto is that of the first letter", "<p id=x dir=auto>… (7) Reuters رويترز</p>", "", "ltr", "isolate"],
    ["of dir=auto looks into descendants", "<p id=x dir=auto><b><i>رويترز</i></b> Reuters</p>", "dir=ltr", "rtl", "isolate"],
    ["of dir=auto passes by those with a direction of their own", "<p id=x dir=auto><b dir=ltr>Reuters</b><bdi>AFP</bdi> رويترز</p>", "dir=ltr", "rtl", "isolate"],
    ["of dir=auto obeys a direction mark", "<p id=x dir=auto>&rlm;Reuters</p>", "dir=ltr", "rtl", "isolate"],
    ["of dir=auto knows Hebrew", "<p id=x dir=auto>שלום</p>", "dir=ltr", "rtl", "isolate"],
    ["of dir=auto knows the mathematical letters beyond the first plane", "<p id=x dir=auto>𝐀</p>", "", "ltr", "isolate"],
    ["of bdo overrides", "<bdo id=x dir=ltr>abc</bdo>", "", "ltr", "isolate-override"],
    ["of an unknown dir is the parent's", "<b id=x dir=sideways>x</b>", "", "rtl", "normal"],
    ["of blocks isolates them", "<p id=x>x</p>", "", "rtl", "isolate"],
    ["of pre with dir=auto is paragraph by paragraph", "<pre id=x dir=auto>x</pre>", "", "ltr", "plaintext"],
  ])("%s", (_, html, attributes, direction, bidi) => {
    expect(directionOf(html, attributes)).toEqual([direction, bidi]);
  });

  test("by CSS wins over dir", () => {
    expect(byId(styled({ html: body("<b id=x dir=ltr>x</b>"), css: "b { direction: rtl }" }), "x").style.direction).toBe("rtl");
  });
});

describe("places in the copy", () => {
  const sources = [3, 5].map((row) => ({ file: "copy.txt", start: { line: row, column: 1 }, end: { line: row, column: 9 } }));

  test("go from data-source to the element alone", () => {
    const document = styled({ html: body(`<p id=a data-source=0>x <b id=b>x</b></p><p id=c data-source="1">x</p>`), sources });
    expect([byId(document, "a").source, byId(document, "b").source, byId(document, "c").source]).toEqual([sources[0], undefined, sources[1]]);
  });

  test.each(["2", "-1", "1.0", "x", "", "0x1", "constructor"])("that are not there, such as %j, are reported", (index) => {
    const { document, diagnostics } = style({ html: body(`<p id=a data-source="${index}">x</p>`), sources });
    expect(document && byId(document, "a").source).toBeUndefined();
    expect(diagnostics.map(({ code, span }) => [code, span?.file])).toEqual([["style/source", "page.hbs"]]);
  });
});

describe("what elements look like of themselves", () => {
  const document = styled({
    html: body(`<h1>h</h1><h2>h</h2><h3>h</h3><p>p <b>b</b><strong>s</strong><i>i</i><em>e</em><sub>s</sub><sup>s</sup><a href=x>a</a><br><small>s</small><u>u</u><s>s</s><code>c</code></p><hr>
      <blockquote>q</blockquote><ul><li>l</ul><pre>p</pre><div>d</div><article>a</article><span>s</span><time>t</time>`),
  });
  const styleOf = (tag: string) => byTag(document, tag).style;

  test("the body stands at the page's margins, paragraphs a line apart", () => {
    expect([styleOf("body").margin, styleOf("body").padding]).toEqual([{ top: 0, right: 0, bottom: 0, left: 0 }, { top: 0, right: 0, bottom: 0, left: 0 }]);
    expect(styleOf("p").margin).toEqual({ top: 12, right: 0, bottom: 12, left: 0 });
  });

  test("headings are bold, larger, and keep to what follows", () => {
    for (const tag of ["h1", "h2", "h3"]) expect(styleOf(tag)).toMatchObject({ display: "block", fontWeight: 700, breakAfter: "avoid", breakInside: "avoid" });
    expect([styleOf("h1").fontSize, styleOf("h2").fontSize]).toEqual([24, 18]);
  });

  test("phrases are inline, each in its way", () => {
    for (const tag of ["b", "strong", "i", "em", "sub", "sup", "a", "br", "small", "u", "s", "code", "span", "time"]) expect(styleOf(tag).display, tag).toBe("inline");
    expect([styleOf("b").fontWeight, styleOf("strong").fontWeight, styleOf("i").fontStyle, styleOf("em").fontStyle]).toEqual([700, 700, "italic", "italic"]);
    expect([styleOf("sub").verticalAlign, styleOf("sup").verticalAlign, styleOf("small").fontSize]).toEqual(["sub", "super", 10]);
    expect([styleOf("u").textDecorationLine, styleOf("s").textDecorationLine, styleOf("code").fontFamily]).toEqual(["underline", "line-through", ["monospace"]]);
  });

  test("links look like the text around them", () => {
    const { color, textDecorationLine } = styleOf("a");
    expect([color, textDecorationLine]).toEqual([styleOf("p").color, "none"]);
  });

  test("rules, quotations, lists and preformatted text are blocks", () => {
    for (const tag of ["hr", "blockquote", "ul", "li", "pre", "div", "article"]) expect(styleOf(tag).display, tag).toBe("block");
    expect(styleOf("hr").border.top).toMatchObject({ width: 0.5, style: "solid" });
    expect([styleOf("ul").padding.right, styleOf("ul").padding.left, styleOf("pre").whiteSpace]).toEqual([30, 0, "pre"]);
  });
});

describe("what is not set as browsers set it is reported once, at its first place", () => {
  test.each(["picture", "svg", "video", "canvas", "iframe", "object", "input", "select", "button", "textarea", "table", "ol", "q", "ruby", "math"])("<%s>", (tag) => {
    const { diagnostics } = style({ html: `<html><body>\n<p>x</p> <${tag}></${tag}><${tag}></${tag}></body></html>` });
    expect(diagnostics.map(({ severity, code, span }) => [severity, code, span?.file, span?.start])).toEqual([["warning", "style/unsupported-element", "page.hbs", { line: 2, column: 10 }]]);
    expect(diagnostics[0]?.message).toContain(`<${tag}>`);
  });

  test("cells of a table are blocks, so that no text is lost", () => {
    const { document } = style({ html: body("<table><tr><td id=a>x<td id=b>y</table>") });
    expect(document && ["a", "b"].map((id) => byId(document, id).style.display)).toEqual(["block", "block"]);
  });
});

describe("style in the markup", () => {
  test("faults in attributes are told with their place, once for each text", () => {
    const { document, diagnostics } = style({ html: `<html><body>\n<p id=x title="a style='b'" style="color: red;\n  colr: blue">x</p><p style="color: red;\n  colr: blue">y</p><p style='width: -1pt'>z</body></html>` });
    expect(document && byId(document, "x").style.color).toEqual(rgb(255, 0, 0));
    const where = "Line and column are those of the HTML that the template makes.";
    expect(diagnostics.map(line)).toEqual([
      `page.hbs:3:3-3:13 warning style/unknown-property: There is no property \`colr\`. Did you mean \`color\`? ${where}`,
      `page.hbs:4:37-4:41 warning style/invalid-value: \`-1pt\` is no value for \`width\`. It takes <length-percentage [0,∞]> | auto. ${where}`,
    ]);
  });

  test("places are looked for only where there is a fault, since that means parsing again", () => {
    const paragraph = new Element("p", { style: "--name: 'x'; color: var(--none, red); margin: 1pt 2pt; width: calc(50% - 1pt)" });
    const never = (): never => { throw new Error("a place was looked for"); };
    const block = readInlineStyles("page.hbs", never, never)(paragraph);
    expect([block?.normal.custom.length, block?.normal.rtl.length]).toEqual([1, 6]);
  });

  test("faults in style elements are told with their place", () => {
    const { diagnostics } = style({ html: `<html><head>\n  <style>p { colr: red }\nb { wdth: 1pt }</style></head></html>` });
    expect(diagnostics.map(({ code, span }) => [code, span?.file, span?.start])).toEqual([
      ["style/unknown-property", "page.hbs", { line: 2, column: 14 }],
      ["style/unknown-property", "page.hbs", { line: 3, column: 5 }],
    ]);
  });

  test("broken attributes are errors where brackets stay open, and never more than that", () => {
    for (const text of ["color: rgb(", "}", "color", ":", ";;;", "color: red;; width: 3pt", "{", "/*"]) {
      expect(() => style({ html: body(`<p style="${text}">x</p>`) }), text).not.toThrow();
    }
    expect(style({ html: body(`<p style="color: rgb(1">x</p>`) }).diagnostics[0]).toMatchObject({ severity: "error", code: "style/syntax" });
  });

  test("page rules, faces and custom properties work from style elements too", () => {
    const { pages, fontFaces } = styled({ html: `<style>:root { --m: 5pt } @page { margin: var(--m) } @font-face { font-family: X; src: url(x.ttf) }</style>` });
    expect([pages.first.margin.top, fontFaces.map(({ family }) => family)]).toEqual([5, ["X"]]);
  });
});
