import { composeParagraph, profileNamed, type ComposeResources, type JustificationProfile, type Line, type Paragraph } from "../../src/text/index.ts";

/** Ways of Nashra's to justify a paragraph: its profiles, and the plainest there is, which fills line after line and stretches word spaces. */
export const profiles = ["newspaper", "book", "display", "spaces-only", "greedy"] as const;
export type Profile = (typeof profiles)[number];

function justificationOf(profile: Profile): JustificationProfile {
  return profile === "greedy" ? { ...profileNamed("spaces-only"), breaks: "first-fit" } : profileNamed(profile);
}

/** Composes a paragraph by a profile, whatever its own is. This is the one place that knows how a profile is asked for. */
export function composeWith<Tag>(profile: Profile, paragraph: Omit<Paragraph<Tag>, "justification">, measure: number, resources: ComposeResources): Line<Tag>[] {
  return composeParagraph({ ...paragraph, justification: justificationOf(profile) }, measure, resources);
}
