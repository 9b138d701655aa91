export type * from "./computed.ts";
export { styleMarkup } from "./styleMarkup.ts";
export { justifyProfiles } from "./justifyLimits.ts";
