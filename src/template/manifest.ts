import * as z from "zod/mini";

import { readYaml, reportMisfits, type Report, type YamlShape } from "../diagnostics/index.ts";
import { outputSchema } from "../edition/index.ts";
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
  const telling = { stage: "template", report };
  const yaml = readYaml(source, telling);
  if (!yaml) return undefined;
  const parsed = manifestSchema.safeParse(yaml.content);
  if (!parsed.success) {
    reportMisfits(parsed.error.issues, yaml, shape, telling);
    return undefined;
  }
  const manifest = manifestOf(parsed.data);
  for (const [name, { default: value, values }] of manifest.settings) {
    const fault = value === undefined ? undefined : settingFault(name, value, values);
    if (fault) report({ severity: "error", code: "template/invalid-setting", span: yaml.spanOf(["settings", name, "default"]), ...fault });
  }
  return manifest;
}

const shape: YamlShape = {
  keysAt: (path) => Object.keys(path.length === 0 ? manifestSchema.shape : path[0] === "output" ? outputSchema.shape : settingSchema.shape),
  hint: "Keys: title and description (text), roles (a list of texts), settings (names to texts, or to default, description and values, a list), output (profile, condition, icc-profile, ink-limit from 100 to 400).",
};

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
