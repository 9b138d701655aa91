export { flushFolder, writeFlushed } from "./flushed.ts";
export { makeFolders } from "./folders.ts";
export { isSystemError, readingReasonOf, reasonOf, type SystemError } from "./systemErrors.ts";
