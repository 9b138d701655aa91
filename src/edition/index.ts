export { copyEditRules } from "./copyEditRules.ts";
export type * from "./model.ts";
export { readEdition } from "./readEdition.ts";
export { readSourceFile } from "./sourceFile.ts";
export type { SourceFile } from "./source.ts";
export { foldSpelling } from "./spelling.ts";
