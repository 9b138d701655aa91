import { basename } from "node:path";
import { nearestName, type Report, type SourceSpan } from "../diagnostics/index.ts";
import type { FontFaceRule } from "../style/index.ts";
import { fallbackFamilies, genericFamilies } from "./builtInFamilies.ts";
import type { FontAlternates, FontFace, FontLibrary, FontQuery } from "./face.ts";
import { restriction } from "./facts.ts";
import { readFontIndex, type FontIndex } from "./fontIndex.ts";
import { bestMatch, type Matchable } from "./matching.ts";
import { openFontFile, openFontFolders } from "./openFontFiles.ts";
import type { FontProgram } from "./program.ts";

/** What a library is opened from. */
export interface FontSources {
  /** Searched with all folders below them; where two have the same face, the earlier folder's is taken. */
  readonly folders: readonly string[];
  /** A family of a rule hides one of the same name in the folders. */
  readonly faces: readonly FontFaceRule[];
  /** The path of an index of the fonts in one of the folders; the file may be absent. */
  readonly index?: string;
  readonly report: Report;
}

/** A face as the matching sees it: a rule's descriptors count, not what the font says of itself. */
interface Candidate extends Matchable {
  readonly program: FontProgram;
  readonly alternates?: Pick<FontFaceRule, "wider" | "narrower">;
  readonly span?: SourceSpan;
}

interface Family {
  readonly name: string;
  readonly candidates: Candidate[];
}

type Families = Map<string, Family>;

/**
 * Opens the fonts that one build may use. A font that the index knows is not opened before its `data` is asked for.
 *
 * Reports `fonts/no-folder` (error), `fonts/unreadable`, `fonts/damaged` and `fonts/unsupported-format` (errors with the rule's place for an
 * `@font-face`; warnings for files in a folder, a notice where they are web fonts by name), `fonts/none` (error) if not one face is left; and
 * while faces are matched `fonts/unknown-family` (a warning, once for each family) and `fonts/embedding-forbidden` (an error, once for each
 * font that would be used).
 *
 * @returns the library, or `undefined` after an error
 */
export async function openFontLibrary({ folders, faces, index, report }: FontSources): Promise<FontLibrary | undefined> {
  const known: FontIndex = index === undefined ? { factsOf: () => undefined } : readFontIndex(index);
  const ruled = await familiesOfRules(faces, known, report);
  const found = await familiesInFolders(folders, known, report);
  if (ruled === undefined || found === undefined) return undefined;
  const fallbacks = usableFamilies(found.size > 0 ? found : ruled);
  if (fallbacks.length === 0) {
    report({
      severity: "error",
      code: "fonts/none",
      message: `There is no font that may be embedded in ${folders.join(", ")}.`,
      hint: "Name a folder that holds TrueType or OpenType fonts.",
    });
    return undefined;
  }
  return libraryOf(new Map([...found, ...ruled]), fallbacks, report);
}

/** The name as CSS compares it: without regard to case. */
const caseless = (name: string): string => name.toLowerCase();

function addTo(families: Families, name: string, candidate: Candidate): void {
  const family = families.get(caseless(name));
  if (family) family.candidates.push(candidate);
  else families.set(caseless(name), { name, candidates: [candidate] });
}

async function familiesOfRules(rules: readonly FontFaceRule[], index: FontIndex, report: Report): Promise<Families | undefined> {
  const families: Families = new Map();
  let failed = false;
  // Of rules with the same descriptors the last one counts, and the matching takes the first.
  for (const { family, path, weight, style, wider, narrower, span } of rules.toReversed()) {
    const program = await openFontFile(path, index, { severity: "error", span }, report);
    if (program) addTo(families, family, { program, weight: typeof weight === "number" ? { from: weight, to: weight } : weight, width: 5, style, span, alternates: { ...(wider && { wider }), ...(narrower && { narrower }) } });
    else failed = true;
  }
  return failed ? undefined : families;
}

async function familiesInFolders(folders: readonly string[], index: FontIndex, report: Report): Promise<Families | undefined> {
  const programs = await openFontFolders(folders, index, report);
  if (!programs) return undefined;
  const families: Families = new Map();
  for (const program of programs) {
    const { families: names, weight, width, style } = program.facts;
    for (const name of names) addTo(families, name, { program, weight, width, style });
  }
  return families;
}

