export { composeParagraph, type ComposeResources } from "./composeParagraph.ts";
export { profileNamed, requestedProfile, type JustificationProfile, type ProfileLimits, type ProfileName } from "./justification/profile.ts";
export { openHyphenators, type Hyphenators } from "./hyphenation/hyphenators.ts";
export { openShaper } from "./wordShapes.ts";
export type { WordShaper } from "./wordShapes.ts";
export type * from "./paragraph.ts";
