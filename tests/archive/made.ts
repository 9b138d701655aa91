import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openArchive, type Archive, type ArchiveOptions, type Submission } from "../../src/archive/index.ts";

/** What of an edition a test cares for. */
export interface Made {
  readonly publication?: string;
  readonly number?: string;
  readonly date?: string;
  readonly articles?: readonly { readonly headline: string; readonly body: string; readonly section?: string; readonly author?: string }[];
  /** What its PDF holds. */
  readonly pdf?: string;
}

/** An edition that nobody painted. */
export function made({ publication = "الصباح", number, date, articles = [{ headline: "عنوان", body: "متن الخبر" }], pdf = "%PDF" }: Made): Submission {
  return {
    edition: { publication, title: publication, language: "ar", pages: 1, credits: [], fonts: [], ...(number !== undefined && { number }), ...(date !== undefined && { date }) },
    articles: articles.map(({ body, ...article }) => ({ kind: "article", paragraphs: body.split("\n"), ...article })),
    pages: [],
    files: [
      { role: "pdf", name: "pdf/archive.pdf", mediaType: "application/pdf", profile: "archive", bytes: new TextEncoder().encode(`${pdf} ${number ?? date ?? ""}`) },
      { role: "source", name: "sources/a.txt", mediaType: "text/plain", bytes: new TextEncoder().encode(articles.map(({ headline, body }) => `${headline}\n${body}`).join("\n")) },
    ],
  };
}

/** A folder of its own for one test, removed when the test ends. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

/** An archive in a folder, closed when the test ends. */
export async function opened(folder: string, mode: ArchiveOptions["mode"] = "write"): Promise<Archive> {
  const archive = await openArchive({ archive: folder }, { mode, program: "Nashra test" });
  onTestFinished(() => archive.close());
  return archive;
}