const mayBeEmbedded = (face: FontFace): boolean => face.embedding !== "restricted";

/** The families to fall back on, without faces that may not be embedded: those of the table first, then the others as they were found. */
function usableFamilies(families: Families): Family[] {
  const names = new Set([...fallbackFamilies.map(caseless), ...families.keys()]);
  return [...names].flatMap((name) => {
    const family = families.get(name);
    const candidates = family?.candidates.filter(({ program, weight }) => mayBeEmbedded(program.face(weight.from))) ?? [];
    return family && candidates.length > 0 ? [{ name: family.name, candidates }] : [];
  });
}

function libraryOf(families: Families, fallbacks: readonly Family[], report: Report): FontLibrary {
  const names = [...new Set([...families.values()].map(({ name }) => name))].sort();
  const complained = new Set<string>();
  const answers = new Map<string, readonly FontFace[]>();

  function once(subject: string, complain: () => void): void {
    if (complained.has(subject)) return;
    complained.add(subject);
    complain();
  }

  function familyAskedFor(name: string): Family | undefined {
    const family = families.get(caseless(name));
    if (family) return family;
    const generic = genericFamilies.get(caseless(name));
    if (generic) return generic.map((stand) => families.get(caseless(stand))).find((stand) => stand !== undefined);
    once(`family ${caseless(name)}`, () => { reportUnknownFamily(name, names, report); });
    return undefined;
  }

  function faceAskedFor(name: string, query: FontQuery): FontFace[] {
    const candidate = bestMatch(familyAskedFor(name)?.candidates ?? [], query);
    if (!candidate) return [];
    const face = faceOf(candidate, query);
    if (mayBeEmbedded(face)) return [face];
    once(`file ${face.path}`, () => { reportForbidden(candidate, report); });
    return [];
  }

  function fallbackFaces(query: FontQuery): FontFace[] {
    return fallbacks.flatMap(({ candidates }) => {
      const candidate = bestMatch(candidates, query);
      return candidate ? [candidate.program.face(clamp(query.weight, candidate.weight))] : [];
    });
  }

  return {
    families: names,
    match(query) {
      const key = JSON.stringify([query.weight, query.style, query.families]);
      const answer = answers.get(key) ?? [...new Set([...query.families.flatMap((name) => faceAskedFor(name, query)), ...fallbackFaces(query)])];
      answers.set(key, answer);
      return answer;
    },
  };
}

/** What a rule says of a font's other forms counts for the text that the rule's family sets. */
function faceOf({ program, weight, alternates }: Candidate, query: FontQuery): FontFace {
  const face = program.face(clamp(query.weight, weight));
  if (alternates?.wider === undefined && alternates?.narrower === undefined) return face;
  const all: FontAlternates = { ...face.alternates, ...alternates };
  const known = ruledFaces.get(face)?.find((other) => JSON.stringify(other.alternates) === JSON.stringify(all));
  if (known) return known;
  // The face reads its file when it is first asked, so it must not be copied.
  const ruled = new Proxy(face, { get: (target, property, receiver): unknown => (property === "alternates" ? all : Reflect.get(target, property, receiver)) });
  ruledFaces.set(face, [...(ruledFaces.get(face) ?? []), ruled]);
  return ruled;
}

/** One object for a face and what a rule says of it: layout tells faces apart by identity. */
const ruledFaces = new WeakMap<FontFace, FontFace[]>();

function clamp(weight: number, { from, to }: Matchable["weight"]): number {
  return Math.min(Math.max(weight, from), to);
}

function reportUnknownFamily(name: string, known: readonly string[], report: Report): void {
  const nearest = nearestName(name, known);
  report({
    severity: "warning",
    code: "fonts/unknown-family",
    message: `There is no font family “${name}”.`,
    hint: nearest === undefined ? `Families known: ${known.join(", ")}.` : `Did you mean “${nearest}”?`,
  });
}

function reportForbidden({ program, span }: Candidate, report: Report): void {
  const { facts, path } = program;
  report({
    severity: "error",
    code: "fonts/embedding-forbidden",
    message: `The font ${facts.postscriptName} (${basename(path)}) ${restriction(facts.embeddingBits)}.`,
    hint: "Use another font, or get a licence and a file of this one that allow it.",
    ...(span && { span }),
  });
}
