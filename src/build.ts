import { basename, dirname, resolve } from "node:path";
import { collectDiagnostics, type Diagnostic, type Report } from "./diagnostics/index.ts";
import { describeArticles, readEdition, readSourceFile, type ArticleFacts, type CopyEdit, type CopyEditRule, type Edition, type OpenedSource } from "./edition/index.ts";
import { openFontLibrary } from "./fonts/index.ts";
import { openImages, type OpenedImages } from "./images/index.ts";
import { layoutPages, type PagedDocument } from "./layout/index.ts";
import { paintPdf, type Attachment } from "./pdf/index.ts";
import { openOutput, type Output, type OutputRequest } from "./press/index.ts";
import { builtInFolders } from "./resources.ts";
import { stageClock, type StageClock } from "./stageClock.ts";
import { latinTextToHyphenate, styleMarkup, type JustifyProfile, type MarksChoice } from "./style/index.ts";
import { findTemplate, renderTemplate, type Template } from "./template/index.ts";
import { composeParagraph, openHyphenators, openShaper } from "./text/index.ts";

/** What to build. Paths are taken from the working folder. */
export interface BuildRequest {
  /** The copy, one or more files; each wire text is an article. */
  readonly sources: readonly string[];
  /** What is told of the articles of a source that the source itself does not say, by its path. */
  readonly articleFacts?: ReadonlyMap<string, ArticleFacts>;
  /** The name of a built-in template or the path of a template's folder; `bulletin` if absent. */
  readonly template?: string;
  /** The copy's language (BCP 47); told from its letters if absent. */
  readonly language?: string;
  /** What the template asks for by name: `date`, `number`, `publication` … */
  readonly settings?: Readonly<Record<string, string>>;
  /** Role lines of the masthead beyond the lexicon's. */
  readonly roles?: readonly string[];
  /** Rules of copy-editing to switch off; all are on. */
  readonly withoutEdits?: readonly CopyEditRule[];
  /** The justification profile of all text, whatever the template says. */
  readonly justify?: JustifyProfile;
  /** The printer's marks of all pages, whatever the template says. */
  readonly marks?: MarksChoice;
  /** Folders searched for fonts before the built-in ones. */
  readonly fontFolders?: readonly string[];
  /** What the file is made for, and by which press; what is absent is as the template says, else for print on coated paper. */
  readonly output?: OutputRequest;
  /** Hands out what the bulletin was set from, for an archive; it takes memory. */
  readonly withMatter?: true;
}

/** A font that the bulletin uses. */
export interface FontUse {
  readonly family: string;
  readonly postscriptName: string;
  readonly version: string;
}

/** What a bulletin was set from, and how it was laid out. */
export interface BulletinMatter {
  readonly template: Template;
  readonly output: Output;
  /** What asked for that output, the template's wishes included. */
  readonly outputRequest: OutputRequest;
  readonly sources: readonly OpenedSource[];
  readonly edition: Edition;
  /** Files that stylesheets name as fonts, absolute paths. */
  readonly fontFiles: readonly string[];
  readonly images: OpenedImages;
  readonly document: PagedDocument;
}

/** A bulletin that was set. */
export interface Bulletin {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly fonts: readonly FontUse[];
  readonly copyEdits: readonly CopyEdit[];
  /** Where it was asked for. */
  readonly matter?: BulletinMatter;
}

/** What became of a request: the bulletin, unless an error stands among the diagnostics. */
export interface BuildResult {
  readonly bulletin: Bulletin | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Wall-clock milliseconds of each stage, in the order of the flow. */
  readonly milliseconds: Readonly<Record<string, number>>;
}

/**
 * Sets copy as a print-ready PDF bulletin: source files, edition, markup, styled tree, pages, PDF bytes. Writes no file.
 * The same request over the same files gives the same bytes.
 *
 * @returns The bulletin with what there is to say about its input; no bulletin if an error is among the diagnostics.
 */
export async function buildBulletin(request: BuildRequest): Promise<BuildResult> {
  const collected = collectDiagnostics();
  const clock = stageClock();
  const bulletin = await setBulletin(request, collected.report, clock);
  const failed = collected.diagnostics.some(({ severity }) => severity === "error");
  return { bulletin: failed ? undefined : bulletin, diagnostics: collected.diagnostics, milliseconds: clock.milliseconds };
}

