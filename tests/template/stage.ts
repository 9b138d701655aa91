import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.ts";
import type { CopyText, Edition } from "../../src/edition/index.ts";
import { findTemplate, renderTemplate, type Markup, type Template } from "../../src/template/index.ts";

let line = 0;

/** A piece of copy on a line of its own. */
export function copy(text: string): CopyText {
  line++;
  return { text, span: { file: "copy.txt", start: { line, column: 1 }, end: { line, column: text.length + 1 } } };
}

export interface ArticleText {
  readonly headline: string;
  readonly sourceLine?: string;
  readonly body: readonly string[];
}

export function edition(articles: readonly ArticleText[] = [], credits: readonly (readonly [role: string, name: string])[] = [], language = "ar"): Edition {
  return {
    language,
    credits: credits.map(([role, name]) => ({ role: copy(role), name: copy(name) })),
    articles: articles.map(({ headline, sourceLine, body }) => ({
      headline: copy(headline),
      ...(sourceLine !== undefined && { sourceLine: copy(sourceLine) }),
      body: body.map((text) => ({ kind: "paragraph", content: copy(text) })),
    })),
    copyEdits: [],
  };
}

/** A template that lies in no folder. */
export function template(page: string, partials: Readonly<Record<string, string>> = {}, settings: Readonly<Record<string, string>> = {}): Template {
  return {
    name: "test",
    folder: "/test",
    settings: new Map(Object.entries(settings).map(([name, value]) => [name, { default: value }])),
    roles: [],
    page: { path: "page.hbs", text: page },
    partials: new Map(Object.entries(partials).map(([name, text]) => [name, { path: `partials/${name}.hbs`, text }])),
    stylesheets: [],
  };
}

export interface Rendered {
  /** Empty after an error. */
  readonly html: string;
  readonly markup: Markup | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `code line:column` of each diagnostic. */
  readonly told: readonly string[];
}

export function render(page: string | Template, of: Edition = edition(), settings: Readonly<Record<string, string>> = {}): Rendered {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => { diagnostics.push(diagnostic); };
  const markup = renderTemplate(of, typeof page === "string" ? template(page) : page, { settings, report });
  return { html: markup?.html ?? "", markup, diagnostics, told: diagnostics.map(brief) };
}

export function brief({ code, span }: Diagnostic): string {
  return span ? `${code} ${span.start.line}:${span.start.column}` : code;
}

const made: string[] = [];
afterAll(() => { for (const root of made) rmSync(root, { recursive: true, force: true }); });

/** A folder with files, by their paths in it; it goes when the tests of the file end. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), "nashra-template-"));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** Looks a template up among built-in ones in `builtIn`, by default an empty folder. */
export function find(nameOrPath: string, builtIn = folder({})): { readonly template: Template | undefined; readonly diagnostics: readonly Diagnostic[]; readonly told: readonly string[] } {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => { diagnostics.push(diagnostic); };
  const found = findTemplate(nameOrPath, { builtIn, report });
  return { template: found, diagnostics, told: diagnostics.map(brief) };
}
