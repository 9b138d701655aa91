import { existsSync, readFileSync } from "node:fs";
import { basename, extname, isAbsolute, join, normalize, relative, sep } from "node:path";
import type { EditionFacts, Recipe, Submission, SubmittedFile } from "./archive/index.ts";
import { buildBulletin, type BuildRequest, type BuildResult, type Bulletin, type BulletinMatter } from "./build.ts";
import type { Report } from "./diagnostics/index.ts";
import { imagePath } from "./images/index.ts";
import { readPageText } from "./layout/index.ts";
import { knownConditions } from "./press/index.ts";

/** A PDF of an edition that an archive is to keep. */
export interface EditionPdf {
  readonly matter: BulletinMatter;
  /** As it was written: linearized where that was asked for. */
  readonly pdf: Uint8Array;
  readonly linearized: boolean;
}

/** Sets an edition as archives keep it, with its matter, whatever else it is set for. */
export async function buildForArchive(request: BuildRequest): Promise<BuildResult> {
  return buildBulletin({ ...request, output: { ...request.output, profile: "archive" }, withMatter: true });
}

/**
 * Gathers what an archive keeps of an edition: its PDFs, the copy, what of the template was used, images, ICC profiles, and how the PDFs are made of these.
 *
 * Reports `archive/no-identity` (an error): an edition is known by its number or its day.
 *
 * @param fonts that the edition uses
 * @param pdfs the archival one first; all set from the same request
 */
export function submitBulletin(request: BuildRequest, fonts: Bulletin["fonts"], pdfs: readonly [EditionPdf, ...EditionPdf[]], report: Report): Submission | undefined {
  const [{ matter }] = pdfs;
  const edition = editionFacts(matter, fonts);
  if (edition.number === undefined && edition.date === undefined) {
    report({
      severity: "error", code: "archive/no-identity", message: "The edition has neither a number nor a date to be known by in the archive.",
      hint: "Give --set number=12 or --set date=2022-11-24; a template of your own says them in <meta name=\"number\"> and <meta name=\"date\">.",
    });
    return undefined;
  }
  const sources = nameSources(matter);
  const template = templateFiles(matter);
  const profiles = profileFiles(pdfs);
  return {
    edition,
    articles: matter.edition.articles.map(({ headline, author, section, sourceLine, body }) => ({
      kind: "article", headline: headline.text, paragraphs: body.map(({ content }) => content.text),
      ...(author && { author: author.text }), ...(section && { section: section.text }), ...(sourceLine && { source: sourceLine.text }),
    })),
    pages: readPageText(matter.document),
    files: [...pdfs.map(pdfFile), ...sources.files, ...template, ...imageFiles(matter, template), ...profiles.files],
    recipe: recipeOf(request, matter, sources.names, pdfs, profiles.names),
  };
}

function editionFacts({ document: { title, metadata, pages }, edition }: BulletinMatter, fonts: Bulletin["fonts"]): EditionFacts {
  const { number, date, volume, publisher } = metadata;
  return {
    publication: publisher ?? title, title, language: edition.language, pages: pages.length, fonts,
    ...(number !== undefined && number !== "" && { number }), ...(date !== undefined && date !== "" && { date }), ...(volume !== undefined && volume !== "" && { volume }),
    credits: edition.credits.map(({ role, name }) => ({ role: role.text, name: name.text })),
  };
}

function pdfFile({ pdf, matter: { output: { profile } } }: EditionPdf): SubmittedFile {
  return { role: "pdf", name: `pdf/${profile}.pdf`, mediaType: "application/pdf", profile, bytes: pdf };
}

/** Copy lies in one folder under its own names, as its attachments in the PDF are named; a name that is taken goes into a folder of its own. */
function nameSources({ sources }: BulletinMatter): { readonly files: readonly SubmittedFile[]; readonly names: ReadonlyMap<string, string> } {
  const taken = new Set<string>();
  const named = sources.map(({ path, bytes }, index): readonly [string, SubmittedFile] => {
    const plain = `sources/${basename(path)}`;
    const name = taken.has(plain) ? `sources/${index + 1}/${basename(path)}` : plain;
    taken.add(name);
    return [path, { role: "source", name, mediaType: "text/plain", bytes }];
  });
  return { files: named.map(([, file]) => file), names: new Map(named.map(([path, { name }]) => [path, name])) };
}

/** What of a template's folder was used: all that is read of every template, and the fonts that its stylesheets name. */
function templateFiles({ template: { folder, partials, stylesheets }, fontFiles }: BulletinMatter): SubmittedFile[] {
  const manifest = existsSync(join(folder, "template.yaml")) ? ["template.yaml"] : [];
  const names = ["page.hbs", ...manifest, ...[...partials.keys()].map((name) => `partials/${name}.hbs`), ...stylesheets.map(({ path }) => basename(path))];
  const fonts = fontFiles.map((path) => within(folder, path)).filter((name) => name !== undefined);
  return [...new Set([...names, ...fonts])].map((name): SubmittedFile => (
    { role: "template", name: `template/${name}`, mediaType: mediaTypes[extname(name)] ?? "application/octet-stream", bytes: readFileSync(join(folder, name)) }
  ));
}

