import type { Archive } from "../archive.ts";

/** What the reading pages need of an archive: nothing that changes it. */
export type ServedArchive = Pick<Archive, "list" | "months" | "resolve" | "search" | "readFile" | "readPages">;
