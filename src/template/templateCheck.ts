import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { callForms, partialNameHelper, printHelper } from "./calls.ts";
import { placeAfter, samePlace, textPlace, type MarkupPlace } from "./markupPlace.ts";
import { knownNamesHint } from "../diagnostics/index.ts";
import {
  writtenAt, type BlockStatement, type Call, type Expression, type MustacheStatement, type NodeLocation, type PartialBlockStatement,
  type PartialStatement, type PathExpression, type Program, type Statement,
} from "./syntaxTree.ts";
import type { TemplateSource } from "./template.ts";

/** One source that names a partial. */
export interface Inclusion {
  /** The partial in which the name stands, `undefined` for the page. */
  readonly within: string | undefined;
  readonly partial: string;
  readonly span: SourceSpan;
}

export interface TemplateCheck {
  readonly report: Report;
  /** Names that `{{> …}}` may use. */
  readonly partials: ReadonlySet<string>;
  /** Filled with the partials that are named. */
  readonly inclusions: Inclusion[];
  /** Filled with the names of the settings in use: X of every `settings.X`, and those that the called helpers read. */
  readonly settingsUsed: Set<string>;
}

/**
 * Checks a source's tree and rewrites it in place, so that every value that it prints goes through one helper, which sees to values that
 * are missing.
 *
 * Reports `template/unknown-helper`, `template/unknown-partial`, `template/unknown-argument`, `template/wrong-call` for helpers called in the
 * wrong form, `template/unescaped` for `{{{…}}}` and `{{&…}}`, `template/unsafe-place` for values where escaping can't hold them (within a
 * tag outside quoted attributes, in comments, in the elements `style` and `script`, in `style` attributes but as CSS strings), `template/unfinished-markup` for tags and quotes that one branch opens
 * and another closes, and `template/unsupported` for decorators.
 *
 * @param name The partial's, `undefined` for the page.
 */
