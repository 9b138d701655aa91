import type { StylesheetSource } from "./markup.ts";

/** A Handlebars source of a template: its page or one of its partials. */
export interface TemplateSource {
  /** The path that diagnostics name. */
  readonly path: string;
  readonly text: string;
}

/** What a template says about one of its settings. */
export interface SettingDeclaration {
  /** Used where the build sets nothing; absent where the setting may stay empty. */
  readonly default?: string;
  readonly description?: string;
  /** All that it may be set to; anything if absent. */
  readonly values?: readonly string[];
}

/** What a template's bulletins are made for, where the build says nothing else: names and numbers as written. */
export interface OutputWish {
  readonly profile: string | undefined;
  readonly condition: string | undefined;
  /** A path, in a template that was found an absolute one. */
  readonly iccProfile: string | undefined;
  /** Per cent. */
  readonly inkLimit: number | undefined;
}

/** A template's folder, read into memory: rendering opens no file. */
export interface Template {
  /** A built-in template's name, else the folder's own. */
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  readonly title?: string;
  readonly description?: string;
  /** Settings that `template.yaml` declares, by name. */
  readonly settings: ReadonlyMap<string, SettingDeclaration>;
  readonly output?: OutputWish;
  /** Role lines that the template adds to the lexicon of mastheads. */
  readonly roles: readonly string[];
  readonly page: TemplateSource;
  /** By name: the path within `partials/` without its ending. */
  readonly partials: ReadonlyMap<string, TemplateSource>;
  /** `style.css` first, the others by name. */
  readonly stylesheets: readonly StylesheetSource[];
}
