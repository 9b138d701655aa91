import Handlebars from "handlebars";
import * as z from "zod/mini";

import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { callForms, noPartial, partialNameHelper, printHelper } from "./calls.ts";
import type { HelperCall, Helpers } from "./callableHelpers.ts";
import type { PageContext } from "./pageContext.ts";
import { watchErrors } from "./reportedErrors.ts";
import { parseSource, writtenAt, type Program } from "./syntaxTree.ts";
import type { Template, TemplateSource } from "./template.ts";
import { checkProgram, type Inclusion } from "./templateCheck.ts";

/** A template made ready; it can be rendered any number of times. */
export interface CompiledTemplate {
  /** Names of the settings that the template uses: X of every `settings.X`, and those that its helpers read. */
  readonly settingsUsed: ReadonlySet<string>;
  /** @throws {TemplateFault} for what only shows in running. */
  readonly run: (context: PageContext, helpers: Helpers) => string;
}

/** A fault of the template that shows only in running. */
export class TemplateFault extends Error {
  readonly span: SourceSpan;
  readonly hint: string;

  constructor(message: string, span: SourceSpan, hint: string, cause: Error) {
    super(message, { cause });
    this.span = span;
    this.hint = hint;
  }
}

const compileOptions = { preventIndent: true, knownHelpers: Object.fromEntries([...callForms.keys(), printHelper, partialNameHelper].map((name) => [name, true])) };

/**
 * Parses, checks and compiles a template's sources with Handlebars. Reports `template/syntax` and all that `checkProgram` reports.
 *
 * @returns `undefined` after an error.
 */
export function compileTemplate(template: Template, unwatched: Report): CompiledTemplate | undefined {
  const { report, failed } = watchErrors(unwatched);
  const inclusions: Inclusion[] = [];
  const settingsUsed = new Set<string>();
  const partials: ReadonlySet<string> = new Set(template.partials.keys());
  const checked = (source: TemplateSource, name?: string): Program => {
    const parsed = parseSource(Handlebars, source);
    if ("type" in parsed) {
      checkProgram(parsed, source, name, { report, partials, inclusions, settingsUsed });
      return parsed;
    }
    report({ severity: "error", code: "template/syntax", ...parsed, hint: "See https://handlebarsjs.com/guide for the syntax of templates." });
    return { type: "Program", body: [] };
  };

  const environment = Handlebars.create();
  environment.registerPartial(noPartial, () => "");
  const page = environment.compile<PageContext>(checked(template.page), compileOptions);
  for (const [name, source] of template.partials) environment.registerPartial(name, environment.compile(checked(source, name), compileOptions));
  if (failed()) return undefined;

  const texts = new Map([template.page, ...template.partials.values()].map(({ path, text }) => [path, text]));
  const run: CompiledTemplate["run"] = (context, helpers) => {
    try {
      return page(context, { helpers: callables(helpers, texts), allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false });
    } catch (error) {
      throw faultOf(error, template, inclusions) ?? error;
    }
  };
  return { settingsUsed, run };
}

function faultOf(error: unknown, template: Template, inclusions: readonly Inclusion[]): TemplateFault | undefined {
  const pageStart: SourceSpan = { file: template.page.path, start: { line: 1, column: 1 } };
  if (error instanceof RangeError && error.message.includes("call stack")) {
    const endless = inclusions.find(({ within, partial }) => within !== undefined && includes(inclusions, partial, within));
    return new TemplateFault(`The partial “${endless?.partial ?? "?"}” includes itself without end.`, endless?.span ?? pageStart, "Put {{#if …}} round it, so that it stops.", error);
  }
  if (error instanceof Handlebars.Exception) {
    const block = inclusions.find(({ partial }) => partial === "@partial-block");
    return new TemplateFault(`${error.message}.`, block?.span ?? pageStart, "Where a partial has {{> @partial-block}}, include it as {{#> name}} … {{/name}}.", error);
  }
  return undefined;
}

/** Whether a partial is another one or includes it, directly or through others. */
function includes(inclusions: readonly Inclusion[], from: string, sought: string): boolean {
  const reached = new Set([from]);
  for (const name of reached) for (const { within, partial } of inclusions) if (within === name) reached.add(partial);
  return reached.has(sought);
}

/** Handlebars hands helpers their values and then its options, so their types can only be looked at. */
type Callable = (this: unknown, ...args: unknown[]) => unknown;

const positionSchema = z.object({ line: z.number(), column: z.number() });
const optionsSchema = z.object({
  hash: z.record(z.string(), z.unknown()),
  loc: z.object({ source: z.string(), start: positionSchema, end: positionSchema }),
});

function callables(helpers: Helpers, texts: ReadonlyMap<string, string>): Record<string, Callable> {
  const callOf = (args: readonly unknown[]): HelperCall => {
    const { hash, loc } = optionsSchema.parse(args.at(-1));
    return { named: hash, written: () => writtenAt(loc, texts.get(loc.source) ?? "") };
  };
  return {
    [printHelper](...args) {
      return new Handlebars.SafeString(escapeText(helpers.print(args[0], this, callOf(args))));
    },
    [partialNameHelper]: (...args) => helpers.partialName(args[0], callOf(args)),
    equal: (a, b) => helpers.equal(a, b),
    date: (...args) => helpers.date(args[0], callOf(args)),
    hijri: (...args) => helpers.hijri(args[0], callOf(args)),
    digits: (...args) => helpers.digits(args[0], args.length > 2 ? args[1] : undefined, callOf(args)),
    join: (...args) => helpers.join(args[0], callOf(args)),
    byRole: (...args) => helpers.byRole(args[0], callOf(args)),
    links: (...args) => helpers.links(args[0], callOf(args)),
    cssString: (...args) => helpers.cssString(args[0], callOf(args)),
    cssColor: (...args) => helpers.cssColor(args[0], callOf(args)),
    source: (...args) => new Handlebars.SafeString(helpers.source(args[0], callOf(args))),
  };
}

/** HTML parsers turn a carriage return into a line feed and a null into nothing unless they are written so (HTML Living Standard, 13.2.3.5). */
function escapeText(text: string): string {
  const escaped = Handlebars.Utils.escapeExpression(text);
  return /[\r\0]/.test(escaped) ? escaped.replaceAll("\r", "&#13;").replaceAll("\0", "\ufffd") : escaped;
}
