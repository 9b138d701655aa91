import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { buildBulletin, type BuildRequest } from "../../src/build.ts";
import type { ProfileName } from "../../src/press/profiles.ts";
import { root } from "../cli/command.ts";
import { declarations, vocalisedText } from "../corpus/texts.ts";
import { featureTemplate, features, inkedFeatures, type Feature } from "./features.ts";
import { profileNames } from "./promises.ts";

/** A bulletin to be built in every profile. */
export interface Subject {
  readonly name: string;
  readonly request: BuildRequest;
  /** The codes of the diagnostics that there are to be; none if absent. */
  readonly tells?: readonly string[];
}

/** A bulletin that was built. */
export interface BuiltFile {
  readonly name: string;
  readonly profile: ProfileName;
  readonly path: string;
}

const settings = { date: "2022-11-24", number: "1" };
const examples = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".txt"));
const templates = readdirSync(join(root, "templates"));
const largeEdition = 200;

/** A folder for all tests of a file, removed after them. */
export function workFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nashra-conformance-"));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

function written(folder: string, name: string, text: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Paragraphs as a wire text. */
const wire = (headline: string, paragraphs: readonly string[]): string => `${[headline, ...paragraphs].join("\n\n")}\n`;

/** Every example in every built-in template. */
export function exampleSubjects(): Subject[] {
  return templates.flatMap((template) =>
    examples.map((example): Subject => ({ name: `${example} in ${template}`, request: { sources: [join(root, "examples", example)], template, settings } })),
  );
}

/** 200 articles, the sample again and again. */
export function largeSubject(folder: string): Subject {
  const copy = readFileSync(join(root, "examples/wire-article.txt"), "utf8");
  const sources = Array.from({ length: largeEdition }, (_, index) => written(join(folder, "edition"), `${String(index + 1).padStart(3, "0")}.txt`, copy));
  return { name: `${largeEdition} articles`, request: { sources, settings } };
}

/** Copy in Persian, in Urdu, and with every vowel mark. */
export function languageSubjects(folder: string): Subject[] {
  const texts = [...declarations().filter(({ language }) => language === "fa" || language === "ur"), { ...vocalisedText(48, 49), name: "vocalised copy" }];
  return texts.map(({ name, language, paragraphs }, index): Subject => {
    const [headline = name, ...rest] = paragraphs;
    return { name, request: { sources: [written(join(folder, "copy"), `${index}.txt`, wire(headline, rest))], language, settings } };
  });
}

/** A page on which one thing is done; the copy does not come into it. */
export function featureSubject(folder: string, feature: Feature): Subject {
  const own = mkdtempSync(join(folder, "feature-"));
  const source = written(own, "copy.txt", wire("عنوان الخبر", ["نص الخبر في سطر واحد."]));
  return { name: feature.name, tells: feature.tells ?? [], request: { sources: [source], template: featureTemplate(join(own, "template"), feature) } };
}

/** A page for each thing that the layout can do. */
export function featureSubjects(folder: string): Subject[] {
  return [...features, ...inkedFeatures].map((feature) => featureSubject(folder, feature));
}

/** All subjects, each with the profiles that it is built in. */
export function plan(folder: string): (readonly [Subject, readonly ProfileName[]])[] {
  return [
    ...[...exampleSubjects(), largeSubject(folder), ...featureSubjects(folder)].map((subject) => [subject, profileNames] as const),
    ...languageSubjects(folder).map((subject) => [subject, ["print", "archive"]] as const),
  ];
}

/** Builds what must succeed; nothing that the pages hold may be left out, or they would prove nothing. */
export async function built(folder: string, { name, request, tells = [] }: Subject, profile: ProfileName): Promise<BuiltFile> {
  const { bulletin, diagnostics } = await buildBulletin({ ...request, output: { profile } });
  if (bulletin === undefined || diagnostics.some(({ code }) => !tells.includes(code))) throw new Error(`${name} as ${profile}: ${JSON.stringify(diagnostics)}`);
  const path = join(folder, `${name.replace(/[^\p{L}\p{N}]+/gu, "-")}.${profile}.pdf`);
  writeFileSync(path, bulletin.pdf);
  return { name, profile, path };
}
