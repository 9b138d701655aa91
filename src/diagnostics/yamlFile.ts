import { LineCounter, isNode, parseDocument, type Document } from "yaml";
import type * as z from "zod/mini";
import type { Report, SourceSpan } from "./diagnostic.ts";
import { knownNamesHint } from "./nearestName.ts";

/** A YAML file's content, unchecked, and the places of its parts. */
export interface YamlFile {
  readonly content: unknown;
  /** Where the value at a path of keys and indices stands, or the nearest one above it that has a place. */
  readonly spanOf: (path: readonly PropertyKey[]) => SourceSpan;
}

/** How a stage tells what is wrong with its YAML file. */
export interface YamlTelling {
  /** What codes begin with. */
  readonly stage: string;
  readonly report: Report;
}

/**
 * Reads text as YAML 1.2. Scalars are taken as they are written, so that `date: 2022-11-24` and `number: 0007` need no quotes.
 *
 * Reports `<stage>/yaml` (an error) for what is not YAML or cannot be resolved.
 */
export function readYaml({ path, text }: { readonly path: string; readonly text: string }, { stage, report }: YamlTelling): YamlFile | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const spanAt = (offset: number): SourceSpan => {
    const { line, col } = lines.linePos(offset);
    return { file: path, start: { line: Math.max(line, 1), column: Math.max(col, 1) } };
  };
  const fail = (offset: number, message: string, hint: string): void => {
    report({ severity: "error", code: `${stage}/yaml`, message, span: spanAt(offset), hint });
  };
  for (const fault of document.errors) fail(fault.pos[0], `This is not YAML: ${fault.message}`, "See https://yaml.org for the syntax.");
  if (document.errors.length > 0) return undefined;

  const { content, refused } = plainContent(document);
  if (refused !== undefined) {
    fail(0, `This YAML can't be resolved: ${refused}.`, "Write the values out instead of using aliases.");
    return undefined;
  }
  // The failsafe schema reads an empty file as an empty text.
  return { content: content === null || content === "" ? {} : content, spanOf: (path) => spanAt(offsetOf(document, path)) };
}

/** What may stand in a YAML file, in words and by its keys. */
export interface YamlShape {
  /** The keys that are known in the map at a path. */
  readonly keysAt: (path: readonly PropertyKey[]) => readonly string[];
  /** All that may stand there, for who put something else. */
  readonly hint: string;
}

/**
 * Tells where a YAML file's content is not what was wanted.
 *
 * Reports the errors `<stage>/unknown-key` and `<stage>/manifest`, each with its place.
 */
export function reportMisfits(issues: readonly z.core.$ZodIssue[], { spanOf }: YamlFile, { keysAt, hint }: YamlShape, { stage, report }: YamlTelling): void {
  for (const { path, ...issue } of issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        report({
          severity: "error", code: `${stage}/unknown-key`, message: `“${[...path, key].join(".")}” means nothing here.`, span: spanOf([...path, key]), hint: knownNamesHint(key, keysAt(path), "keys"),
        });
      }
    } else {
      const message = path.length === 0 ? "The manifest is not a map of keys to values." : `“${path.join(".")}” has a value of the wrong kind.`;
      report({ severity: "error", code: `${stage}/manifest`, message, span: spanOf(path), hint });
    }
  }
}

/** A document with too many aliases is refused by the library with a ReferenceError: that is the file's fault. */
function plainContent(document: Document): { readonly content?: unknown; readonly refused?: string } {
  try {
    return { content: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return { refused: error.message };
    throw error;
  }
}

/** The offset of the deepest node on the path that has a place. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
