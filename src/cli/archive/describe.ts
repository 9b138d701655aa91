import type { Added, RevisionSummary } from "../../archive/index.ts";
import { holdsRightToLeft, isolate, printable } from "../../diagnostics/index.ts";

/** A text of the archive for a line of Latin text on a terminal: nothing in it takes effect on the rest of the line. */
export function shown(text: string): string {
  const safe = printable(text);
  return holdsRightToLeft(safe) ? isolate(safe, "rtl") : safe;
}

/** What a person calls a revision: its edition's name, with `@n` where it is not the newest. */
export function nameOf({ name, revision, revisions }: Pick<RevisionSummary, "name" | "revision" | "revisions">): string {
  const bare = name.replace(/@\d+$/, "");
  return revision === revisions ? shown(bare) : `${shown(bare)}@${revision}`;
}

/** A revision's name as a file's or a folder's, on any file system. */
export function fileNameOf({ name }: Pick<RevisionSummary, "name">): string {
  return name.replace(/[/\\:*?"<>|\p{Cc}]+/gu, "-").replace(/^\.+/u, "");
}

/** Tells what became of an edition that was to be kept. */
export function describeAdded({ outcome, summary }: Added): string {
  const { revision, digest, articles, pages } = summary;
  const told = { added: "kept", revised: `kept as revision ${revision}`, known: revision === summary.revisions ? "is kept already" : `is kept already, as revision ${revision}` }[outcome];
  return `${nameOf(summary)}: ${told}, ${counted(pages, "page")}, ${counted(articles, "article")}, ${digest.slice(0, 12)}`;
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Bytes for people. */
export function sized(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${power === 0 ? bytes : (bytes / 1024 ** power).toFixed(1)} ${units[power] ?? ""}`;
}
