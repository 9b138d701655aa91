import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import { ArchiveFault, type Archive, type KeptFile, type Recipe, type RevisionRecord } from "./archive/index.ts";
import { buildBulletin, type BuildRequest, type FontUse } from "./build.ts";
import type { Diagnostic, Report } from "./diagnostics/index.ts";
import { copyEditRules, type ArticleFacts, type CopyText } from "./edition/index.ts";
import { isSystemError, reasonOf } from "./files/index.ts";
import { justifyProfiles, marksChoices } from "./style/index.ts";

/** A PDF that was made again, beside the one that is kept. */
export interface RebuiltPdf {
  readonly kept: KeptFile;
  /** Absent where it could not be made; the diagnostics say why. */
  readonly pdf?: Uint8Array;
  readonly identical: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Rebuilt {
  readonly pdfs: readonly RebuiltPdf[];
  /** Fonts that were used and are of another version now, or no longer used. */
  readonly otherFonts: readonly { readonly kept: FontUse; readonly now?: FontUse }[];
}

export interface RebuildOptions {
  /** Folders of the fonts that the edition was set in, beside the program's own. */
  readonly fontFolders: readonly string[];
  /** Orders a file for reading over the web, as was done when it was made. */
  readonly linearize: (pdf: Uint8Array, report: Report) => Promise<Uint8Array | undefined>;
  readonly report: Report;
}

/**
 * Makes the PDFs of a kept edition again from its kept copy, template, images and profiles, and compares them byte by byte with those that are kept.
 *
 * Reports `archive/no-recipe` (an error) for editions that were given as PDFs; throws `ArchiveFault` where a kept file is missing or damaged, `archive/unsafe-name` where a name leads
 * outside the edition, `archive/not-rebuilt` where the folder for temporary files cannot take it.
 */
export async function rebuildEdition(archive: Pick<Archive, "readFile">, { record }: { readonly record: RevisionRecord }, options: RebuildOptions): Promise<Rebuilt | undefined> {
  const { recipe } = record;
  if (!recipe) {
    options.report({ severity: "error", code: "archive/no-recipe", message: "The edition was given as a PDF; there is nothing to make it from.", hint: "Editions that nashra build --archive or nashra archive add sets from their copy can be made again." });
    return undefined;
  }
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(tmpdir(), "nashra-rebuild-"));
    await layOut(record.files, archive, folder);
    return await rebuildFrom(folder, record, recipe, archive, options);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ArchiveFault("archive/not-rebuilt", `The kept files could not be laid out in ${tmpdir()}: ${reasonOf(error)}.`, "Give TMPDIR a folder that can be written, on a disk with room for the edition's files.");
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Where a name of a record stands in a folder: a record may come from anywhere, and nothing outside is to be read or written. */
function placeWithin(folder: string, name: string): string {
  const path = join(folder, name);
  if (path.startsWith(join(folder, sep)) && !name.includes("\0")) return path;
  throw new ArchiveFault("archive/unsafe-name", `The edition keeps a file under a name that leads outside it: ${JSON.stringify(name)}.`, "Its record is not one that this program made; nothing was written.");
}

/** Puts the kept files where a build finds them. */
async function layOut(files: readonly KeptFile[], archive: Pick<Archive, "readFile">, folder: string): Promise<void> {
  for (const file of files.filter(({ role }) => role !== "pdf" && role !== "pages")) {
    const path = placeWithin(folder, file.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await archive.readFile(file));
  }
}

async function rebuildFrom(folder: string, { edition, files }: RevisionRecord, recipe: Recipe, archive: Pick<Archive, "readFile">, options: RebuildOptions): Promise<Rebuilt> {
  const pdfs: RebuiltPdf[] = [];
  let fonts: readonly FontUse[] | undefined;
  for (const kept of files.filter(({ name }) => recipe.outputs[name] !== undefined)) {
    const diagnostics: Diagnostic[] = [];
    const { bulletin, diagnostics: told } = await buildBulletin(requestOf(folder, recipe, kept.name, options.fontFolders));
    diagnostics.push(...told);
    fonts ??= bulletin?.fonts;
    const pdf = bulletin && (recipe.outputs[kept.name]?.linearize === true ? await options.linearize(bulletin.pdf, (diagnostic) => diagnostics.push(diagnostic)) : bulletin.pdf);
    const identical = pdf !== undefined && Buffer.from(await archive.readFile(kept)).equals(pdf);
    pdfs.push({ kept, identical, diagnostics, ...(pdf && { pdf }) });
  }
  return { pdfs, otherFonts: fonts ? compareFonts(edition.fonts, fonts) : [] };
}

function requestOf(folder: string, { sources, settings, language, roles, withoutEdits, justify, marks, articles, outputs, template }: Recipe, pdf: string, fontFolders: readonly string[]): BuildRequest {
  const place = (name: string): string => placeWithin(folder, name);
  const { profile, condition, iccProfile, inkLimit, lateBinding } = outputs[pdf] ?? {};
  const way = justifyProfiles.find((known) => known === justify);
  const choice = Object.keys(marksChoices).find((known): known is keyof typeof marksChoices => known === marks);
  return {
    sources: sources.map(place),
    articleFacts: new Map(Object.entries(articles).map(([name, facts]) => [place(name), factsOf(facts, place(name))])),
    template: place(template.folder), settings, roles, fontFolders,
    withoutEdits: copyEditRules.filter((rule) => withoutEdits.includes(rule)),
    ...(language !== undefined && { language }),
    ...(way && { justify: way }),
    ...(choice && { marks: choice }),
    output: { profile, condition: condition !== undefined && existsSync(place(condition)) ? place(condition) : condition, iccProfile: iccProfile && place(iccProfile), inkLimit, lateBinding },
  };
}

function factsOf({ author, section }: Recipe["articles"][string], file: string): ArticleFacts {
  const copy = (text: string): CopyText => ({ text, span: { file: basename(file), start: { line: 1, column: 1 } } });
  return { ...(author !== undefined && { author: copy(author) }), ...(section !== undefined && { section: copy(section) }) };
}

function compareFonts(kept: readonly FontUse[], now: readonly FontUse[]): Rebuilt["otherFonts"] {
  const byName = new Map(now.map((font) => [font.postscriptName, font]));
  return kept.filter((font) => byName.get(font.postscriptName)?.version !== font.version).map((font) => {
    const found = byName.get(font.postscriptName);
    return { kept: font, ...(found && { now: found }) };
  });
}
