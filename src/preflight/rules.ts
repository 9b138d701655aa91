import { actionRules } from "./actionRules.ts";
import { boxRules } from "./boxRules.ts";
import { colourRules } from "./colourRules.ts";
import { fileRules } from "./fileRules.ts";
import { fontRules } from "./fontRules.ts";
import { graphicsRules } from "./graphicsRules.ts";
import { intentRules } from "./intentRules.ts";
import { metadataRules } from "./metadataRules.ts";
import { objectRules } from "./objectRules.ts";
import type { Rule } from "./rule.ts";
import { shopRules } from "./shopRules.ts";
import { tagRules } from "./tagRules.ts";

/** Every rule, in the order in which a report tells them. */
export const rules: readonly Rule[] = [
  ...fileRules, ...boxRules, ...intentRules, ...metadataRules, ...colourRules, ...graphicsRules, ...fontRules, ...objectRules, ...actionRules, ...tagRules, ...shopRules,
];
