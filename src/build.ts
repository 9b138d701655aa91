import { collectDiagnostics, type Diagnostic, type Report } from "./diagnostics/index.ts";
import { readEdition, readSourceFile, type CopyEdit, type CopyEditRule, type Edition } from "./edition/index.ts";
import { openFontLibrary } from "./fonts/index.ts";
import { layoutPages, type PagedDocument } from "./layout/index.ts";
import { paintPdf } from "./pdf/index.ts";
import { builtInFolders } from "./resources.ts";
import { stageClock, type StageClock } from "./stageClock.ts";
import { latinTextToHyphenate, styleMarkup, type JustifyProfile } from "./style/index.ts";
import { findTemplate, renderTemplate } from "./template/index.ts";
import { composeParagraph, openHyphenators, openShaper } from "./text/index.ts";

/** What to build. Paths are taken from the working folder. */
export interface BuildRequest {
  /** The copy, one or more files; each wire text is an article. */
  readonly sources: readonly string[];
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
  /** Folders searched for fonts before the built-in ones. */
  readonly fontFolders?: readonly string[];
}

/** A font that the bulletin uses. */
export interface FontUse {
  readonly family: string;
  readonly postscriptName: string;
  readonly version: string;
}

/** A bulletin that was set. */
export interface Bulletin {
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly fonts: readonly FontUse[];
  readonly copyEdits: readonly CopyEdit[];
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

  const edition = clock.time("read", () => readCopy(request, template.roles, report));
  if (!edition) return undefined;

  const markup = clock.time("template", () => renderTemplate(edition, template, { settings, report }));
  if (!markup) return undefined;

  const styled = clock.time("style", () => styleMarkup(markup, report, { ...(request.justify && { justify: request.justify }) }));
  if (!styled) return undefined;

  const fonts = await clock.time("fonts", () =>
    openFontLibrary({ folders: [...(request.fontFolders ?? []), folders.fonts], faces: styled.fontFaces, index: folders.fontIndex, report }),
  );
  if (!fonts) return undefined;

  const shaper = await clock.time("fonts", () => openShaper());
  const hyphenators = await clock.time("fonts", () => openHyphenators(latinTextToHyphenate(styled), report));
  const compose: Parameters<typeof layoutPages>[1]["compose"] = (paragraph, measure) =>
    composeParagraph(paragraph, measure, { fonts, shaper, hyphenators, report });
  const pages = await clock.time("layout", () => layoutPages(styled, { compose, fonts, report }));
  if (!pages) return undefined;

  const pdf = await clock.time("paint", () => paintPdf(pages, { report }));
  if (!pdf) return undefined;

  return { pdf, pages: pages.pages.length, fonts: fontsUsed(pages), copyEdits: edition.copyEdits };
}

function readCopy(request: BuildRequest, templateRoles: readonly string[], report: Report): Edition | undefined {
  const files = request.sources.map((path) => readSourceFile(path, report, request.sources)).filter((file) => file !== undefined);
  if (files.length < request.sources.length) return undefined;
  const roles = [...templateRoles, ...(request.roles ?? [])];
  return readEdition(files, { roles, without: request.withoutEdits ?? [], ...(request.language !== undefined && { language: request.language }), report });
}

function fontsUsed(document: PagedDocument): FontUse[] {
  const faces = new Map(
    document.pages.flatMap(({ items }) => items.flatMap((item) => (item.kind === "text" ? item.runs.map(({ face }) => [face.id, face] as const) : []))),
  );
  return [...faces.values()]
    .map(({ family, postscriptName, version }) => ({ family, postscriptName, version }))
    .sort((a, b) => (a.postscriptName < b.postscriptName ? -1 : 1));
}
