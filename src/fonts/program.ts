import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { FontFace } from "./face.ts";
import type { FontFacts } from "./facts.ts";
import type { FontFile } from "./fontFiles.ts";
import { makeInstance } from "./instances.ts";
import { openFace } from "./openFace.ts";
import { damaged, loadFactsReader, type FactsReader, type FontFault } from "./readFacts.ts";
import { loadOutlineConverter, type OutlineConverter } from "./trueTypeOutlines.ts";

/** A font file with its facts, and the faces that come out of it. */
export interface FontProgram {
  readonly path: string;
  readonly facts: FontFacts;
  /** The face of a weight, or of the nearest that the font has; all weights give the same one unless the font is variable. */
  readonly face: (weight: number) => FontFace;
}

/** Programs opened by this process, so that the next build finds them read; a file that has changed takes its old self's place. */
const known = new Map<string, { readonly file: FontFile; readonly program: FontProgram }>();

/**
 * Opens a font file.
 *
 * @param indexed the file's facts where an index has them: then a static TrueType file is not opened before a face's `data` is asked for
 * @returns the program, or why the file can't be used
 */
export async function openProgram(file: FontFile, indexed: FontFacts | undefined): Promise<FontProgram | FontFault> {
  const before = known.get(file.path);
  if (before?.file.size === file.size && before.file.modified === file.modified) return before.program;
  const facts = indexed ?? (await loadFactsReader())(readFileSync(file.path));
  if ("fault" in facts) return facts;
  const face = await facesOf(file.path, facts);
  if ("fault" in face) return face;
  const program = { path: file.path, facts, face };
  known.set(file.path, { file, program });
  return program;
}

async function facesOf(path: string, facts: FontFacts): Promise<FontProgram["face"] | FontFault> {
  const convert = facts.outlines === "cff" ? await loadOutlineConverter() : (data: Uint8Array): Uint8Array => data;
  if (!facts.variable) return staticFace(path, facts, convert);
  // A font of which no instance can be made is found out here, where it can still be refused.
  if (!makeInstance(readUnchanged(path, facts.id), facts.weight.from)) return damaged("is damaged: no instance can be made of it");
  return variableFaces(path, facts, convert, await loadFactsReader());
}

function staticFace(path: string, facts: FontFacts, convert: OutlineConverter): FontProgram["face"] {
  const face = openFace({
    id: facts.id,
    path,
    postscriptName: facts.postscriptName,
    weight: facts.weight.from,
    shared: facts,
    metrics: () => facts,
    load: () => convert(readUnchanged(path, facts.id)),
  });
  return () => face;
}

/** Faces by weight, each made once. Their PostScript names follow Adobe's Technical Note 5902, “Arbitrary instances”. */
function variableFaces(path: string, facts: FontFacts, convert: OutlineConverter, readFacts: FactsReader): FontProgram["face"] {
  const faces = new Map<number, FontFace>();
  const prefix = facts.families[0].replaceAll(/[^A-Za-z\d]/g, "") || facts.postscriptName;
  const { from, to } = facts.weight;
  return (wanted) => {
    const weight = Math.min(Math.max(wanted, from), to);
    const made = faces.get(weight);
    if (made) return made;
    let instance: Uint8Array | undefined;
    let metrics: FontFacts | undefined;
    const load = (): Uint8Array => (instance ??= instanceOf(path, facts.id, weight));
    const face = openFace({
      id: `${facts.id}-wght${weight}`,
      path,
      postscriptName: `${prefix}_${weight}wght`,
      weight,
      shared: facts,
      metrics: () => (metrics ??= instanceFacts(path, readFacts(load()))),
      load: () => convert(load()),
    });
    faces.set(weight, face);
    return face;
  };
}

function instanceOf(path: string, id: string, weight: number): Uint8Array {
  const instance = makeInstance(readUnchanged(path, id), weight);
  if (!instance) throw new Error(`HarfBuzz makes no instance of ${path} at weight ${weight}`);
  return instance;
}

function instanceFacts(path: string, facts: FontFacts | FontFault): FontFacts {
  if ("fault" in facts) throw new Error(`The instance that was made of ${path} ${facts.message}`);
  return facts;
}

function readUnchanged(path: string, id: string): Uint8Array {
  const data = readFileSync(path);
  if (!createHash("sha256").update(data).digest("hex").startsWith(id)) {
    throw new Error(`${path} is no longer the font that its facts were read from. If it is a built-in one, \`npm run build\` reads them again.`);
  }
  return data;
}