async function setBulletin(request: BuildRequest, report: Report, clock: StageClock): Promise<Bulletin | undefined> {
  const folders = builtInFolders();
  const settings = request.settings ?? {};

  const template = clock.time("template", () => findTemplate(request.template ?? "bulletin", { builtIn: folders.templates, report }));
  if (!template) return undefined;

  const outputRequest = outputOf(request, template);
  const output = await clock.time("press", () => openOutput(outputRequest, folders.icc, report));
  if (!output) return undefined;

  const sources = clock.time("read", () => readSources(request.sources, report));
  const edition = sources && clock.time("read", () => readCopy(sources, request, template.roles, report));
  if (!edition) return undefined;

  const markup = clock.time("template", () => renderTemplate(edition, template, { settings, report }));
  if (!markup) return undefined;

  const styled = clock.time("style", () => styleMarkup(markup, report, styleOptionsOf(request, output)));
  if (!styled) return undefined;

  const images = await clock.time("images", () => openImages(styled, { folders: [markup.folder, ...foldersOf(request.sources)], report }));
  if (!images) return undefined;

  const fonts = await clock.time("fonts", () =>
    openFontLibrary({ folders: [...(request.fontFolders ?? []), folders.fonts], faces: styled.fontFaces, index: folders.fontIndex, report }),
  );
  if (!fonts) return undefined;

  const shaper = await clock.time("fonts", () => openShaper());
  const hyphenators = await clock.time("fonts", () => openHyphenators(latinTextToHyphenate(styled), report));
  const compose: Parameters<typeof layoutPages>[1]["compose"] = (paragraph, measure) =>
    composeParagraph(paragraph, measure, { fonts, shaper, hyphenators, report });
  const pages = await clock.time("layout", () => layoutPages(styled, { compose, fonts, images, report, condition: output.condition.identifier }));
  if (!pages) return undefined;

  const attachments = output.promises.sources ? attachmentsOf(sources, edition, pages) : [];
  const pdf = await clock.time("paint", () => paintPdf(pages, { report, output, attachments }));
  if (!pdf) return undefined;

  const matter = request.withMatter && { template, output, outputRequest, sources, edition, images, fontFiles: styled.fontFaces.map(({ path }) => path), document: pages };
  return { pdf, pages: pages.pages.length, fonts: fontsUsed(pages), copyEdits: edition.copyEdits, ...(matter && { matter }) };
}

function styleOptionsOf({ justify, marks }: BuildRequest, { promises }: Output): Parameters<typeof styleMarkup>[2] {
  return { printersMarks: promises.marks, ...(justify && { justify }), ...(marks && { marks }) };
}

/** What the build asks for goes before what the template does. */
function outputOf({ output = {} }: BuildRequest, { output: wish }: Template): OutputRequest {
  return {
    profile: output.profile ?? wish?.profile,
    condition: output.condition ?? wish?.condition,
    iccProfile: output.iccProfile ?? wish?.iccProfile,
    inkLimit: output.inkLimit ?? wish?.inkLimit,
    lateBinding: output.lateBinding,
  };
}

/** The folders of the copy, absolute, each once. */
function foldersOf(sources: readonly string[]): string[] {
  return [...new Set(sources.map((path) => dirname(resolve(path))))];
}

function readSources(paths: readonly string[], report: Report): OpenedSource[] | undefined {
  const files = paths.map((path) => readSourceFile(path, report, paths)).filter((file) => file !== undefined);
  return files.length < paths.length ? undefined : files;
}

/** What an archived bulletin has with it: the copy as it came, and what catalogues want to know of its articles. */
function attachmentsOf(sources: readonly OpenedSource[], edition: Edition, pages: PagedDocument): Attachment[] {
  const copy = sources.map(({ path, bytes }): Attachment => ({ name: basename(path), mediaType: "text/plain", relationship: "Source", description: "Copy as it was set", bytes }));
  const articles = new TextEncoder().encode(describeArticles(edition, pages));
  return [...copy, { name: "articles.jsonld", mediaType: "application/ld+json", relationship: "Data", description: "The articles, for catalogues", bytes: articles }];
}

function readCopy(files: readonly OpenedSource[], request: BuildRequest, templateRoles: readonly string[], report: Report): Edition | undefined {
  const roles = [...templateRoles, ...(request.roles ?? [])];
  const { withoutEdits: without = [], language, articleFacts } = request;
  return readEdition(files, { roles, without, ...(language !== undefined && { language }), ...(articleFacts && { articleFacts }), report });
}

function fontsUsed(document: PagedDocument): FontUse[] {
  const faces = new Map(
    document.pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "text" ? item.runs.map(({ face }) => [face.id, face] as const) : []))),
  );
  return [...faces.values()]
    .map(({ family, postscriptName, version }) => ({ family, postscriptName, version }))
    .sort((a, b) => (a.postscriptName < b.postscriptName ? -1 : 1));
}
