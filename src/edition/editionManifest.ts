import { readFileSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import * as z from "zod/mini";
import { readYaml, reportMisfits, type Report, type YamlFile, type YamlShape } from "../diagnostics/index.ts";
import { isSystemError, readingReasonOf } from "../files/index.ts";
import type { CopyText } from "./model.ts";

/** What is told of all articles of a source file that the file itself does not say. */
export interface ArticleFacts {
  readonly section?: CopyText;
  readonly author?: CopyText;
}

/** What an edition is made of and made for, as its `edition.yaml` says. Paths are taken from the working folder. */
export interface EditionManifest {
  /** In the order of the edition. */
  readonly sources: readonly string[];
  /** By source. */
  readonly articleFacts: ReadonlyMap<string, ArticleFacts>;
  /** A built-in template's name or a folder's path. */
  readonly template?: string;
  readonly language?: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly roles: readonly string[];
  /** Names of rules of copy-editing. */
  readonly withoutEdits: readonly string[];
  readonly justify?: string;
  readonly marks?: string;
  readonly fontFolders: readonly string[];
  readonly output?: {
    readonly profile?: string;
    readonly condition?: string;
    readonly iccProfile?: string;
    /** Per cent. */
    readonly inkLimit?: number;
  };
}

const articleSchema = z.strictObject({ source: z.string(), section: z.optional(z.string()), author: z.optional(z.string()) });
/** The keys of `output`, which editions and templates have alike: what a file is made for, and by which press. */
export const outputSchema = z.strictObject({
  profile: z.optional(z.string()),
  condition: z.optional(z.string()),
  "icc-profile": z.optional(z.string()),
  "ink-limit": z.optional(z.pipe(z.string(), z.pipe(z.transform(Number), z.number().check(z.minimum(100), z.maximum(400))))),
});
const manifestSchema = z.strictObject({
  articles: z.array(z.union([z.string(), articleSchema])).check(z.minLength(1)),
  template: z.optional(z.string()),
  language: z.optional(z.string()),
  settings: z.optional(z.record(z.string(), z.string())),
  roles: z.optional(z.array(z.string())),
  "no-edit": z.optional(z.array(z.string())),
  justify: z.optional(z.string()),
  marks: z.optional(z.string()),
  fonts: z.optional(z.array(z.string())),
  output: z.optional(outputSchema),
});

const shape: YamlShape = {
  keysAt: (path) => Object.keys(path.length === 0 ? manifestSchema.shape : path[0] === "output" ? outputSchema.shape : articleSchema.shape),
  hint: "Keys: articles (a list of files, or of maps of source, section and author), template, language, justify and marks (text), settings (names to texts), roles, no-edit and fonts (lists of texts), output (profile, condition, icc-profile, ink-limit from 100 to 400).",
};

/** Whether a path names an edition manifest rather than copy: by its ending. */
export function isEditionManifest(path: string): boolean {
  return /\.ya?ml$/i.test(path);
}

/**
 * Reads an `edition.yaml`: what an edition is made of, so that one word builds it. Paths in it are relative to its folder, as is a template that has a separator in its name.
 *
 * Reports the errors `edition/no-manifest`, `edition/yaml`, `edition/manifest` and `edition/unknown-key`.
 *
 * @param path as the user named it
 */
export function readEditionManifest(path: string, report: Report): EditionManifest | undefined {
  const telling = { stage: "edition", report };
  const text = readText(path, report);
  const yaml = text === undefined ? undefined : readYaml({ path, text }, telling);
  if (!yaml) return undefined;
  const parsed = manifestSchema.safeParse(yaml.content);
  if (!parsed.success) {
    reportMisfits(parsed.error.issues, yaml, shape, telling);
    return undefined;
  }
  return manifestOf(parsed.data, path, yaml);
}

function readText(path: string, report: Report): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    const isOtherText = error instanceof TypeError;
    if (!isOtherText && !isSystemError(error)) throw error;
    const reason = isOtherText ? "it is not UTF-8 text" : readingReasonOf(error);
    report({ severity: "error", code: "edition/no-manifest", message: `The edition ${path} cannot be read: ${reason}.`, hint: "Give the path of an edition.yaml; docs/templates.md shows one." });
    return undefined;
  }
}

function manifestOf(read: z.infer<typeof manifestSchema>, path: string, yaml: YamlFile): EditionManifest {
  const place = (name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));
  const articles = read.articles.map((article) => (typeof article === "string" ? { source: article } : article));
  const facts = articles.map((article, index): [string, ArticleFacts] => {
    const fact = (key: "section" | "author"): CopyText | undefined => {
      const text = article[key]?.trim();
      return text === undefined || text === "" ? undefined : { text, span: yaml.spanOf(["articles", index, key]) };
    };
    const [section, author] = [fact("section"), fact("author")];
    return [place(article.source), { ...(section && { section }), ...(author && { author }) }];
  });
  const { template, language, justify, marks, output } = read;
  return {
    sources: facts.map(([source]) => source),
    articleFacts: new Map(facts),
    ...(template !== undefined && { template: /[/\\]/.test(template) ? place(template) : template }),
    ...(language !== undefined && { language }),
    settings: read.settings ?? {},
    roles: read.roles ?? [],
    withoutEdits: read["no-edit"] ?? [],
    ...(justify !== undefined && { justify }),
    ...(marks !== undefined && { marks }),
    fontFolders: (read.fonts ?? []).map(place),
    ...(output && { output: outputOf(output, place) }),
  };
}

function outputOf({ profile, condition, "icc-profile": iccProfile, "ink-limit": inkLimit }: z.infer<typeof outputSchema>, place: (name: string) => string): NonNullable<EditionManifest["output"]> {
  const isPath = condition !== undefined && /[/\\]|\.ic[cm]$/i.test(condition);
  return {
    ...(profile !== undefined && { profile }),
    ...(condition !== undefined && { condition: isPath ? place(condition) : condition }),
    ...(iccProfile !== undefined && { iccProfile: place(iccProfile) }),
    ...(inkLimit !== undefined && { inkLimit }),
  };
}
