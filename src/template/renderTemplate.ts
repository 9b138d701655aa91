import type { Report, SourceSpan } from "../diagnostics/index.ts";
import type { Edition } from "../edition/index.ts";
import { createHelpers, type Helpers } from "./callableHelpers.ts";
import { compileTemplate, TemplateFault, type CompiledTemplate } from "./compiledTemplate.ts";
import type { Markup } from "./markup.ts";
import { editionContext, type PageContext } from "./pageContext.ts";
import { watchErrors } from "./reportedErrors.ts";
import { resolveSettings, warnOfUnknownSettings } from "./settings.ts";
import type { Template } from "./template.ts";

export interface RenderOptions {
  /** What the build sets by name (`date`, `number`, `publication` …), before the template's own defaults. */
  readonly settings: Readonly<Record<string, string>>;
  readonly report: Report;
}

const compiledTemplates = new WeakMap<Template, CompiledTemplate>();

/**
 * Makes an edition's HTML by a template. Text of the edition and of the settings is escaped wherever it stands; a template is refused if it
 * has a place where it couldn't be. The result depends on the arguments alone: a date comes from the settings or is absent.
 *
 * @returns The markup, or `undefined` after an error: `template/syntax`, `template/render`, and those of `checkProgram` and `createHelpers`.
 *   Settings are checked before anything is rendered (see `resolveSettings`, `warnOfUnknownSettings`).
 */
export function renderTemplate(edition: Edition, template: Template, { settings: given, report: unwatched }: RenderOptions): Markup | undefined {
  const { report, failed } = watchErrors(reportOnce(unwatched));
  const compiled = compiledTemplates.get(template) ?? compileTemplate(template, report);
  if (!compiled) return undefined;
  compiledTemplates.set(template, compiled);
  warnOfUnknownSettings(given, template, compiled.settingsUsed, report);
  const settings = resolveSettings(given, template.settings, report);
  if (failed()) return undefined;

  const { context, spans } = editionContext(edition, settings);
  const sources = new Map<SourceSpan, number>();
  const sourceIndex = (span: SourceSpan): number => {
    const index = sources.get(span) ?? sources.size;
    sources.set(span, index);
    return index;
  };
  const helpers = createHelpers({ language: edition.language, settings, spans, partials: template.partials, sourceIndex, report });
  const html = run(compiled, context, helpers, report);
  if (html === undefined || failed()) return undefined;
  return { html, path: template.page.path, stylesheets: template.stylesheets, folder: template.folder, sources: [...sources.keys()] };
}

function run(compiled: CompiledTemplate, context: PageContext, helpers: Helpers, report: Report): string | undefined {
  try {
    return compiled.run(context, helpers);
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    const { message, span, hint } = error;
    report({ severity: "error", code: "template/render", message, span, hint });
    return undefined;
  }
}

/** What is wrong at one place of a template shows once, however often the place is gone through. */
function reportOnce(report: Report): Report {
  const told = new Set<string>();
  return (diagnostic) => {
    const key = JSON.stringify([diagnostic.code, diagnostic.message, diagnostic.span]);
    if (!told.has(key)) report(diagnostic);
    told.add(key);
  };
}
