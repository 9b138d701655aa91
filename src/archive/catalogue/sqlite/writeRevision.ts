import * as z from "zod/mini";
import type { Added, NewRevision } from "../catalogue.ts";
import { foldName } from "../../words/foldWords.ts";
import { packArticle } from "../articleContent.ts";
import { placeArticles } from "./articlePlaces.ts";
import type { Connection } from "./connection.ts";
import { summaryOf } from "./revisions.ts";

/** Writes a revision into a database, in one transaction; nothing where its edition has one with the same digest. */
export function writeRevision(database: Connection, { record, recordSha256, folded }: NewRevision): Added {
  const contents = record.articles.map(packArticle);
  return database.writing(() => {
    const edition = findEdition(database, record.edition);
    const known = database.value("SELECT id FROM revisions WHERE edition = ? AND digest = ?", edition, record.digest);
    if (known !== undefined) return { outcome: "known", summary: summaryOf(database, z.number().parse(known)) };

    const revision = z.number().parse(database.value("UPDATE editions SET revisions = revisions + 1 WHERE id = ? RETURNING revisions", edition));
    database.run("INSERT INTO superseded SELECT articles.id FROM revisions JOIN articles ON articles.id BETWEEN first_article AND last_article WHERE edition = ? AND newest = 1", edition);
    database.run("UPDATE revisions SET newest = 0 WHERE edition = ? AND newest = 1", edition);
    const first = placeArticles(database, record.edition.date, record.articles.length);
    const id = insertRevision(database, { record, recordSha256 }, { edition, revision, first });
    for (const { name, sha256, bytes } of record.files) database.run("INSERT INTO files (revision, name, sha256, bytes) VALUES (?, ?, ?, ?)", id, name, sha256, bytes);
    database.run("INSERT OR IGNORE INTO vocabulary SELECT value FROM json_each(?)", JSON.stringify(vocabularyOf(folded)));
    for (const [index, content] of contents.entries()) {
      const words = folded[index];
      if (words === undefined) throw new Error(`article ${index + 1} of ${record.articles.length} has not been folded`);
      const article = first + index;
      database.run("INSERT INTO articles (id, revision, section, author, date) VALUES (?, ?, ?, ?, ?)", article, id, labelOf(database, words.section), labelOf(database, words.author), record.edition.date ?? null);
      database.run("INSERT INTO contents (article, deflated) VALUES (?, ?)", article, content);
      database.run("INSERT INTO words (rowid, headline, body) VALUES (?, ?, ?)", article, words.headline, words.body);
      database.run("INSERT INTO spellings (rowid, spelled) VALUES (?, ?)", article, words.spellings);
    }
    return { outcome: revision === 1 ? "added" : "revised", summary: summaryOf(database, id) };
  });
}

/** In order: neighbours lie together in the database. */
function vocabularyOf(folded: NewRevision["folded"]): string[] {
  return [...new Set(folded.flatMap(({ headline, body }) => `${headline} ${body}`.split(" ")))].filter((word) => word !== "").sort();
}

/** By what an edition is known: its publication and number, or its publication and day where it has no number. */
function findEdition(database: Connection, { publication, number, date }: NewRevision["record"]["edition"]): number {
  const key = [foldName(publication), number ?? "", number === undefined ? (date ?? "") : ""];
  const known = database.value("SELECT id FROM editions WHERE publication = ? AND number = ? AND date = ?", ...key);
  return known === undefined ? database.run("INSERT INTO editions (publication, number, date, revisions) VALUES (?, ?, ?, 0)", ...key) : z.number().parse(known);
}

function insertRevision(database: Connection, { record, recordSha256 }: Pick<NewRevision, "record" | "recordSha256">, { edition, revision, first }: Readonly<Record<"edition" | "revision" | "first", number>>): number {
  const { edition: facts, articles } = record;
  const textBytes = articles.reduce((sum, { headline, body }) => sum + Buffer.byteLength(headline) + Buffer.byteLength(body), 0);
  const places = articles.length === 0 ? [null, null] : [first, first + articles.length - 1];
  return database.run(
    `INSERT INTO revisions (edition, revision, newest, digest, record, added_at, added_by, publication, number, date, title, language, pages, articles, text_bytes, first_article, last_article)
      VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    edition, revision, record.digest, recordSha256, record.addedAt, record.addedBy, facts.publication, facts.number ?? null, facts.date ?? null, facts.title, facts.language, facts.pages, articles.length, textBytes, ...places,
  );
}

/** The number of a section's or author's folded name. */
function labelOf(database: Connection, folded: string | undefined): number | null {
  if (folded === undefined) return null;
  const known = database.value("SELECT id FROM labels WHERE folded = ?", folded);
  return known === undefined ? database.run("INSERT INTO labels (folded) VALUES (?)", folded) : z.number().parse(known);
}
