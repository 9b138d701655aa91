export { describeArticles } from "./articleMetadata.ts";
export { copyEditRules } from "./copyEditRules.ts";
export { isEditionManifest, readEditionManifest, type ArticleFacts, type EditionManifest } from "./editionManifest.ts";
export { linkAddresses, type LinkedPart } from "./linkedText.ts";
export type * from "./model.ts";
export { readEdition } from "./readEdition.ts";
export { readSourceFile } from "./sourceFile.ts";
export type { OpenedSource, SourceFile } from "./source.ts";
export { foldLetters, foldSpelling, plainSpelling } from "./spelling.ts";
