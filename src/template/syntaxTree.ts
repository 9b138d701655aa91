import type Handlebars from "handlebars";

import type { SourceSpan } from "../diagnostics/index.ts";
import type { TemplateSource } from "./template.ts";

/** Lines from 1, columns from 0; the end is exclusive. */
export interface NodeLocation {
  /** The path of the template's source. */
  readonly source: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

interface Node {
  loc: NodeLocation;
}

export interface PathExpression extends Node {
  type: "PathExpression";
  data: boolean;
  depth: number;
  parts: string[];
  original: string;
}

export interface Literal extends Node {
  type: "StringLiteral" | "NumberLiteral" | "BooleanLiteral" | "UndefinedLiteral" | "NullLiteral";
  value?: string | number | boolean;
  original?: string | number | boolean;
}

interface HashPair extends Node {
  type: "HashPair";
  key: string;
  value: Expression;
}

interface Hash extends Node {
  type: "Hash";
  pairs: HashPair[];
}

/** What all callings of a helper or a partial have in common. */
export interface Call extends Node {
  params: Expression[];
  hash?: Hash;
}

export interface SubExpression extends Call {
  type: "SubExpression";
  path: Expression;
}

/** Handlebars' syntax tree as its grammar yields it (Handlebars 4, compiler API): its own types name every statement just `Statement`. */
export type Expression = PathExpression | Literal | SubExpression;

export interface MustacheStatement extends Call {
  type: "MustacheStatement";
  path: Expression;
  escaped: boolean;
}

export interface BlockStatement extends Call {
  type: "BlockStatement";
  path: Expression;
  /** Absent where only the part after `{{else}}` is written, as by `{{^if …}}`. */
  program?: Program;
  inverse?: Program;
}

export interface PartialStatement extends Call {
  type: "PartialStatement";
  name: Expression;
}

export interface PartialBlockStatement extends Call {
  type: "PartialBlockStatement";
  name: Expression;
  program: Program;
}

export interface DecoratorStatement extends Call {
  type: "Decorator" | "DecoratorBlock";
}

interface ContentStatement extends Node {
  type: "ContentStatement";
  value: string;
}

interface CommentStatement extends Node {
  type: "CommentStatement";
}

export type Statement =
  | MustacheStatement | BlockStatement | PartialStatement | PartialBlockStatement | DecoratorStatement | ContentStatement | CommentStatement;

export interface Program {
  type: "Program";
  body: Statement[];
}

/** An expression of a template as it is written, with its place: what diagnostics name. */
export interface WrittenExpression {
  readonly span: SourceSpan;
  /** Without its braces, on one line. */
  readonly text: string;
}

/** What stands at a location of a source. */
export function writtenAt({ source: file, start, end }: NodeLocation, sourceText: string): WrittenExpression {
  const lines = sourceText.split(lineEnd).slice(start.line - 1, end.line);
  const last = lines.length - 1;
  const text = lines.map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined)).join(" ");
  return {
    span: { file, start: { line: start.line, column: start.column + 1 }, end: { line: end.line, column: end.column + 1 } },
    text: text.replace(/^[{(]+~?[#&>^/]*\s*|\s*~?[})]+$/g, ""),
  };
}

const lineEnd = /\r\n?|\n/;

/** What Handlebars found wrong with a source. */
export interface SyntaxFault {
  readonly message: string;
  readonly span: SourceSpan;
}

/** Parses a source by Handlebars' own grammar. */
export function parseSource(handlebars: typeof Handlebars, source: TemplateSource): Program | SyntaxFault {
  try {
    // Handlebars' grammar yields exactly the statements of the union above; its published types do not say which.
    return handlebars.parse(source.text, { srcName: source.path }) as unknown as Program;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const fault = readFault(error.message, source.text);
    if (!fault && !(error instanceof handlebars.Exception)) throw error;
    const { message, line, column } = fault ?? { message: `${error.message}.`, line: 1, column: 1 };
    return { message: `The template's syntax is broken: ${message}`, span: { file: source.path, start: { line, column } } };
  }
}

/** Faults of nesting carry their place; faults of the grammar only show the text round them. */
function readFault(told: string, text: string): { readonly message: string; readonly line: number; readonly column: number } | undefined {
  const nesting = /^([^]*?) - (\d+):(\d+)$/.exec(told);
  if (nesting) {
    const [, message = "", line, column] = nesting;
    return { message: `${message}.`, line: Number(line), column: Number(column) + 1 };
  }
  const grammar = /^(Parse|Lexical) error on line (\d+)[^\n]*\n([^\n]*)\n(-*)\^(?:\n([^]*))?$/.exec(told);
  if (!grammar) return undefined;
  const [, kind, lineNumber, shown = "", dashes = "", expectation = ""] = grammar;
  const line = Number(lineNumber);
  if (kind === "Lexical") {
    // The lexer takes every character, but in a comment and in a raw block it waits for the end.
    const opened = ["{{!--", "{{{{"].map((opening) => text.split(lineEnd)[line - 1]?.lastIndexOf(opening) ?? 0);
    return { message: "a comment {{!-- … --}} or a raw block is never closed.", line, column: Math.max(...opened, 0) + 1 };
  }
  return { message: grammarMessage(expectation), line, column: columnOf(text, line, shown.slice(0, dashes.length), shown.slice(dashes.length)) };
}

/**
 * The column at which Handlebars' parser stopped: it tells the line, and 20 characters on either side without line feeds (Jison's
 * `showPosition`). The first place of that line with these surroundings is the one, or looks the same.
 */
function columnOf(text: string, line: number, before: string, after: string): number {
  const starts = [0, ...[...text.matchAll(/\r\n?|\n/g)].map(({ 0: end, index }) => index + end.length)];
  const start = starts[line - 1] ?? 0;
  const end = starts[line] ?? text.length + 1;
  for (let offset = start; offset < end; offset++) {
    const past = `${offset > 20 ? "..." : ""}${text.slice(Math.max(0, offset - 20), offset)}`.replaceAll("\n", "");
    const next = text.slice(offset, offset + 20).replaceAll("\n", "");
    if (before === past && (after === next || after === `${next}...`)) return offset - start + 1;
  }
  return 1;
}

const tokenNames: Readonly<Record<string, string>> = {
  CLOSE: "“}}”", CLOSE_UNESCAPED: "“}}}”", CLOSE_SEXPR: "“)”", CLOSE_BLOCK_PARAMS: "“|”", EQUALS: "“=”", EOF: "the end of the file",
  INVALID: "a character that can't stand here", OPEN_ENDBLOCK: "a closing tag {{/…}}", INVERSE: "{{else}}", OPEN_INVERSE_CHAIN: "{{else …}}",
  ID: "a name", SEP: "“.” or “/”", STRING: "a text in quotes", NUMBER: "a number",
};

function grammarMessage(expectation: string): string {
  const got = /got '([A-Z_]+)'/.exec(expectation)?.[1];
  const expected = expectation.replace(/, got [^]*$/, "");
  const wanted = ["OPEN_ENDBLOCK", "CLOSE", "CLOSE_UNESCAPED", "CLOSE_SEXPR", "ID"].find((token) => expected.includes(`'${token}'`));
  const here = got === undefined ? "something that can't stand here" : tokenNames[got] ?? got;
  return `${here} stands where ${wanted === undefined ? "something else" : tokenNames[wanted] ?? wanted} should.`;
}
