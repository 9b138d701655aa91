import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import * as z from "zod/mini";
import { knownNamesHint, type Report } from "../diagnostics/index.ts";
import rows from "./conditions.json" with { type: "json" };
import { readPressProfile, type IccProfile } from "./iccProfile.ts";

/** How a job is printed: inks, paper, press (ISO 12647), as a file names it to the press. */
export interface OutputCondition {
  /** Its name in a registry of characterisations, as in `FOGRA39`. */
  readonly identifier: string;
  /** The registry's address; absent where none knows the condition. */
  readonly registry?: string;
  /** For people. */
  readonly description: string;
  readonly profile: IccProfile;
  /** The most ink that the paper takes, in per cent summed over the plates. */
  readonly inkLimit: number;
}

const conditionRow = z.strictObject({
  name: z.string(),
  identifier: z.string(),
  registry: z.url(),
  description: z.string(),
  /** A file beside the built-in ones; where it is absent the print shop has to give its own. */
  profile: z.optional(z.string()),
  inkLimit: z.number().check(z.minimum(100), z.maximum(400)),
  /** For people: how far dots grow on the paper. */
  dotGain: z.string(),
  /** A regular expression that finds the condition's name in a profile's description. */
  recognised: z.string(),
});

/** An output condition as the program knows it. */
export type KnownCondition = z.infer<typeof conditionRow>;

export const knownConditions: readonly KnownCondition[] = z.array(conditionRow).parse(rows);
export const conditionNames: readonly string[] = knownConditions.map(({ name }) => name);

/** What a person says of the press. */
export interface ConditionRequest {
  /** A condition's name, or the path of an ICC profile. */
  readonly condition?: string | undefined;
  /** The path of the print shop's ICC profile for the condition. */
  readonly iccProfile?: string | undefined;
  /** Per cent; the condition's own if absent. */
  readonly inkLimit?: number | undefined;
}

/**
 * Finds an output condition: a named one with its own profile or the print shop's, or one that a profile alone describes, known by the profile's description.
 *
 * Reports errors: `press/unknown-condition`, `press/profile-wanted` (the condition has no free profile), `press/profile-unreadable`, `press/bad-profile`;
 * a warning, `press/other-condition`, where the print shop's profile says that it is for another one.
 *
 * @param folder of the built-in profiles
 */
export async function openCondition({ condition = "coated", iccProfile, inkLimit }: ConditionRequest, folder: string, report: Report): Promise<OutputCondition | undefined> {
  const known = knownConditions.find(({ name, identifier }) => name === condition || identifier === condition);
  if (known === undefined) return openByProfile(condition, iccProfile, inkLimit, report);
  if (iccProfile === undefined && known.profile === undefined) {
    report({
      severity: "error",
      code: "press/profile-wanted",
      message: `The output condition “${known.name}” (${known.identifier}) needs the print shop's ICC profile: there is no free one.`,
      hint: "Ask the print shop for it and give its path with --icc-profile.",
    });
    return undefined;
  }
  const profile = iccProfile === undefined ? await openBuiltIn(join(folder, known.profile ?? ""), report) : await openProfile(iccProfile, report);
  if (profile !== undefined && iccProfile !== undefined) checkDescription(known, iccProfile, profile, report);
  return profile && { identifier: known.identifier, registry: known.registry, description: known.description, profile, inkLimit: inkLimit ?? known.inkLimit };
}

async function openByProfile(condition: string, iccProfile: string | undefined, inkLimit: number | undefined, report: Report): Promise<OutputCondition | undefined> {
  if (!/\.ic[cm]$/i.test(condition) && !existsSync(condition)) {
    report({
      severity: "error",
      code: "press/unknown-condition",
      message: `There is no output condition “${condition}”.`,
      hint: `${knownNamesHint(condition, conditionNames, "output conditions")} Or give the path of an ICC profile.`,
    });
    return undefined;
  }
  const profile = await openProfile(iccProfile ?? condition, report);
  if (profile === undefined) return undefined;
  const known = conditionDescribed(profile.description);
  return {
    identifier: known?.identifier ?? "Custom",
    ...(known && { registry: known.registry }),
    description: profile.description || "A press known by its profile alone",
    profile,
    inkLimit: inkLimit ?? known?.inkLimit ?? LIMIT_OF_UNKNOWN,
  };
}

/** The condition that a profile is for, by its description; `undefined` for one that nobody knows. */
export function conditionDescribed(description: string): KnownCondition | undefined {
  return knownConditions.find(({ recognised }) => new RegExp(recognised, "i").test(description));
}

/** A file that names one condition and holds the profile of another is printed wrong by whoever believes either. */
function checkDescription(known: KnownCondition, path: string, profile: IccProfile, report: Report): void {
  const other = conditionDescribed(profile.description);
  if (other === undefined || other === known) return;
  report({
    severity: "warning",
    code: "press/other-condition",
    message: `${path} says that it is “${profile.description}”: a profile for “${other.name}” (${other.identifier}), not for “${known.name}” (${known.identifier}).`,
    hint: `Ask the print shop which is meant: --output-condition ${other.name}, or another profile.`,
  });
}

/** Per cent: what offset on any paper but newsprint takes. */
const LIMIT_OF_UNKNOWN = 300;

const builtIn = new Map<string, IccProfile>();

/** A profile that the program brings along, which is known to be good; built programs hold it deflated. */
async function openBuiltIn(path: string, report: Report): Promise<IccProfile | undefined> {
  const known = builtIn.get(path);
  if (known !== undefined) return known;
  const packed = `${path}${PACKED}`;
  const profile = existsSync(packed) ? unpacking(packed) : await openProfile(path, report);
  if (profile !== undefined) builtIn.set(path, profile);
  return profile;
}

/** What a deflated profile's name ends in. */
export const PACKED = ".zz";

/** A profile of which files that name no press's inks need nothing, so that it is read when something is asked of it. */
function unpacking(path: string): IccProfile {
  let deflated: Uint8Array | undefined;
  let bytes: Uint8Array | undefined;
  const packed = (): Uint8Array => (deflated ??= readFileSync(path));
  return { bytes: () => (bytes ??= inflateSync(packed())), deflated: packed, description: "" };
}

async function openProfile(path: string, report: Report): Promise<IccProfile | undefined> {
  const bytes = await readFile(path).catch(reasonOf);
  if (typeof bytes === "string") {
    report({ severity: "error", code: "press/profile-unreadable", message: `The ICC profile ${path} cannot be read: ${bytes}.`, hint: "Give the path of the profile that the print shop sent." });
    return undefined;
  }
  const profile = readPressProfile(bytes);
  if (typeof profile !== "string") return profile;
  report({
    severity: "error",
    code: "press/bad-profile",
    message: `${path} ${profile}.`,
    hint: "Ask the print shop for the ICC output profile of its press: class prtr, CMYK.",
  });
  return undefined;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is none of that name", EISDIR: "it is a folder", EACCES: "you have no permission to read it", ENOTDIR: "part of the path is a file and no folder",
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ("code" in error && typeof error.code === "string" ? reasons[error.code] : undefined) ?? error.message;
}
