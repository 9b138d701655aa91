import { revisionName } from "../editionName.ts";
import { shownPdf } from "../shownPdf.ts";
import type { ArchivedArticle, RevisionRecord, RevisionSummary } from "../model.ts";
import type { BlockPlace } from "../pages/placeArticles.ts";
import { blockId } from "./altoPage.ts";
import { articleDublinCore, editionDublinCore } from "./dublinCore.ts";
import type { XmlElement } from "./xml.ts";

/** A file that a METS document names. */
export interface ListedFile {
  /** From the document's own folder, with `/`. */
  readonly path: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
  /** What the file is used for: the group that it is in. */
  readonly use: string;
}

/** What a METS document is written from. */
export interface MetsMatter {
  readonly record: RevisionRecord;
  readonly summary: RevisionSummary;
  readonly files: readonly ListedFile[];
  /** The ALTO file of each page, by the page's number. */
  readonly alto: ReadonlyMap<number, string>;
  /** Of each article. */
  readonly blocks: readonly (readonly BlockPlace[])[];
}

const METS = "http://www.loc.gov/METS/";

/**
 * Describes an edition in METS 1.12 (Library of Congress), as libraries take in newspapers with ALTO: what it is and what its articles are in Dublin Core, its files with their checksums, its pages in order, its articles with the
 * text blocks that they stand in, and which article is on which page.
 */
export function metsDocument(matter: MetsMatter): XmlElement {
  const { record: { edition, articles, addedAt, addedBy }, summary } = matter;
  const identifier = identifierOf(summary);
  return {
    name: "mets",
    attributes: {
      xmlns: METS, "xmlns:xlink": "http://www.w3.org/1999/xlink", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xsi:schemaLocation": `${METS} http://www.loc.gov/standards/mets/mets.xsd`,
      OBJID: identifier, LABEL: edition.title, TYPE: "Newspaper",
    },
    content: [
      {
        name: "metsHdr", attributes: { CREATEDATE: addedAt },
        content: [
          { name: "agent", attributes: { ROLE: "CREATOR", TYPE: "OTHER", OTHERTYPE: "SOFTWARE" }, content: [{ name: "name", content: addedBy }] },
          { name: "agent", attributes: { ROLE: "OTHER", OTHERROLE: "PUBLISHER", TYPE: "ORGANIZATION" }, content: [{ name: "name", content: edition.publication }] },
          { name: "altRecordID", attributes: { TYPE: "sha256" }, content: summary.digest },
        ],
      },
      descriptive("DMD_ISSUE", editionDublinCore(edition, [identifier, `sha256:${summary.digest}`])),
      ...articles.map((article) => descriptive(dmdId(article), articleDublinCore(article, edition))),
      {
        name: "amdSec", attributes: { ID: "AMD_ISSUE" },
        content: [{ name: "digiprovMD", attributes: { ID: "PROVENANCE" }, content: [{ name: "mdRef", attributes: { LOCTYPE: "URL", MDTYPE: "OTHER", OTHERMDTYPE: "nashra-revision", MIMETYPE: "application/json", "xlink:href": "record.json" } }] }],
      },
      fileSection(matter.files),
      physical(matter),
      logical(matter),
      ...linksOf(matter),
    ],
  };
}

/** What a revision is known by outside the archive: the same however many come after it. */
export function identifierOf(summary: RevisionSummary): string {
  return revisionName(summary, summary.revision).normalize("NFC");
}

function descriptive(id: string, content: XmlElement): XmlElement {
  return { name: "dmdSec", attributes: { ID: id }, content: [{ name: "mdWrap", attributes: { MDTYPE: "DC" }, content: [{ name: "xmlData", content: [content] }] }] };
}

function fileSection(files: readonly ListedFile[]): XmlElement {
  const uses = [...new Set(files.map(({ use }) => use))];
  return {
    name: "fileSec",
    content: uses.map((use) => ({
      name: "fileGrp", attributes: { USE: use },
      content: files.flatMap(({ path, mediaType, bytes, sha256, ...file }, index) => (file.use !== use ? [] : [{
        name: "file", attributes: { ID: fileId(index), MIMETYPE: mediaType, SIZE: bytes, CHECKSUM: sha256, CHECKSUMTYPE: "SHA-256" },
        content: [{ name: "FLocat", attributes: { LOCTYPE: "URL", "xlink:type": "simple", "xlink:href": path.split("/").map(encodeURIComponent).join("/") } }],
      }])),
    })),
  };
}

