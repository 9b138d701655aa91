export { preflight, standards, type Finding, type PreflightOptions, type PreflightResult, type Standard } from "./preflight.ts";
export { renderFindings } from "./report.ts";
export { rules } from "./rules.ts";
export type { Demand, Fault, Rule, RuleSettings } from "./rule.ts";
export { readDocumentFacts, type DocumentFacts, type EmbeddedFile } from "./documentFacts.ts";
