export { flushFolder, writeFlushed } from "./flushed.ts";
export { isSystemError, reasonOf, type SystemError } from "./systemErrors.ts";