const mediaTypes: Readonly<Record<string, string>> = {
  ".hbs": "text/x-handlebars-template", ".css": "text/css", ".yaml": "application/yaml", ".ttf": "font/ttf", ".otf": "font/otf",
  ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".tif": "image/tiff", ".tiff": "image/tiff", ".webp": "image/webp",
};

/** An image lies where the copy or the template would find it again; one that came from elsewhere is kept under its name all the same. */
function imageFiles({ template, images }: BulletinMatter, templateParts: readonly SubmittedFile[]): SubmittedFile[] {
  const taken = new Set(templateParts.map(({ name }) => name));
  return [...images.values()].flatMap(({ src, bytes }): SubmittedFile[] => {
    const path = /^data:/i.test(src) ? undefined : imagePath(src);
    if (path === undefined) return [];
    const plain = normalize(path).replaceAll(sep, "/");
    const inTemplate = within(template.folder, isAbsolute(path) ? path : join(template.folder, path));
    const isTemplates = inTemplate !== undefined && holds(join(template.folder, inTemplate), bytes);
    const outside = isAbsolute(path) || plain.startsWith("../");
    const name = isTemplates ? `template/${inTemplate}` : outside ? freeName("images", basename(plain), taken) : `sources/${plain}`;
    if (taken.has(name)) return [];
    taken.add(name);
    return [{ role: "image", name, mediaType: mediaTypes[extname(name).toLowerCase()] ?? "application/octet-stream", bytes }];
  });
}

/** In a folder of its own where another has it. */
function freeName(folder: string, name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? `${folder}/${name}` : `${folder}/${number}/${name}`;
    if (!taken.has(free)) return free;
  }
}

function holds(path: string, bytes: Uint8Array): boolean {
  return existsSync(path) && readFileSync(path).equals(bytes);
}

/** The path within a folder, with `/`; `undefined` outside it. */
function within(folder: string, path: string): string | undefined {
  const name = relative(folder, path);
  return name === "" || isAbsolute(name) || name.split(sep)[0] === ".." ? undefined : name.replaceAll(sep, "/");
}

/** The ICC profiles that are not the program's own, and their names by path. */
function profileFiles(pdfs: readonly EditionPdf[]): { readonly files: readonly SubmittedFile[]; readonly names: ReadonlyMap<string, string> } {
  const names = new Map<string, string>();
  const files: SubmittedFile[] = [];
  for (const { matter: { outputRequest: { condition, iccProfile } } } of pdfs) {
    // A condition is told by its name or by a profile, whose path may be no more than a word.
    const isNamed = knownConditions.some(({ name, identifier }) => name === condition || identifier === condition);
    for (const path of [isNamed ? undefined : condition, iccProfile]) {
      if (path === undefined || names.has(path) || !existsSync(path)) continue;
      const name = `profiles/${names.size + 1}-${basename(path)}`;
      names.set(path, name);
      files.push({ role: "profile", name, mediaType: "application/vnd.iccprofile", bytes: readFileSync(path) });
    }
  }
  return { files, names };
}

function recipeOf(request: BuildRequest, { sources, edition }: BulletinMatter, names: ReadonlyMap<string, string>, pdfs: readonly EditionPdf[], profiles: ReadonlyMap<string, string>): Recipe {
  const nameOf = (path: string): string => names.get(path) ?? path;
  const facts = sources.flatMap(({ path }) => {
    const told = request.articleFacts?.get(path);
    return told ? [[nameOf(path), { ...(told.author && { author: told.author.text }), ...(told.section && { section: told.section.text }) }] as const] : [];
  });
  const { justify, marks } = request;
  return {
    template: { folder: "template" },
    sources: sources.map(({ path }) => nameOf(path)),
    settings: Object.fromEntries(Object.entries(request.settings ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))),
    language: edition.language,
    roles: [...(request.roles ?? [])],
    withoutEdits: [...(request.withoutEdits ?? [])].sort(),
    ...(justify !== undefined && { justify }),
    ...(marks !== undefined && { marks }),
    articles: Object.fromEntries(facts),
    outputs: Object.fromEntries(pdfs.map((pdf) => [pdfFile(pdf).name, outputRecipe(pdf, profiles)])),
  };
}

function outputRecipe({ matter: { output: { profile }, outputRequest: { condition, iccProfile, inkLimit, lateBinding } }, linearized }: EditionPdf, profiles: ReadonlyMap<string, string>): Recipe["outputs"][string] {
  return {
    profile,
    ...(condition !== undefined && { condition: profiles.get(condition) ?? condition }),
    ...(iccProfile !== undefined && { iccProfile: profiles.get(iccProfile) ?? iccProfile }),
    ...(inkLimit !== undefined && { inkLimit }),
    ...(lateBinding === true && { lateBinding }),
    ...(linearized && { linearize: true }),
  };
}
