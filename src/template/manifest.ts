import { LineCounter, isNode, parseDocument, type Document } from "yaml";
import * as z from "zod/mini";

import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { knownNamesHint } from "../diagnostics/index.ts";
import { settingFault } from "./settings.ts";
import type { OutputWish, SettingDeclaration, TemplateSource } from "./template.ts";

/** What `template.yaml` holds. */
export interface Manifest {
  readonly title?: string;
  readonly description?: string;
  readonly roles: readonly string[];
  readonly settings: ReadonlyMap<string, SettingDeclaration>;
  readonly output?: OutputWish;
}

export const emptyManifest: Manifest = { roles: [], settings: new Map() };

const settingSchema = z.strictObject({
  default: z.optional(z.string()),
  description: z.optional(z.string()),
  values: z.optional(z.array(z.string()).check(z.minLength(1))),
});
const outputSchema = z.strictObject({
  profile: z.optional(z.string()),
  condition: z.optional(z.string()),
  "icc-profile": z.optional(z.string()),
  "ink-limit": z.optional(z.pipe(z.string(), z.pipe(z.transform(Number), z.number().check(z.minimum(100), z.maximum(400))))),
});
const manifestSchema = z.strictObject({
  title: z.optional(z.string()),
  description: z.optional(z.string()),
  output: z.optional(outputSchema),
  roles: z.optional(z.array(z.string())),
  settings: z.optional(z.record(z.string(), z.pipe(z.transform((value) => (typeof value === "string" ? { default: value } : value)), settingSchema))),
});

/**
 * Reads a `template.yaml`: `title`, `description`, `roles` (a list) and `settings` (each a default, or a map of `default`, `description` and `values`, a list of all that is allowed), `output` (what the template's bulletins are made for).
 * Scalars are taken as they are written, so that `date: 2022-11-24` and `number: 0007` need no quotes. An empty default is none. Reports
 * `template/yaml` for text that isn't YAML 1.2, `template/manifest` for a value of the wrong kind, `template/unknown-key` and
 * `template/invalid-setting` for a default that the setting can't have.
 */
export function readManifest(source: TemplateSource, report: Report): Manifest | undefined {
  const lines = new LineCounter();
  const document = parseDocument(source.text, { schema: "failsafe", lineCounter: lines, prettyErrors: false, logLevel: "error" });
  const fail = (offset: number, code: string, message: string, hint: string): void => {
    const { line, col } = lines.linePos(offset);
    const span: SourceSpan = { file: source.path, start: { line: Math.max(line, 1), column: Math.max(col, 1) } };
    report({ severity: "error", code: `template/${code}`, message, span, hint });
  };
  for (const fault of document.errors) fail(fault.pos[0], "yaml", `This is not YAML: ${fault.message}`, "See https://yaml.org for the syntax.");
  if (document.errors.length > 0) return undefined;

  const { content, refused } = plainContent(document);
  if (refused !== undefined) fail(0, "yaml", `This YAML can't be resolved: ${refused}.`, "Write the values out instead of using aliases.");
  if (refused !== undefined) return undefined;
  // The failsafe schema reads an empty file as an empty text.
  const parsed = manifestSchema.safeParse(content === null || content === "" ? {} : content);
  for (const issue of parsed.error?.issues ?? []) {
    if (issue.code === "unrecognized_keys") {
      const known = Object.keys(issue.path.length === 0 ? manifestSchema.shape : issue.path[0] === "output" ? outputSchema.shape : settingSchema.shape);
      for (const key of issue.keys) fail(offsetOf(document, [...issue.path, key]), "unknown-key", `“${[...issue.path, key].join(".")}” means nothing here.`, knownNamesHint(key, known, "keys"));
    } else {
      const message = issue.path.length === 0 ? "The manifest is not a map of keys to values." : `“${issue.path.join(".")}” has a value of the wrong kind.`;
      fail(offsetOf(document, issue.path), "manifest", message, "Keys: title and description (text), roles (a list of texts), settings (names to texts, or to default, description and values, a list), output (profile, condition, icc-profile, ink-limit from 100 to 400).");
    }
  }
  if (!parsed.success) return undefined;
  const manifest = manifestOf(parsed.data);
  for (const [name, { default: value, values }] of manifest.settings) {
    const fault = value === undefined ? undefined : settingFault(name, value, values);
    if (fault) fail(offsetOf(document, ["settings", name, "default"]), "invalid-setting", fault.message, fault.hint);
  }
  return manifest;
}

function manifestOf({ title, description, output, roles, settings }: z.infer<typeof manifestSchema>): Manifest {
  const declarations = Object.entries(settings ?? {}).map(([name, { default: value = "", description: purpose, values }]): [string, SettingDeclaration] => [
    name, { ...(value !== "" && { default: value }), ...(purpose !== undefined && { description: purpose }), ...(values && { values }) },
  ]);
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(output && { output: { profile: output.profile, condition: output.condition, iccProfile: output["icc-profile"], inkLimit: output["ink-limit"] } }),
    roles: roles ?? [],
    settings: new Map(declarations),
  };
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
