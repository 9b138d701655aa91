import { readdirSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";

import type { Report } from "../diagnostics/index.ts";
import { emptyManifest, readManifest } from "./manifest.ts";
import { knownNamesHint } from "../diagnostics/index.ts";
import type { OutputWish, Template, TemplateSource } from "./template.ts";
import { watchErrors } from "./reportedErrors.ts";
import { openTemplateFolder, type TemplateFolder } from "./templateFolder.ts";

export interface FindTemplateOptions {
  /** Absolute folder of the templates that the program brings along. */
  readonly builtIn: string;
  readonly report: Report;
}

/**
 * Finds a template and reads its folder: `page.hbs`, the partials in `partials/`, the `*.css` beside the page and `template.yaml`.
 *
 * @param nameOrPath The name of a built-in template, or the path of a folder (one that names no built-in template, or has a separator).
 * @returns The template, or `undefined` after an error: `template/not-found`, `template/no-page`, and those of the folder and the manifest.
 */
export function findTemplate(nameOrPath: string, { builtIn, report: unwatched }: FindTemplateOptions): Template | undefined {
  const { report, failed } = watchErrors(unwatched);
  const place = locate(nameOrPath, builtIn, report);
  if (!place) return undefined;

  const folder = openTemplateFolder(place.folder, place.shown, report);
  const page = folder.read("page.hbs");
  if (!page && !failed()) {
    report({
      severity: "error", code: "template/no-page", message: "The template has no page.hbs.",
      span: { file: join(place.shown, "page.hbs"), start: { line: 1, column: 1 } },
      hint: "A template is a folder with page.hbs, style.css and, if needed, partials/ and template.yaml.",
    });
  }
  const manifestSource = folder.read("template.yaml");
  const manifest = manifestSource ? readManifest(manifestSource, report) : emptyManifest;
  const output = manifest?.output && placeProfiles(manifest.output, place.folder, folder);
  const sources = folder.list("partials", ".hbs", true).flatMap((path) => folder.read(path) ?? []);
  const partials = new Map(sources.map((source) => [partialName(source, place), source]));
  const stylesheets = folder.list(".", ".css", false).flatMap((path) => folder.read(path) ?? []);
  if (!page || !manifest || failed()) return undefined;

  const main = join(place.shown, "style.css");
  stylesheets.sort((a, b) => Number(b.path === main) - Number(a.path === main));
  return { name: place.name, folder: place.folder, ...manifest, ...(output && { output }), page, partials, stylesheets };
}

/** The ICC profiles that a template names lie in its folder, and their paths are made absolute; names of conditions are no paths. */
function placeProfiles({ condition, iccProfile, ...wish }: OutputWish, root: string, folder: TemplateFolder): OutputWish {
  const place = (path: string): string => {
    folder.keepWithin(path);
    return join(root, path);
  };
  const isPath = condition !== undefined && /[/\\]|\.ic[cm]$/i.test(condition);
  return { ...wish, iccProfile: iccProfile && place(iccProfile), condition: isPath ? place(condition) : condition };
}

function partialName({ path }: TemplateSource, { shown }: Place): string {
  return relative(join(shown, "partials"), path).replaceAll(sep, "/").slice(0, -".hbs".length);
}

interface Place {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  /** As diagnostics name it. */
  readonly shown: string;
}

function locate(nameOrPath: string, builtIn: string, report: Report): Place | undefined {
  const isName = /^[\p{L}\p{N}_-]+$/u.test(nameOrPath);
  if (isName && isFolder(join(builtIn, nameOrPath))) {
    const folder = join(builtIn, nameOrPath);
    return { name: nameOrPath, folder, shown: folder };
  }
  if (nameOrPath !== "" && !nameOrPath.includes("\0") && isFolder(nameOrPath)) {
    const folder = resolve(nameOrPath);
    return { name: basename(folder), folder, shown: nameOrPath };
  }
  const names = builtInNames(builtIn);
  const message = isName ? `There is no template “${nameOrPath}”.` : `There is no template's folder “${nameOrPath}”.`;
  report({ severity: "error", code: "template/not-found", message, hint: `${knownNamesHint(nameOrPath, names, "templates")} Or give the path of a template's folder.` });
  return undefined;
}

function builtInNames(builtIn: string): string[] {
  if (!isFolder(builtIn)) return [];
  return readdirSync(builtIn).filter((name) => isFolder(join(builtIn, name)));
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // A path that can't even be looked at (a file for a folder, no permission, a loop of links) names no template.
    return false;
  }
}
