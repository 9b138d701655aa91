import { readStylesheet, type Stylesheet } from "./stylesheet.ts";

/**
 * What elements look like where a template says nothing: HTML Living Standard, section 15.3, turned to print. Body text stands
 * at the page's margins, headings keep to the text below them, links look like text, and bulletins run right to left.
 */
const text = `
html, body, address, article, aside, blockquote, center, dd, details, dialog, div, dl, dt, fieldset, figcaption, figure, footer, form,
h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, li, main, menu, nav, ol, p, pre, search, section, summary, ul,
table, caption, colgroup, col, thead, tbody, tfoot, tr, td, th { display: block }

head, base, link, meta, script, style, template, title, datalist, noembed, noframes, param, rp, source, track,
audio, button, canvas, embed, iframe, input, math, meter, object, picture, progress, select, svg, textarea, video,
[hidden] { display: none }

html { direction: rtl }
[dir]:dir(ltr), bdi:dir(ltr) { direction: ltr }
[dir]:dir(rtl), bdi:dir(rtl) { direction: rtl }
address, article, aside, blockquote, center, dd, details, div, dl, dt, figcaption, figure, footer, form, h1, h2, h3, h4, h5, h6, header,
hgroup, hr, legend, li, main, menu, nav, ol, p, pre, search, section, summary, ul, caption, tr, td, th,
bdi, output, [dir=ltr], [dir=rtl], [dir=auto] { unicode-bidi: isolate }
bdo, bdo[dir] { unicode-bidi: isolate-override }
pre[dir=auto] { unicode-bidi: plaintext }

p, blockquote, dl, figure, menu, ol, pre, ul { margin-block: 1em }
blockquote, figure { margin-inline: 30pt }
menu, ol, ul { padding-inline-start: 30pt }
dd { margin-inline-start: 30pt }
:is(menu, ol, ul) :is(menu, ol, ul) { margin-block: 0 }
center { text-align: center }
hr { margin-block: 0.5em; border-block-start: 0.5pt solid }

h1, h2, h3, h4, h5, h6 { text-justify: inter-word; hyphens: manual; font-weight: bold; break-after: avoid; break-inside: avoid }
h1 { font-size: 2em; margin-block: 0.67em }
h2 { font-size: 1.5em; margin-block: 0.83em }
h3 { font-size: 1.17em; margin-block: 1em }
h4 { margin-block: 1.33em }
h5 { font-size: 0.83em; margin-block: 1.67em }
h6 { font-size: 0.67em; margin-block: 2.33em }
img { max-width: 100%; object-fit: contain }
figure, hr, li { break-inside: avoid }
hr { break-after: avoid }

b, strong, th { font-weight: bolder }
i, em, cite, dfn, var, address { font-style: italic }
big { font-size: larger }
small { font-size: smaller }
sub { vertical-align: sub; font-size: smaller }
sup { vertical-align: super; font-size: smaller }
u, ins { text-decoration: underline }
s, del, strike { text-decoration: line-through }
code, kbd, pre, samp, tt { font-family: monospace }
pre { white-space: pre }
nobr { white-space: nowrap }

@page {
  margin: 20mm;
  @top-left-corner { text-align: right } @top-left { text-align: left } @top-center { text-align: center }
  @top-right { text-align: right } @top-right-corner { text-align: left }
  @left-top { text-align: center } @left-middle { text-align: center } @left-bottom { text-align: center }
  @right-top { text-align: center } @right-middle { text-align: center } @right-bottom { text-align: center }
  @bottom-left-corner { text-align: right } @bottom-left { text-align: left } @bottom-center { text-align: center }
  @bottom-right { text-align: right } @bottom-right-corner { text-align: left }
}
`;

let stylesheet: Stylesheet | undefined;

/** The built-in stylesheet, read once in a process. */
export function userAgentStylesheet(): Stylesheet {
  stylesheet ??= readStylesheet(text, {
    origin: "user-agent",
    folder: "/",
    report: ({ code, message }) => { throw new Error(`the built-in stylesheet is at fault: ${code}: ${message}`); },
    span: (start) => ({ file: "built-in stylesheet", start }),
  });
  return stylesheet;
}

/** Elements that are not set as HTML has them, with what becomes of them; each is worth a warning. */
export const unsupportedElements: ReadonlyMap<string, string> = new Map([
  ...["picture", "svg", "canvas", "video", "audio", "iframe", "embed", "object", "math"].map((tag) => [tag, "is left out: only text and `<img>` are set"] as const),
  ...["input", "textarea", "select", "button", "meter", "progress"].map((tag) => [tag, "is left out: forms are not set"] as const),
  ["table", "is set as blocks, one cell below the other: tables are not supported"],
  ["ol", "is set without numbers: list markers are not drawn"],
  ["q", "is set without quotation marks: write them in the text"],
  ["ruby", "is set as plain text: annotations are not placed above their base"],
]);
