import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { knownNamesHint, type Report } from "../diagnostics/index.ts";
import { openCondition, type ConditionRequest, type OutputCondition } from "./conditions.ts";
import { profileNames, profiles, type ProfileName, type Promises } from "./profiles.ts";

/** What a file is made for, with all that says what its colours mean. */
export interface Output {
  readonly profile: ProfileName;
  readonly promises: Promises;
  /** The press whose inks CMYK colours are, for screens too. */
  readonly condition: OutputCondition;
  /** The ICC profile of RGB colours. */
  readonly sRGB: Uint8Array;
  /** RGB images keep their colours, and the press converts them. */
  readonly lateBinding: boolean;
}

export interface OutputRequest extends ConditionRequest {
  /** A profile's name; `print` if absent. */
  readonly profile?: string | undefined;
  readonly lateBinding?: boolean | undefined;
}

/**
 * Opens what a file is made for: a profile's promises and the output condition, with its ICC profile read and checked.
 *
 * Reports `press/unknown-profile` (an error) and what `openCondition` does.
 *
 * @param folder of the built-in ICC profiles
 */
export async function openOutput(request: OutputRequest, folder: string, report: Report): Promise<Output | undefined> {
  const { profile: name = "print", lateBinding = false } = request;
  const profile = profileNames.find((known) => known === name);
  if (profile === undefined) {
    report({ severity: "error", code: "press/unknown-profile", message: `There is no profile “${name}”.`, hint: knownNamesHint(name, profileNames, "profiles") });
    return undefined;
  }
  const promises = profiles[profile];
  const sRGB = await screenProfile(join(folder, "sRGB.icc"));
  const condition = await openCondition(request, folder, report);
  return condition && { profile, promises, condition, sRGB, lateBinding };
}

const screenProfiles = new Map<string, Promise<Uint8Array>>();

function screenProfile(path: string): Promise<Uint8Array> {
  const profile = screenProfiles.get(path) ?? readFile(path);
  screenProfiles.set(path, profile);
  return profile;
}
