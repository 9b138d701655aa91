import type { BuildRequest } from "../build.ts";
import { knownNamesHint, type Report } from "../diagnostics/index.ts";
import { copyEditRules, isEditionManifest, readEditionManifest, type CopyEditRule, type EditionManifest } from "../edition/index.ts";
import { profileNames, type OutputRequest } from "../press/index.ts";
import { justifyProfiles, marksChoices, type JustifyProfile, type MarksChoice } from "../style/index.ts";

/** The options of the command line that say what is built. */
export interface RequestOptions {
  readonly template?: string;
  readonly language?: string;
  readonly set?: readonly string[];
  readonly role?: readonly string[];
  /** The rules of `--no-edit`; commander names the option without its `no`, and its value is true where it isn't given. */
  readonly edit?: readonly string[] | true;
  readonly justify?: string;
  readonly marks?: string;
  readonly fonts?: readonly string[];
  readonly profile?: string;
  readonly outputCondition?: string;
  readonly iccProfile?: string;
  readonly inkLimit?: string;
  readonly lateBinding?: true;
}

/** A request, or what is wrong with the command line, or nothing after an error that was reported. */
export type ReadRequest = { readonly request: BuildRequest } | { readonly usage: string } | undefined;

/**
 * Makes a request of what the command line says: wire texts, or one edition manifest with all that it names. Options go before what a manifest says; settings are joined.
 *
 * Reports what `readEditionManifest` does, and `edition/manifest` (an error) for names in a manifest that mean nothing.
 */
export function readRequest(paths: readonly string[], options: RequestOptions, report: Report): ReadRequest {
  const asked = requestOfOptions(paths, options);
  if ("usage" in asked) return asked;
  const [path] = paths.filter(isEditionManifest);
  if (path === undefined) return asked;
  if (paths.length > 1) return { usage: `${path} is an edition and names its copy itself: give it alone` };
  const manifest = readEditionManifest(path, report);
  const planned = manifest && requestOfManifest(manifest, path, report);
  return planned && { request: { ...planned, ...asked.request, ...joined(planned, asked.request), sources: planned.sources } };
}

function joined(planned: BuildRequest, asked: BuildRequest): Partial<BuildRequest> {
  return {
    settings: { ...planned.settings, ...asked.settings },
    roles: [...(planned.roles ?? []), ...(asked.roles ?? [])],
    withoutEdits: [...new Set([...(planned.withoutEdits ?? []), ...(asked.withoutEdits ?? [])])],
    fontFolders: [...(asked.fontFolders ?? []), ...(planned.fontFolders ?? [])],
    output: { ...planned.output, ...Object.fromEntries(Object.entries(asked.output ?? {}).filter(([, value]) => value !== undefined)) },
  };
}

function requestOfOptions(sources: readonly string[], options: RequestOptions): { readonly request: BuildRequest } | { readonly usage: string } {
  const settings = parseSettings(options.set ?? []);
  if (typeof settings === "string") return { usage: settings };
  const names = readNames({ justify: options.justify, marks: options.marks, withoutEdits: options.edit === true ? [] : (options.edit ?? []), profile: options.profile });
  if ("fault" in names) return { usage: `--${names.key} knows no ${names.fault}. ${names.hint}` };
  const { outputCondition: condition, iccProfile, inkLimit, lateBinding, profile, template, language } = options;
  const limit = inkLimit === undefined ? undefined : Number(inkLimit);
  if (limit !== undefined && !(limit >= 100 && limit <= 400)) return { usage: `--ink-limit wants per cent from 100 to 400, not “${inkLimit ?? ""}”` };
  const output: OutputRequest = { profile, condition, iccProfile, inkLimit: limit, lateBinding };
  return {
    request: {
      sources, settings, roles: options.role ?? [], fontFolders: options.fonts ?? [], output, ...names.read,
      ...(template !== undefined && { template }), ...(language !== undefined && { language }),
    },
  };
}

function requestOfManifest(manifest: EditionManifest, path: string, report: Report): BuildRequest | undefined {
  const { sources, articleFacts, template, language, settings, roles, fontFolders, output } = manifest;
  const names = readNames({ justify: manifest.justify, marks: manifest.marks, withoutEdits: manifest.withoutEdits, profile: output?.profile });
  if ("fault" in names) {
    report({ severity: "error", code: "edition/manifest", message: `In ${path}, “${names.key}” knows no ${names.fault}.`, hint: names.hint });
    return undefined;
  }
  return {
    sources, articleFacts, settings, roles, fontFolders, ...names.read,
    ...(template !== undefined && { template }), ...(language !== undefined && { language }), ...(output && { output }),
  };
}

function parseSettings(pairs: readonly string[]): Record<string, string> | string {
  const settings: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) return `--set wants key=value, not “${pair}”: write for instance --set date=2026-11-24`;
    settings[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return settings;
}

interface Names {
  readonly justify: string | undefined;
  readonly marks: string | undefined;
  readonly withoutEdits: readonly string[];
  readonly profile: string | undefined;
}

interface ReadNames {
  readonly justify?: JustifyProfile;
  readonly marks?: MarksChoice;
  readonly withoutEdits: readonly CopyEditRule[];
}

interface UnknownName {
  /** The option or the manifest's key. */
  readonly key: string;
  /** As in “profile “prnt””. */
  readonly fault: string;
  readonly hint: string;
}

function readNames({ justify, marks, withoutEdits, profile }: Names): { readonly read: ReadNames } | UnknownName {
  const way = justifyProfiles.find((known) => known === justify);
  if (justify !== undefined && way === undefined) return unknown("justify", "profile", justify, justifyProfiles, "profiles");
  if (marks !== undefined && !isMarksChoice(marks)) return unknown("marks", undefined, marks, Object.keys(marksChoices), "marks");
  if (profile !== undefined && !profileNames.some((name) => name === profile)) return unknown("profile", "profile", profile, profileNames, "profiles");
  const rules: CopyEditRule[] = [];
  for (const name of withoutEdits) {
    const rule = copyEditRules.find((known) => known === name);
    if (name === "all") rules.push(...copyEditRules);
    else if (!rule) return unknown("no-edit", "rule", name, [...copyEditRules, "all"], "rules");
    else rules.push(rule);
  }
  return { read: { ...(way && { justify: way }), ...(marks !== undefined && { marks }), withoutEdits: rules } };
}

function unknown(key: string, noun: string | undefined, name: string, known: readonly string[], kind: string): UnknownName {
  return { key, fault: `${noun === undefined ? "" : `${noun} `}“${name}”`, hint: knownNamesHint(name, known, kind) };
}

function isMarksChoice(name: string): name is MarksChoice {
  return Object.hasOwn(marksChoices, name);
}
