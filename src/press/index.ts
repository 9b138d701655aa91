export { conditionDescribed, conditionNames, knownConditions, type ConditionRequest, type KnownCondition, type OutputCondition } from "./conditions.ts";
export { openColours, type ConvertColour } from "./colourConversion.ts";
export { readProfileFacts, type ProfileFacts } from "./iccProfile.ts";
export { openOutput, type Output, type OutputRequest } from "./openOutput.ts";
export { profileNames, profiles, type ProfileName, type Promises } from "./profiles.ts";
