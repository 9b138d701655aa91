export { serveArchive, type ServedPages, type ServeOptions } from "./serveArchive.ts";
export type { ServedArchive } from "./servedArchive.ts";