export function checkProgram(program: Program, source: TemplateSource, name: string | undefined, check: TemplateCheck): void {
  const fail = ({ loc }: { readonly loc: NodeLocation }, code: string, message: string, hint: string): void => {
    check.report({ severity: "error", code: `template/${code}`, message, span: writtenAt(loc, source.text).span, hint });
  };
  const written = ({ loc }: Call): string => writtenAt(loc, source.text).text;

  /** A part that is put into text wherever it is used. */
  const visitWhole = (part: Program): void => {
    const end = visitProgram(part, textPlace);
    const last = part.body.at(-1);
    if (end.at !== "text" && last) fail(last, "unfinished-markup", `The markup ends inside ${describe(end)}.`, "Close it in the same file or block.");
  };

  const visitProgram = (part: Program | undefined, from: MarkupPlace): MarkupPlace => {
    let place = from;
    for (const statement of part?.body ?? []) place = visitStatement(statement, place);
    return place;
  };

  const visitStatement = (statement: Statement, place: MarkupPlace): MarkupPlace => {
    switch (statement.type) {
      case "ContentStatement": return placeAfter(place, statement.value);
      case "CommentStatement": break;
      case "MustacheStatement": visitMustache(statement, place); break;
      case "BlockStatement": return visitBlock(statement, place);
      case "PartialBlockStatement": visitWhole(statement.program); visitPartial(statement, place); break;
      case "PartialStatement": visitPartial(statement, place); break;
      case "Decorator":
      case "DecoratorBlock":
        fail(statement, "unsupported", `“${written(statement)}” is a decorator, which templates can't use.`, "Put an inline partial into a file of its own in partials/."); break;
    }
    return place;
  };

  const visitMustache = (statement: MustacheStatement, place: MarkupPlace): void => {
    const shown = written(statement);
    if (!statement.escaped) {
      fail(statement, "unescaped", `“${shown}” would let text act as markup.`, `Write {{${shown}}}: text is always escaped.`);
      return;
    }
    if (!checkCall(statement, "inline")) return;
    const called = calledName(statement.path);
    const form = called === undefined ? undefined : callForms.get(called);
    if (form?.gives === "attribute") {
      if (place.at !== "tag") fail(statement, "unsafe-place", `“${shown}” gives an attribute and stands ${describe(place)}.`, "Put it within a tag: <p {{source content}}>.");
      return;
    }
    const isQuoted = place.at === "double-quoted" || place.at === "single-quoted";
    if (place.at !== "text" && !isQuoted) {
      fail(statement, "unsafe-place", `“${shown}” stands ${describe(place)}, where text can't be escaped.`, 'Put values in text or in quoted attributes: class="{{…}}".');
      return;
    }
    const inStyle = isQuoted && place.attribute === "style";
    if (inStyle !== (form?.gives === "css-value")) {
      const [what, hint] = inStyle
        ? ["could declare what it likes in a style attribute", `Write {{cssString …}} or {{cssColor …}}, or choose a class by the value.`]
        : ["gives a value of CSS and stands outside a style attribute", 'Use it for custom properties: style="--name: {{cssString …}}".'];
      fail(statement, "unsafe-place", `“${shown}” ${what}.`, hint);
      return;
    }
    const { path, params, hash, loc } = statement;
    statement.params = [form ? { type: "SubExpression", path, params, ...(hash && { hash }), loc } : path];
    statement.path = helperPath(printHelper, loc);
    delete statement.hash;
  };

  const visitBlock = (statement: BlockStatement, place: MarkupPlace): MarkupPlace => {
    checkCall(statement, "block");
    const ends = [visitProgram(statement.program, place), visitProgram(statement.inverse, place)] as const;
    // The block of each is gone through again from where it ended.
    const other = [...ends, ...(calledName(statement.path) === "each" ? [place] : [])].find((end) => !samePlace(end, ends[0]));
    if (other) {
      fail(statement, "unfinished-markup", `The markup may be ${describe(ends[0])} or ${describe(other)} after the block.`, "Open and close tags and quotes within the same block and branch.");
    }
    return ends[0];
  };

  const visitPartial = (statement: PartialStatement | PartialBlockStatement, place: MarkupPlace): void => {
    visitArguments(statement);
    if (statement.params.length > 1) fail(statement, "wrong-call", "A partial takes one value at most.", "Give it the others as name=value.");
    if (place.at !== "text") fail(statement, "unsafe-place", `A partial stands ${describe(place)}.`, "Put partials where text may stand.");
    if (statement.name.type === "SubExpression") {
      checkCall(statement.name, "inline");
      statement.name = { type: "SubExpression", path: helperPath(partialNameHelper, statement.name.loc), params: [statement.name], loc: statement.name.loc };
      return;
    }
    const partial = String(statement.name.original);
    check.inclusions.push({ within: name, partial, span: writtenAt(statement.loc, source.text).span });
    if (statement.type === "PartialBlockStatement" || partial === "@partial-block" || check.partials.has(partial)) return;
    fail(statement, "unknown-partial", `There is no partial “${partial}”.`, `${knownNamesHint(partial, check.partials, "partials")} Partials lie in the template's folder partials/.`);
  };

  /** Checks a call, its arguments and theirs; a name without arguments that is no helper's is a value. */
  const checkCall = (call: Call & { readonly path: Expression }, place: "inline" | "block"): boolean => {
    const { path } = call;
    if (path.type !== "PathExpression") {
      fail(call, "unknown-helper", `“${written(call)}” begins with no name.`, "Write text as it is, and call helpers by their names.");
      return false;
    }
    noteSetting(path);
    const argumentsHold = visitArguments(call);
    const called = calledName(path);
    const form = called === undefined ? undefined : callForms.get(called);
    if (!form) {
      const isCall = place === "block" || call.params.length > 0 || call.hash !== undefined || ("type" in call && call.type === "SubExpression");
      if (!isCall) return argumentsHold;
      const hint = place === "block" ? `Begin a block with #each, #if, #unless or #with: {{#each ${path.original}}}.` : knownNamesHint(path.original, callForms.keys(), "helpers");
      fail(call, "unknown-helper", `There is no helper “${path.original}”.`, hint);
      return false;
    }
    for (const setting of form.reads ?? []) check.settingsUsed.add(setting);
    if (form.form !== place) {
      const hint = place === "inline" ? `Write {{#${path.original} …}} … {{/${path.original}}}.` : `Write {{${path.original} …}} without # and without {{/${path.original}}}.`;
      fail(call, "wrong-call", `“${path.original}” is ${place === "inline" ? "a" : "no"} block.`, hint);
      return false;
    }
    const [least, most] = form.values;
    if (call.params.length < least || call.params.length > most) {
      const wanted = least === most ? String(least) : `${least} to ${most}`;
      const named = form.named.map((argument) => `${argument}=…`).join(", ");
      fail(
        call, "wrong-call", `“${path.original}” takes ${wanted} ${most === 1 ? "value" : "values"} and has ${call.params.length}.`,
        named === "" ? `To print a value of that name write {{this.${path.original}}}.` : `It also takes ${named}.`,
      );
      return false;
    }
    const unknown = (call.hash?.pairs ?? []).filter(({ key }) => !form.named.includes(key));
    for (const { key } of unknown) fail(call, "unknown-argument", `“${path.original}” has no argument “${key}”.`, knownNamesHint(key, form.named, "arguments"));
    return argumentsHold && unknown.length === 0;
  };

  const visitArguments = (call: Call): boolean => {
    const values = [...call.params, ...(call.hash?.pairs ?? []).map(({ value }) => value)];
    return values.map(visitExpression).every((holds) => holds);
  };

  const visitExpression = (expression: Expression): boolean => {
    if (expression.type === "PathExpression") noteSetting(expression);
    return expression.type !== "SubExpression" || checkCall(expression, "inline");
  };

  const noteSetting = ({ parts }: PathExpression): void => {
    const setting = parts[parts.indexOf("settings") + 1];
    if (parts.includes("settings") && setting !== undefined) check.settingsUsed.add(setting);
  };

  visitWhole(program);
}

function helperPath(name: string, loc: NodeLocation): PathExpression {
  return { type: "PathExpression", data: false, depth: 0, parts: [name], original: name, loc };
}

/** The name by which a path calls a helper; a path that is scoped (`this.x`, `../x`, `@x`, `a.b`) calls none. */
function calledName(path: Expression): string | undefined {
  if (path.type !== "PathExpression") return undefined;
  return !path.data && path.depth === 0 && path.parts.length === 1 && path.original === path.parts[0] ? path.parts[0] : undefined;
}

function describe(place: MarkupPlace): string {
  switch (place.at) {
    case "text": return "in text";
    case "tag": return `inside the tag <${place.element}>`;
    case "before-value":
    case "unquoted": return `in an attribute without quotes of <${place.element}>`;
    case "double-quoted":
    case "single-quoted": return `in an attribute of <${place.element}>`;
    case "comment": return "in a comment";
    case "raw-text": return `in the element <${place.element}>`;
  }
}
