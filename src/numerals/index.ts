export { writeCopyNumerals } from "./copyNumerals.ts";
export { isNumerals, numeralSets, writeDigits, type Numerals } from "./numerals.ts";
