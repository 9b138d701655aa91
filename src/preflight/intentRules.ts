import { componentsOfProfile } from "./iccProfile.ts";
import type { OutputIntent, PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule } from "./rule.ts";

function pdfxIntents({ intents }: PreflightDocument): OutputIntent[] {
  return intents.filter(({ subtype }) => subtype === "GTS_PDFX");
}

/** Faults of each of the intents; where there is none, another rule says so. */
function each(intents: readonly OutputIntent[], fault: (intent: OutputIntent) => string | undefined): Fault[] {
  return intents.flatMap((intent) => {
    const message = fault(intent);
    return message === undefined ? [] : [{ object: intent.dictionary.id, message }];
  });
}

function filled(intent: OutputIntent, key: string): boolean {
  return (intent.dictionary.text(key) ?? "").trim() !== "";
}

/** Rules about output intents. */
export const intentRules: readonly Rule[] = [
  {
    id: "intent/missing", severity: "error", demanded: { x4: "" }, subject: "14.11.5",
    what: "There is exactly one output intent GTS_PDFX.", hint: "Say for which printing condition the file is made: give it an output intent with the profile of the press and paper.",
    check: (document) => {
      const count = pdfxIntents(document).length;
      return when(count !== 1, document.catalog.id, count === 0 ? "There is no output intent GTS_PDFX: the file does not say for which press and paper it is made." : `There are ${count} output intents GTS_PDFX.`);
    },
  },
  {
    id: "intent/condition-identifier", severity: "error", demanded: { x4: "", a: "6.2.3" }, subject: "14.11.5",
    what: "An output intent names its printing condition by OutputConditionIdentifier.", hint: "Name it as its registry does: FOGRA39, FOGRA51 …",
    check: (document) => each(document.intents, (intent) => (filled(intent, "OutputConditionIdentifier") ? undefined : "The output intent has no OutputConditionIdentifier.")),
  },
  {
    id: "intent/registry", severity: "error", demanded: { x4: "" }, subject: "14.11.5",
    what: "The output intent GTS_PDFX has RegistryName, or says in Info what the condition is.", hint: "Give RegistryName http://www.color.org, or a description in Info.",
    check: (document) => each(pdfxIntents(document), (intent) => (filled(intent, "RegistryName") || filled(intent, "Info") ? undefined : "The output intent has neither RegistryName nor Info.")),
  },
  {
    id: "intent/profile-missing", severity: "error", demanded: { x4: "" }, subject: "14.11.5",
    what: "The output intent GTS_PDFX has its profile embedded (DestOutputProfile).", hint: "Embed the profile; one that is only named makes the file PDF/X-4p.",
    check: (document) => each(pdfxIntents(document), (intent) => (intent.profileStream === undefined ? "The output intent has no DestOutputProfile." : undefined)),
  },
  {
    id: "intent/profile-reference", severity: "error", demanded: { x4: "", a: "6.2.3" }, subject: "14.11.5",
    what: "No output intent refers to a profile elsewhere (DestOutputProfileRef).", hint: "Embed the profile.",
    check: (document) => each(document.intents, ({ dictionary }) => (dictionary.has("DestOutputProfileRef") ? "The output intent refers to a profile outside the file." : undefined)),
  },
  {
    id: "intent/profile-broken", severity: "error", demanded: { x4: "", a: "6.2.3" }, subject: "14.11.5",
    what: "The profile of an output intent is a whole ICC profile of version 2 or 4.", hint: "Embed the profile anew from a sound file.",
    check: (document) => each(document.intents, ({ profileStream, profile }) => {
      if (profileStream === undefined) return undefined;
      if (profile === undefined) return "The profile of the output intent is no ICC profile.";
      if (profile.fault !== undefined) return `The profile of the output intent is broken: ${profile.fault}.`;
      return profile.majorVersion > 4 ? `The profile of the output intent has ICC version ${profile.majorVersion}.` : undefined;
    }),
  },
  {
    id: "intent/profile-class", severity: "error", demanded: { x4: "" }, subject: "14.11.5",
    what: "The profile of the output intent GTS_PDFX is that of an output device (class prtr).", hint: "Take the profile of the press, not that of a screen.",
    check: (document) => each(pdfxIntents(document), ({ profile }) => (profile !== undefined && profile.deviceClass !== "prtr" ? `The profile has the class ${profile.deviceClass}.` : undefined)),
  },
  {
    id: "intent/profile-archive-class", severity: "error", demanded: { a: "6.2.3" }, subject: "14.11.5",
    what: "The profile of the output intent GTS_PDFA1 is that of an output device or a screen (class prtr or mntr).", hint: "Take the profile of a press or of a screen.",
    check: (document) => each(document.intents.filter(({ subtype }) => subtype === "GTS_PDFA1"), ({ profile }) =>
      (profile !== undefined && profile.deviceClass !== "prtr" && profile.deviceClass !== "mntr" ? `The profile has the class ${profile.deviceClass}.` : undefined)),
  },
  {
    id: "intent/profile-components", severity: "error", demanded: { x4: "", a: "6.2.3" }, subject: "8.6.5.5",
    what: "The profile of an output intent is for Gray, RGB or CMYK, and its N says so.", hint: "Set N to the number of the profile's components.",
    check: (document) => each(document.intents, ({ profile, profileStream }) => {
      if (profile === undefined || profileStream === undefined) return undefined;
      const components = profile.colourSpace === "Lab" ? undefined : componentsOfProfile(profile);
      if (components === undefined) return `The profile is for ${profile.colourSpace}.`;
      return profileStream.number("N") === components ? undefined : `N is ${profileStream.number("N") ?? "missing"}, and the profile has ${components} components.`;
    }),
  },
  {
    id: "intent/one-profile", severity: "error", demanded: { a: "6.2.3" }, subject: "14.11.5",
    what: "All output intents have the same profile object.", hint: "Let every output intent refer to one and the same DestOutputProfile.",
    check: ({ intents, catalog }) => {
      const profiles = new Set(intents.filter(({ profileStream }) => profileStream !== undefined).map(({ profileId }) => profileId));
      return when(profiles.size > 1, catalog.id, "Output intents have different profile objects.");
    },
  },
];
