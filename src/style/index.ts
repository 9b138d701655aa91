export type * from "./computed.ts";
export { marksChoices, styleMarkup, type MarksChoice } from "./styleMarkup.ts";
export { latinTextToHyphenate, type LatinText } from "./latinText.ts";
export { justifyProfiles } from "./justifyLimits.ts";
