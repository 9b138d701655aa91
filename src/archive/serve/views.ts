import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Handlebars from "handlebars";
import type { EditionView } from "./editionView.ts";
import type { HomeView, MonthView } from "./editionsByDate.ts";
import type { PageView } from "./pageView.ts";
import type { Filters, ResultsView } from "./resultsView.ts";

/** What all pages have around what they show. */
export interface Frame {
  readonly title: string;
  /** In the search field. */
  readonly words: string;
  readonly filters: Filters | undefined;
}

/** A page that says why there is nothing to show. */
export interface ApologyView {
  readonly title: string;
  readonly text: string;
}

interface ViewData {
  readonly home: HomeView;
  readonly month: MonthView;
  readonly edition: EditionView;
  readonly page: PageView;
  readonly results: ResultsView;
  readonly apology: ApologyView;
}

export interface Views {
  /** Writes a page; all that it is given is escaped. */
  readonly write: <Name extends keyof ViewData>(name: Name, frame: Frame, data: ViewData[Name]) => string;
  /** The files that pages name under `/assets/`. */
  readonly assets: ReadonlyMap<string, { readonly mediaType: string; readonly content: string }>;
}

const names: readonly (keyof ViewData)[] = ["home", "month", "edition", "page", "results", "apology"];
const partials = ["frame", "card", "pager", "segments"];
const assetTypes = { "style.css": "text/css; charset=utf-8", "fonts.css": "text/css; charset=utf-8", "page.mjs": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml" };

/** Reads and compiles the templates, which lie beside this file, or in `dist/` beside the program. */
export function openViews({ fonts }: { readonly fonts: boolean }): Views {
  const folder = viewFolder();
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const environment = Handlebars.create();
  // `strict` names what a template asks for and is not given, instead of writing nothing.
  const options = { strict: true, preventIndent: true };
  for (const name of partials) environment.registerPartial(name, environment.compile(read(`partials/${name}.hbs`), options));
  const templates = new Map(names.map((name) => [name, environment.compile<object>(read(`${name}.hbs`), options)]));
  return {
    write: (name, frame, data) => {
      const template = templates.get(name);
      if (template === undefined) throw new Error(`there is no view ${name}`);
      return template({ ...data, frame: { ...frame, fonts } });
    },
    assets: new Map(Object.entries(assetTypes).map(([name, mediaType]) => [name, { mediaType, content: read(name) }])),
  };
}

function viewFolder(): string {
  const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
  return [path("views"), path("serve")].find((folder) => existsSync(join(folder, "home.hbs"))) ?? path("serve");
}
