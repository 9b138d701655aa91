export type * from "./computed.ts";
export { styleMarkup } from "./styleMarkup.ts";
export { latinTextToHyphenate, type LatinText } from "./latinText.ts";
export { justifyProfiles } from "./justifyLimits.ts";
