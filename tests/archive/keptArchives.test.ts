import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openArchive, type Archive } from "../../src/archive/archive.ts";
import type { ArticleFilter } from "../../src/archive/catalogue/catalogue.ts";
import { scratchFolder } from "../cli/command.ts";
import { keptSubmissions } from "./kept/submissions.ts";

const kept = fileURLToPath(new URL("../data/archives", import.meta.url));

async function found(archive: Archive, words: string, filter: ArticleFilter = {}): Promise<string[]> {
  const result = await archive.search(words, filter, { limit: 10, offset: 0 }, () => undefined);
  return (result?.hits ?? []).map(({ nearness, revision, article }) => `${nearness} ${revision.name} ${article.position}`);
}

describe.each(readdirSync(kept))("an archive that an earlier version made, %s,", (version) => {
  const copied = (): string => {
    const folder = join(scratchFolder(), "archive");
    cpSync(join(kept, version), folder, { recursive: true });
    return folder;
  };

  test("is whole, and holds what was put into it", async () => {
    const archive = await openArchive({ archive: copied() }, { mode: "read", program: "nashra test" });
    expect((await archive.verify()).findings).toEqual([]);
    expect((await archive.list({}, { allRevisions: true })).map(({ name, articles, addedAt }) => `${name} ${articles} ${addedAt}`)).toEqual([
      "نشرة المدينة/2 1 2026-01-03T10:00:00.000Z", "نشرة المدينة/2@1 1 2026-01-02T10:00:00.000Z", "نشرة المدينة/1 2 2026-01-01T10:00:00.000Z", "Bulletin/7 1 2026-01-04T10:00:00.000Z",
    ]);
    for (const [index, name] of ["نشرة المدينة/1", "نشرة المدينة/2@1", "نشرة المدينة/2", "Bulletin/7"].entries()) {
      const submission = keptSubmissions[index];
      const { record } = await archive.resolve(name);
      expect(record.edition).toEqual(submission?.edition);
      expect(record.recipe).toEqual(submission?.recipe);
      expect(record.articles.map(({ headline, body }) => [headline, body])).toEqual(submission?.articles.map(({ headline, paragraphs }) => [headline, paragraphs.join("\n")]));
      expect(await archive.readPages(record)).toEqual(submission?.pages);
      for (const { name: file, bytes } of submission?.files ?? []) {
        const keptFile = record.files.find((other) => other.name === file);
        expect(keptFile && Buffer.from(await archive.readFile(keptFile))).toEqual(Buffer.from(bytes));
      }
    }
    await archive.close();
  });

  test("is searched as a new one is", async () => {
    const archive = await openArchive({ archive: copied() }, { mode: "read", program: "nashra test" });
    expect(await found(archive, "المكتبة")).toEqual(["spelling نشرة المدينة/1 1"]);
    expect(await found(archive, "مكتبه")).toEqual(["form نشرة المدينة/1 1"]);
    expect(await found(archive, "السبت")).toEqual(["spelling نشرة المدينة/2 1"]);
    expect(await found(archive, "الجمعة")).toEqual([]);
    expect(await found(archive, "الجمعة", { allRevisions: true })).toEqual(["spelling نشرة المدينة/2@1 1"]);
    expect(await found(archive, "12 ناشر", { from: "2022-12-01" })).toHaveLength(1);
    expect(await found(archive, "المدينة", { author: "سلمي احمد" })).toEqual(["spelling نشرة المدينة/1 1"]);
    await archive.close();
  });

  test("is added to: what it has is known, what is new becomes a revision", async () => {
    const archive = await openArchive({ archive: copied() }, { mode: "write", program: "nashra test" });
    for (const { edition, articles, pages, files, recipe } of keptSubmissions) expect((await archive.add({ edition, articles, pages, files, ...(recipe && { recipe }) })).outcome).toBe("known");
    const [first] = keptSubmissions;
    if (first) expect(await archive.add({ ...first, pages: [], articles: [{ kind: "article", headline: "جديد", paragraphs: ["خبر جديد"] }] })).toMatchObject({ outcome: "revised", summary: { revision: 2 } });
    expect(await found(archive, "خبر جديد")).toEqual(["spelling نشرة المدينة/1 1"]);
    expect((await archive.verify()).findings).toEqual([]);
    await archive.close();
  });
});
