import type { CopyEditRule } from "./model.ts";

const listed: Record<CopyEditRule, true> = {
  "space-before-punctuation": true,
  "space-after-punctuation": true,
  "space-inside-quotes": true,
  "quotation-marks": true,
  "repeated-spaces": true,
  "arabic-punctuation": true,
};

function isRule(name: string): name is CopyEditRule {
  return Object.hasOwn(listed, name);
}

/** Every rule of copy-editing. */
export const copyEditRules: readonly CopyEditRule[] = Object.keys(listed).filter(isRule);
