/**
 * What the promises of a profile add to painting: the same pages are painted as `print` and `archive` promise, and without any promise: no output intent, no identification, no
 * overprint, nothing attached. Marks, bars and slug line are no promise; `print` is painted with and without them. Prints a Markdown table; medians of one process, paintings by turns.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describeArticles, readEdition, readSourceFile } from "../src/edition/index.ts";
import { openFontLibrary } from "../src/fonts/index.ts";
import { openImages } from "../src/images/index.ts";
import { layoutPages, type PagedDocument } from "../src/layout/index.ts";
import { paintPdf, type Attachment } from "../src/pdf/index.ts";
import { openOutput, type Output, type ProfileName } from "../src/press/index.ts";
import { builtInFolders } from "../src/resources.ts";
import { styleMarkup } from "../src/style/index.ts";
import { findTemplate, renderTemplate } from "../src/template/index.ts";
import { composeParagraph, openHyphenators, openShaper } from "../src/text/index.ts";

const copy = fileURLToPath(new URL("../examples/wire-article.txt", import.meta.url));
const folders = builtInFolders();
const report = ({ severity, message }: { readonly severity: string; readonly message: string }): void => {
  if (severity === "error") throw new Error(message);
};

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a stage gave nothing");
  return value;
}

const shaper = await openShaper();
const hyphenators = await openHyphenators([], report);

interface Job {
  readonly pages: PagedDocument;
  readonly attachments: readonly Attachment[];
}

async function layOut(articles: number, printersMarks: boolean): Promise<Job> {
  const template = must(findTemplate("bulletin", { builtIn: folders.templates, report }));
  const edition = must(readEdition(Array.from({ length: articles }, () => must(readSourceFile(copy, report))), { roles: template.roles, without: [], report }));
  const markup = must(renderTemplate(edition, template, { settings: { date: "2022-11-24", number: "1" }, report }));
  const styled = must(styleMarkup(markup, report, { printersMarks }));
  const images = must(await openImages(styled, { folders: [markup.folder], report }));
  const fonts = must(await openFontLibrary({ folders: [folders.fonts], faces: styled.fontFaces, index: folders.fontIndex, report }));
  const pages = must(await layoutPages(styled, { compose: (paragraph, measure) => composeParagraph(paragraph, measure, { fonts, shaper, hyphenators, report }), fonts, images, report, condition: "FOGRA39" }));
  const bytes = new Uint8Array(readFileSync(copy));
  const sources = Array.from({ length: articles }, (): Attachment => ({ name: "copy.txt", mediaType: "text/plain", relationship: "Source", description: "Copy", bytes }));
  const catalogue = new TextEncoder().encode(describeArticles(edition, pages));
  return { pages, attachments: [...sources, { name: "articles.jsonld", mediaType: "application/ld+json", relationship: "Data", description: "Articles", bytes: catalogue }] };
}

async function outputOf(profile: ProfileName): Promise<Output> {
  return must(await openOutput({ profile }, folders.icc, report));
}

/** The same colours with no promise but to be readable. */
function unpromised(output: Output): Output {
  const { version, pdfUA } = output.promises;
  return { ...output, promises: { version, pdfUA, colours: "inks", blackOverprints: false, marks: false, links: false, sources: false, facingPages: false } };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const [print, archive] = [await outputOf("print"), await outputOf("archive")];
console.log("| | without promises, ms | `print` without marks | `print` | `archive` |\n|---|---|---|---|---|");
for (const [name, articles, runs] of [["the sample", 1, 60], ["200 articles", 200, 11]] as const) {
  const [plain, marked] = [await layOut(articles, false), await layOut(articles, true)];
  const paintings: readonly (readonly [Job, Output, readonly Attachment[]])[] = [[plain, unpromised(print), []], [plain, print, []], [marked, print, []], [plain, archive, plain.attachments]];
  const times = paintings.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [index, [{ pages }, output, attachments]] of paintings.entries()) {
      const since = performance.now();
      must(await paintPdf(pages, { report, output, attachments }));
      if (run >= runs / 6) times[index]?.push(performance.now() - since);
    }
  }
  const [base = Number.NaN, ...others] = times.map(median);
  console.log(`| ${name} | ${base.toFixed(1)} | ${others.map((time) => `${time.toFixed(1)} (${time >= base ? "+" : "−"}${Math.abs((time / base - 1) * 100).toFixed(0)} %)`).join(" | ")} |`);
}
