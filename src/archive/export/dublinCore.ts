import type { ArchivedArticle, EditionFacts } from "../model.ts";
import type { XmlElement } from "./xml.ts";

type Property = readonly [name: string, value: string | undefined];

/**
 * An edition as a simple Dublin Core record (DCMES 1.1, ISO 15836-1) in the form in which libraries harvest them (OAI-PMH 2.0, `oai_dc`).
 *
 * @param identifiers names of the edition in the archive
 */
export function editionDublinCore({ publication, title, number, volume, date, language, pages, credits }: EditionFacts, identifiers: readonly string[]): XmlElement {
  return record([
    ["title", title],
    ...credits.map(({ role, name }): Property => ["contributor", role === "" ? name : `${name} (${role})`]),
    ["publisher", publication],
    ["date", date],
    ["type", "Text"],
    ["type", "newspaper"],
    ["format", "application/pdf"],
    ["format", `${pages} p.`],
    ...identifiers.map((identifier): Property => ["identifier", identifier]),
    ["language", language],
    ["relation", [publication, volume && `volume ${volume}`, number && `number ${number}`].filter((part) => part !== undefined && part !== "").join(", ")],
  ]);
}

/** An article of an edition. */
export function articleDublinCore({ headline, author, section, source }: ArchivedArticle, { title, publication, date, language }: EditionFacts): XmlElement {
  return record([["title", headline], ["creator", author], ["subject", section], ["source", source], ["publisher", publication], ["date", date], ["type", "Text"], ["language", language], ["relation", title]]);
}

function record(properties: readonly Property[]): XmlElement {
  return {
    name: "oai_dc:dc",
    attributes: {
      "xmlns:oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/", "xmlns:dc": "http://purl.org/dc/elements/1.1/", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      "xsi:schemaLocation": "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    },
    content: properties.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [{ name: `dc:${name}`, content: value }])),
  };
}
