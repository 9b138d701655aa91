import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pictures } from "./pictures.ts";

/** A page on which one thing that the layout can do is done, by itself: what fails on it names its cause. */
export interface Feature {
  readonly name: string;
  readonly css?: string;
  readonly body: string;
  /** Instead of the page that all others have. */
  readonly page?: string;
  readonly head?: string;
  /** What the program says of the page, by code; nothing if absent. */
  readonly tells?: readonly string[];
}

const prose = "نفى وزير الخارجية أن تكون بلاده قد توجهت إلى شركائها في المنظمة بطلب المساعدة، وقال في مقابلة مشتركة إن العمل جار كما هو مقرر.";
const paragraph = `<p>${prose}</p>`;
const paragraphs = (count: number): string => paragraph.repeat(count);

const page = "@page { size: 120mm 130mm; margin: 14mm; bleed: 3mm; marks: crop cross }";
const base = `html { font: 11pt/18pt "Amiri"; text-align: justify } h1, h2, h3, h4 { text-align: start } h1 { font-size: 20pt; line-height: 30pt } h2 { font-size: 16pt; line-height: 24pt } p { margin: 0 0 6pt }`;

export const features: readonly Feature[] = [
  { name: "plain paragraphs", body: paragraphs(3) },
  { name: "headings of three ranks", body: `<h1>الأول</h1>${paragraph}<h2>الثاني</h2>${paragraph}<h3>الثالث</h3>${paragraph}<h2>الثاني مرة أخرى</h2>${paragraph}` },
  { name: "lists, one in the other", tells: ["style/unsupported-element"], body: `<ul><li>بند أول</li><li>بند ثان<ol><li>فرع أول</li><li>فرع ثان</li></ol></li><li>${paragraph}</li></ul><ol><li>واحد</li><li>اثنان</li></ol>` },
  { name: "a quotation", css: "blockquote { border-right: 2pt solid; padding-right: 8pt; margin: 6pt 14pt }", body: `${paragraph}<blockquote>${paragraph}<p>قال القائل</p></blockquote>${paragraph}` },
  { name: "links, one of them over two lines", body: `<p>${prose} <a href="https://example.org/a?b=c&amp;d=e">${prose}</a> ثم <a href="mailto:desk@example.org">desk@example.org</a>.</p>` },
  { name: "links over two columns", css: ".columns { columns: 2; column-gap: 12pt; -nashra-justify: newspaper }", body: `<div class="columns"><p><a href="https://example.org/">${prose} ${prose}</a></p></div>` },
  { name: "every element of the structure, some where they do not belong", tells: ["style/unsupported-element"], css: "a { text-decoration: underline } .first { -nashra-initial: letter 2 }", body: `<h2>عنوان ثان أول الأمر</h2><nav role="doc-toc"><h4>المحتويات</h4><ul><li><a href="#one">الأول</a></li><li>باب<ul><li><a href="#two">فرع</a></li></ul></li></ul></nav><article id="one"><h1>الأول</h1><p>قال <cite>كتاب</cite> و<code>code x</code>.<a role="doc-noteref" href="#note">١</a></p><p class="first">نفى <a href="https://example.org/" title="رابط">${prose}</a> ثم سكت.</p><p>سطر<br>وسطر <a href="#two">مع<br>كسر</a></p><h3>بعد فجوة</h3><h6>وأخرى</h6><ol><li>واحد</li><p>دخيل</p></ol><dl><dt>لفظ</dt><dd>شرحه</dd><dd>وشرح ثان</dd></dl><aside>على الهامش</aside><div role="doc-footnote" id="note">حاشية</div><table><caption>جدول</caption><thead><tr><th>أ</th><th>ب</th><th></th></tr></thead><tbody><tr><th>صف</th><td rowspan="2">١</td><td>٢</td></tr><tr><td>٣</td></tr><tr><td colspan="2">٤</td></tr></tbody></table><li>خارج قائمة</li></article><article id="two"><a href="#one"><h2>عنوان يقود</h2><p>ونص يقود</p></a><p lang="en" dir="ltr">English, with <span lang="ar">كلمة عربية</span> and <a href="https://example.org/x">a link of some words</a>.</p></article>` },
  { name: "spans in other languages", body: `<p>قال <span lang="en">The quick brown fox</span> ثم <span lang="fr">c’est la vie</span> ثم <span lang="fa">گفت و گو</span> و<b lang="de">Zeitung</b>.</p><p lang="en" dir="ltr">A whole paragraph in English, with <span lang="ar">كلمة عربية</span> in it.</p>` },
  { name: "a large first letter", css: "p.first { -nashra-initial: letter 3 }", body: `<p class="first">${prose} ${prose}</p>${paragraph}` },
  { name: "a large first word", css: "p.first { -nashra-initial: word 2 }", body: `<p class="first">${prose} ${prose}</p>` },
  { name: "transparent colours", css: ".a { background: device-cmyk(1 0 0 0 / 0.4); padding: 6pt } .b { background: rgba(200, 30, 30, 0.5); margin: -12pt 20pt 6pt; padding: 4pt } .c { color: device-cmyk(0 0 0 1 / 0.6) } .d { border: 3pt dashed hsla(120, 60%, 30%, 0.5) }", body: `<p class="a">${prose}</p><p class="b">${prose}</p><p class="c">${prose}</p><p class="d">${prose}</p>` },
  { name: "borders solid, dashed and double", css: "p { margin: 0 0 8pt; padding: 2pt } .a { border: 2pt solid } .b { border: 3pt dashed device-cmyk(0 1 1 0) } .d { border: 9pt double } .e { border-style: solid dashed dashed double; border-width: 1pt 2pt 3pt 9pt; border-color: device-cmyk(0 0 0 1) device-cmyk(1 0 0 0) device-cmyk(0 1 0 0) device-cmyk(0 0 1 0) }", body: ["a", "b", "d", "e"].map((name) => `<p class="${name}">إطار حول سطر</p>`).join("") },
  { name: "dotted borders", css: "p { padding: 4pt; border: 5pt dotted }", body: "<p>إطار حول سطر</p>" },
  { name: "colours of every notation", css: "i { font-style: normal } .a { color: device-cmyk(0 1 1 0) } .b { color: #1a6e3c } .c { color: hsl(210 80% 40%) } .d { color: rgb(128 128 128) } .e { color: navy } .f { color: black } .g { color: white; background: black } .h { background: #ffe8a0 }", body: ["a", "b", "c", "d", "e", "f", "g", "h"].map((name) => `<p class="${name}">لون من الألوان، وفيه سطر</p>`).join("") },
  { name: "columns with a rule between them", css: ".columns { columns: 2; column-gap: 16pt; column-rule: 0.5pt dashed }", body: `<h1>عنوان فوق عمودين</h1><div class="columns">${paragraphs(4)}</div>` },
  { name: "margin boxes on several pages", page: `@page { size: 120mm 100mm; margin: 16mm 14mm; @top-right { content: "النشرة" } @top-left { content: "العدد ١" } @bottom-center { content: counter(page, arabic-indic) " / " counter(pages, arabic-indic) } }`, body: paragraphs(9) },
  { name: "lines under and through text", css: "u { text-decoration: underline } s { text-decoration: line-through }", body: `<p>قال <u>كلمات تحتها خط</u> ثم <s>كلمات مشطوبة</s> وسكت.</p>` },
  { name: "boxes side by side", css: ".row { display: flex; gap: 10pt } .row > div { flex: 1; border: 1pt solid; padding: 4pt; background: device-cmyk(0 0 0 0.1) }", body: `<div class="row"><div>${paragraph}</div><div><h1>عنوان</h1>${paragraph}</div></div>` },
  { name: "a page with a ground that bleeds", page: "@page { size: 120mm 130mm; margin: 14mm; bleed: 4mm; marks: crop cross; background: device-cmyk(0.1 0.05 0.3 0) }", body: paragraphs(2) },
  { name: "black text on coloured ground", css: ".ground { background: device-cmyk(0.6 0.2 0 0); padding: 10pt }", body: `<div class="ground">${paragraphs(2)}</div>` },
  { name: "a nameplate drawn out", css: "h1 { -nashra-fit: kashida }", body: `<h1>جريدة الصباح</h1>${paragraph}` },
  { name: "vowel marks, digits of three sets and mixed directions", body: `<p>إِنَّ الحَمْدَ لِلَّهِ نَحْمَدُهُ وَنَسْتَعِينُهُ (كَعَادَتِهِ).</p><p>بين 12.5% و٤٥٫٦٪ و۷۸ — من iPhone 14 إلى COVID-19، ومعها [قوسان] و«علامتان»!</p>` },
  { name: "words divided and raised", css: "html { hyphens: auto; -nashra-hyphenate-language: 'en' } sup { vertical-align: super; font-size: 7pt } .narrow { width: 50mm }", body: `<p class="narrow">قال internationalization ثم characterization ثم telecommunications في سطر<sup>٢</sup> واحد.</p>` },
  { name: "nothing but an empty page between breaks", css: ".next { break-before: page }", body: `<p>أول</p><p class="next">ثان</p><div></div><p> </p>` },
  { name: "a title and metadata that are hard to write", head: `<title>أخبار &amp; &lt;آراء&gt; "اليوم" ]]&gt;</title><meta name="author" content="أحمد &amp; B &lt;c&gt;"><meta name="description" content="وصف & ' &quot;"><meta name="keywords" content="أ، ب, c;d"><meta name="publisher" content="دار (النشر) \\ ومعها">`, body: `<h1>عنوان (فيه أقواس) &amp; \\ شرطة</h1>${paragraph}` },
  { name: "a table with a caption", tells: ["style/unsupported-element"], css: "table { margin: 6pt 0 } th { font-weight: bold }", body: `<table><caption>أسعار العملات</caption><thead><tr><th scope="col">العملة</th><th scope="col">السعر</th></tr></thead><tbody><tr><th scope="row">الدولار</th><td>٢٤٫٥</td></tr><tr><th scope="row">اليورو</th><td>٢٥٫٤</td></tr></tbody></table>` },
  ...Object.keys(pictures).map((file): Feature => ({ name: `a picture, ${file}`, css: "img { width: 20mm }", body: `<p><img src="${file}" alt="تلال ملونة"></p>${paragraph}` })),
  { name: "pictures with a caption, for show and over a ground", css: "img { width: 20mm } .ground { background: device-cmyk(0 0.6 0.8 0); padding: 6pt }", body: `<figure><img src="colours.jpg" alt="تلال ملونة"><figcaption>تلال في الشمال</figcaption></figure><div class="ground"><img src="alpha.png" alt=""></div>${paragraph}` },
  { name: "type of several families", css: ".a { font-family: 'Noto Naskh Arabic' } .b { font-family: 'Noto Kufi Arabic'; font-weight: bold } .c { font-family: 'Reem Kufi' } .d { font-family: 'Noto Nastaliq Urdu'; line-height: 30pt } .e { font-family: 'Scheherazade New' }", body: ["a", "b", "c", "d", "e"].map((name) => `<p class="${name}">${prose}</p>`).join("") },
];

