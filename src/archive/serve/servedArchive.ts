import type { Archive } from "../archive.ts";

/** What the reading pages need of an archive: nothing that changes it. */
export type ServedArchive = Pick<Archive, "list" | "resolve" | "search" | "readFile" | "readPages">;
