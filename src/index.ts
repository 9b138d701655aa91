/**
 * Nashra as a library.
 *
 * @module
 */
export { buildBulletin, type Bulletin, type BuildRequest, type BuildResult, type FontUse } from "./build.ts";
export type { Diagnostic, Severity, SourcePosition, SourceSpan } from "./diagnostics/index.ts";
export { preflight, renderFindings, type Finding, type PreflightOptions, type PreflightResult, type Standard } from "./preflight/index.ts";
export type { Article, Block, CopyEdit, CopyEditRule, CopyText, Credit, Edition } from "./edition/index.ts";
export {
  ArchiveFault, exportEdition, isWhole, openArchive, serveArchive, submitPdf,
  type Added, type Archive, type ArchivedArticle, type ArchiveOptions, type ArchivePlace, type ArticleFilter, type RevisionRecord, type RevisionSummary, type SearchHit, type SearchResult, type Submission, type Verification,
} from "./archive/index.ts";
export { buildForArchive, submitBulletin, type EditionPdf } from "./archiveBulletin.ts";
export { rebuildEdition, type Rebuilt } from "./rebuildEdition.ts";