function physical({ record: { edition, files: kept }, files, alto }: MetsMatter): XmlElement {
  const pdf = shownPdf(kept);
  const issueFile = pdf && idOf(files, pdf.name);
  return {
    name: "structMap", attributes: { TYPE: "PHYSICAL" },
    content: [{
      name: "div", attributes: { ID: "PHYS_ISSUE", TYPE: "physSequence", LABEL: edition.title, DMDID: "DMD_ISSUE", ADMID: "AMD_ISSUE" },
      content: [
        ...(issueFile === undefined ? [] : [{ name: "fptr", attributes: { FILEID: issueFile } }]),
        ...[...alto].map(([page, path]): XmlElement => ({
          name: "div", attributes: { ID: pageId(page), TYPE: "page", ORDER: page, ORDERLABEL: page }, content: [{ name: "fptr", attributes: { FILEID: idOf(files, path) } }],
        })),
      ],
    }],
  };
}

function logical({ record: { edition, articles }, files, alto, blocks }: MetsMatter): XmlElement {
  return {
    name: "structMap", attributes: { TYPE: "LOGICAL" },
    content: [{
      name: "div", attributes: { ID: "LOG_NEWSPAPER", TYPE: "Newspaper", LABEL: edition.publication },
      content: [{
        name: "div", attributes: { ID: "LOG_ISSUE", TYPE: "Issue", LABEL: edition.title, DMDID: "DMD_ISSUE", ADMID: "AMD_ISSUE" },
        content: articles.map((article, index): XmlElement => ({
          name: "div", attributes: { ID: articleId(article), TYPE: article.kind === "article" ? "Article" : "Page", ORDER: article.position, LABEL: article.headline === "" ? undefined : article.headline, DMDID: dmdId(article) },
          content: areasOf(blocks[index] ?? [], alto, files),
        })),
      }],
    }],
  };
}

/** The blocks of an article one after the other. */
function areasOf(blocks: readonly BlockPlace[], alto: MetsMatter["alto"], files: readonly ListedFile[]): XmlElement[] {
  const areas = blocks.map(({ page, block }): XmlElement => ({ name: "area", attributes: { FILEID: idOf(files, alto.get(page) ?? ""), BETYPE: "IDREF", BEGIN: blockId(page, block) } }));
  if (areas.length === 0) return [];
  return [{ name: "fptr", content: areas.length === 1 ? areas : [{ name: "seq", content: areas }] }];
}

/** Which pages articles are on; METS has no section of links without any. */
function linksOf({ record: { articles }, alto, blocks }: MetsMatter): XmlElement[] {
  const links = articles.flatMap((article, index) => {
    const pages = new Set((blocks[index] ?? []).map(({ page }) => page));
    return [...pages].filter((page) => alto.has(page)).map((page): XmlElement => ({ name: "smLink", attributes: { "xlink:from": articleId(article), "xlink:to": pageId(page) } }));
  });
  const issue = [...alto.keys()].map((page): XmlElement => ({ name: "smLink", attributes: { "xlink:from": "LOG_ISSUE", "xlink:to": pageId(page) } }));
  return links.length + issue.length === 0 ? [] : [{ name: "structLink", content: [...issue, ...links] }];
}

function fileId(index: number): string {
  return `FILE_${String(index + 1).padStart(4, "0")}`;
}

function idOf(files: readonly ListedFile[], path: string): string {
  return fileId(files.findIndex((file) => file.path === path));
}

function pageId(page: number): string {
  return `PHYS_${String(page).padStart(4, "0")}`;
}

function articleId({ position }: ArchivedArticle): string {
  return `LOG_${String(position).padStart(4, "0")}`;
}

function dmdId({ position }: ArchivedArticle): string {
  return `DMD_${String(position).padStart(4, "0")}`;
}
