import type { KeptFile, PageText, RevisionRecord, RevisionSummary } from "../model.ts";
import { sha256Of } from "../digest.ts";
import { shownPdf } from "../shownPdf.ts";
import { blocksOfArticles } from "../pages/placeArticles.ts";
import { altoPage } from "./altoPage.ts";
import { articlesJsonLd } from "./articlesJsonLd.ts";
import { writeBag, type BagInfo, type PayloadFile } from "./bag.ts";
import { editionDublinCore } from "./dublinCore.ts";
import { identifierOf, metsDocument, type ListedFile } from "./mets.ts";
import { openXml } from "./xml.ts";

/** What is exported: one revision, and where its content comes from. */
export interface ExportSource {
  readonly record: RevisionRecord;
  readonly summary: RevisionSummary;
  /** The words on the archival PDF's pages. */
  readonly pages: readonly PageText[];
  /** A kept file's content, checked against its hash; throws `ArchiveFault` for one that is missing or damaged. */
  readonly readFile: (file: Pick<KeptFile, "sha256" | "name">) => Promise<Uint8Array>;
}

/** A file that is written for the export. */
interface MadeFile {
  readonly path: string;
  readonly mediaType: string;
  readonly use: string;
  readonly bytes: Uint8Array;
}

/** Groups of files in METS, by what they are to the edition. */
const uses: Readonly<Record<KeptFile["role"], string>> = { pdf: "PDF", source: "SOURCE", template: "TEMPLATE", image: "IMAGE", profile: "PROFILE", pages: "WORDS" };

/**
 * Exports a revision as a bag (RFC 8493): every kept file under its name, the revision's record as it is kept, the edition in Dublin Core and JSON-LD by schema.org, its pages in ALTO and the whole in METS. The same revision gives the
 * same bag, byte for byte.
 *
 * Throws `ArchiveFault`: what `readFile` and `writeBag` do; nothing is left of the bag then.
 *
 * @param folder must not exist or be empty
 */
export async function exportEdition(source: ExportSource, folder: string): Promise<void> {
  const { record, summary, readFile } = source;
  const recordBytes = await readFile({ sha256: summary.record, name: "record.json" });
  const made = await makeFiles(source, { path: "record.json", mediaType: "application/json", use: "METADATA", bytes: recordBytes });
  const payload: PayloadFile[] = [
    ...record.files.map(({ name, sha256 }) => ({ path: name, read: () => readFile({ name, sha256 }) })),
    ...made.map(({ path, bytes }) => ({ path, read: () => Promise.resolve(bytes) })),
  ];
  await writeBag(folder, payload, bagInfo(source));
}

async function makeFiles({ record, summary, pages }: ExportSource, recordFile: MadeFile): Promise<MadeFile[]> {
  const write = await openXml();
  const { edition, articles, files: kept, addedBy } = record;
  const identifier = identifierOf(summary);
  const facts = { language: edition.language, source: `../${shownPdf(kept)?.name ?? ""}`, program: addedBy };
  const alto = pages.map((page) => ({ page: page.number, path: `alto/${String(page.number).padStart(4, "0")}.xml`, mediaType: "application/xml", use: "ALTO", bytes: write(altoPage(page, facts)) }));
  const made: MadeFile[] = [
    ...alto,
    { path: "metadata/dublin-core.xml", mediaType: "application/xml", use: "METADATA", bytes: write(editionDublinCore(edition, [identifier, `sha256:${summary.digest}`])) },
    { path: "metadata/articles.jsonld", mediaType: "application/ld+json", use: "METADATA", bytes: articlesJsonLd(edition, articles, identifier) },
    recordFile,
  ];
  const listed: ListedFile[] = [
    ...kept.map(({ role, name, mediaType, bytes, sha256 }) => ({ path: name.normalize("NFC"), mediaType, bytes, sha256, use: uses[role] })),
    ...made.map(({ path, mediaType, use, bytes }) => ({ path, mediaType, use, bytes: bytes.byteLength, sha256: sha256Of(bytes) })),
  ];
  const mets = metsDocument({ record, summary, files: listed, alto: new Map(alto.map(({ page, path }) => [page, path])), blocks: blocksOfArticles(articles, pages) });
  return [...made, { path: "mets.xml", mediaType: "application/xml", use: "METADATA", bytes: write(mets) }];
}

function bagInfo({ record: { edition, addedAt, addedBy }, summary }: ExportSource): BagInfo {
  return [
    ["Source-Organization", edition.publication],
    ["External-Description", edition.title],
    // The day on which the edition was added: a bag made again is the same.
    ["Bagging-Date", addedAt.slice(0, 10)],
    ["External-Identifier", identifierOf(summary)],
    ["Internal-Sender-Identifier", `sha256:${summary.digest}`],
    ["Internal-Sender-Description", `Revision ${summary.revision}`],
    ["Bag-Software-Agent", addedBy],
  ];
}