/** A page in inks of its own. */
export interface InkedFeature extends Feature {
  readonly spots: readonly string[];
}

/** Pages in spot colours, black and nothing else. */
export const inkedFeatures: readonly InkedFeature[] = [
  { name: "one spot ink", spots: ["PANTONE 186 C"], css: `:root { --accent: -nashra-spot("PANTONE 186 C", device-cmyk(0 1 0.81 0.04)) } h1 { color: var(--accent); border-bottom: 4pt solid var(--accent) }`, body: `<h1>عنوان بلون خاص</h1>${paragraph}` },
  {
    name: "two spot inks in tints, with an Arabic name",
    spots: ["PANTONE Reflex Blue C", "ذهبي"],
    css: `.ground { background: -nashra-spot("PANTONE Reflex Blue C", device-cmyk(1 0.89 0 0.2), 60%); padding: 10pt } h1 { color: -nashra-spot("ذهبي", device-cmyk(0.1 0.3 0.9 0.1)) } .dashed { border: 3pt dashed -nashra-spot("ذهبي", device-cmyk(0.1 0.3 0.9 0.1), 0.8) }`,
    body: `<h1>عنوان مذهب</h1><div class="ground">${paragraph}</div><p class="dashed">${prose}</p>`,
  },
];

/** A page that lays more ink on the paper than it takes. */
export const tooMuchInk: Feature =
  { name: "ink without measure", tells: ["pdf/ink-limit"], css: ".ground { background: device-cmyk(1 1 1 1); color: device-cmyk(0 0 0 0); padding: 10pt } .mixed { background: device-cmyk(0.9 0.8 0.8 0.9) }", body: `<div class="ground">${paragraph}</div><p class="mixed">${prose}</p>` };

/** Writes a feature's page as a template's folder. */
export function featureTemplate(folder: string, { css = "", body, page: ownPage = page, head = "<title>صفحة</title>" }: Feature): string {
  mkdirSync(folder, { recursive: true });
  // What stands in double braces would be a template's call.
  writeFileSync(join(folder, "page.hbs"), `<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><meta name="date" content="2022-11-24">${head}</head><body>${body}</body></html>\n`);
  for (const [name, bytes] of Object.entries(pictures)) if (body.includes(`"${name}"`)) writeFileSync(join(folder, name), bytes);
  writeFileSync(join(folder, "style.css"), `${ownPage}\n${base}\n${css}\n`);
  return folder;
}
