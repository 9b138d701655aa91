import { when, type Fault, type Rule } from "./rule.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { filtersOf } from "./streamData.ts";

const standardFilters = new Set(["ASCIIHexDecode", "ASCII85Decode", "LZWDecode", "FlateDecode", "RunLengthDecode", "CCITTFaxDecode", "JBIG2Decode", "DCTDecode", "JPXDecode", "Crypt"]);

/** The dictionary of a cross-reference stream may list many sections. */
const dictionaryLooked = 65_536;

function latin(document: PreflightDocument, from: number, to?: number): string {
  return Buffer.from(document.file.bytes.subarray(from, to)).toString("latin1");
}

function headerFault(document: PreflightDocument): string | undefined {
  const [first = "", second = ""] = latin(document, 0, 64).split(/\r\n|\r|\n/);
  if (!/^%PDF-\d\.\d$/.test(first)) return "The file does not begin with %PDF and its version, alone on the first line.";
  return /^%[\x80-\xff]{4}/.test(second) ? undefined : "The line after the header is no comment of four bytes above 127, which tells programs that the file is binary.";
}

/** Where `startxref` says that the cross-reference table stands, something else stands. */
function crossReferenceFault(document: PreflightDocument): string | undefined {
  const tail = latin(document, Math.max(0, document.file.bytes.length - 2048));
  const offset = [...tail.matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1];
  if (offset === undefined) return "The file's end has no startxref: it may have been cut off.";
  const found = latin(document, Number(offset), Number(offset) + dictionaryLooked);
  return /^\s*(?:xref\b|\d+\s+\d+\s+obj\b[^]*?\/XRef\b)/.test(found) ? undefined : "What startxref leads to is no cross-reference table.";
}

function* streamsWith(document: PreflightDocument, faulty: (filters: readonly string[]) => string | undefined): Generator<Fault> {
  for (const stream of document.reachable.dictionaries) {
    const message = stream.stream === undefined ? undefined : faulty(filtersOf(stream));
    if (message !== undefined) yield { object: stream.id, message };
  }
}

/** Rules about the file as such. */
export const fileRules: readonly Rule[] = [
  {
    id: "file/version", severity: "error", demanded: { x4: "" }, subject: "7.5.2",
    what: "The header's version is 1.6 or lower.", hint: "Save the file as PDF 1.6 (Acrobat 7).",
    check: ({ file }) => when(Number(file.version) > 1.6, "header", `The header says version ${file.version}.`),
  },
  {
    id: "file/catalog-version", severity: "error", demanded: { x4: "" }, subject: "7.7.2",
    what: "The catalog does not raise the version above 1.6.", hint: "Save the file as PDF 1.6 (Acrobat 7).",
    check: ({ catalog }) => when(Number(catalog.name("Version") ?? 0) > 1.6, catalog.id, `The catalog says version ${catalog.name("Version") ?? ""}.`),
  },
  {
    id: "file/header", severity: "error", demanded: { a: "6.1.2" }, subject: "7.5.2",
    what: "The header stands at the first byte, and a comment of four bytes above 127 follows.", hint: "Save the file anew.",
    check: (document) => { const fault = headerFault(document); return when(fault !== undefined, "header", fault ?? ""); },
  },
  {
    id: "file/end", severity: "error", demanded: { a: "6.1.3" }, subject: "7.5.5",
    what: "Nothing follows the last %%EOF but one end of line.", hint: "Save the file anew.",
    check: (document) => when(!/%%EOF(?:\r\n|\r|\n)?$/.test(latin(document, Math.max(0, document.file.bytes.length - 64))), "trailer", "The file does not end with %%EOF."),
  },
  {
    id: "file/cross-reference", severity: "error", demanded: { x4: "", a: "6.1.4", ua: "" }, subject: "7.5.4",
    what: "startxref leads to the cross-reference table.", hint: "Save the file anew; fetch it again if it was cut off.",
    check: (document) => { const fault = crossReferenceFault(document); return when(fault !== undefined, "trailer", fault ?? ""); },
  },
  {
    id: "file/unreadable-object", severity: "error", demanded: { x4: "", a: "6.1.9", ua: "" }, subject: "7.3.10",
    what: "Every object can be read.", hint: "Save the file anew; fetch it again if it was damaged on its way.",
    check: ({ file }) => file.unreadable.map((object) => ({ object, message: "The object is damaged and cannot be read." })),
  },
  {
    id: "file/unreadable-content", severity: "error", demanded: { x4: "", a: "6.1.7.1", ua: "" }, subject: "7.8.2",
    what: "The content of pages and forms can be read.", hint: "Save the file anew; fetch it again if it was damaged on its way.",
    check: ({ content }) => [...content.faults.values()].filter(({ kind }) => kind === "unreadable")
      .map(({ object, page }) => ({ object, page, message: "The stream's data is broken or has a filter that content cannot have." })),
  },
  {
    id: "file/too-much-content", severity: "warning", demanded: { x4: "", a: "", ua: "", shop: "" }, subject: "7.8.2",
    what: "The content is short enough to be read to its end.", hint: "Split the file: what comes later in it has not been checked.",
    check: ({ content }) => [...content.faults.values()].filter(({ kind }) => kind === "too-much").map(() => ({ object: "trailer", message: "The content has too many operators or forms that draw each other without end; the rest was not read." })),
  },
  {
    id: "file/encrypted", severity: "error", demanded: { x4: "", a: "6.1.3" }, subject: "7.6",
    what: "The file is not encrypted.", hint: "Save it without password and restrictions. What is encrypted cannot be checked further.",
    check: ({ file }) => when(file.trailer.has("Encrypt"), "trailer", "The file is encrypted."),
  },
  {
    id: "file/identifier", severity: "error", demanded: { x4: "", a: "6.1.3" }, subject: "14.4",
    what: "The trailer has an ID of two strings.", hint: "Save the file anew with a program that writes file identifiers.",
    check: ({ file }) => when(file.trailer.array("ID")?.length !== 2, "trailer", "The trailer has no ID."),
  },
  {
    id: "file/lzw", severity: "error", demanded: { x4: "", a: "6.1.7.2" }, subject: "7.4.4",
    what: "No stream is compressed by LZW.", hint: "Compress by Flate.",
    check: (document) => streamsWith(document, (filters) => (filters.includes("LZWDecode") ? "The stream is compressed by LZW." : undefined)),
  },
  {
    id: "file/filter", severity: "error", demanded: { x4: "", a: "6.1.7.2" }, subject: "7.4.1",
    what: "Streams have the filters of ISO 32000-1 only, and no Crypt filter.", hint: "Compress by Flate.",
    check: (document) => streamsWith(document, (filters) => {
      const other = filters.find((filter) => !standardFilters.has(filter) || filter === "Crypt");
      return other === undefined ? undefined : `The stream has the filter ${other}.`;
    }),
  },
  {
    id: "file/external-stream", severity: "error", demanded: { x4: "", a: "6.1.7.1" }, subject: "7.3.8.2",
    what: "No stream's data stands in another file.", hint: "Embed what is linked.",
    check: ({ reachable }) => reachable.dictionaries.filter((stream) => stream.stream !== undefined && ["F", "FFilter", "FDecodeParms"].some((key) => stream.has(key)))
      .map(({ id }) => ({ object: id, message: "The stream takes its data from another file." })),
  },
  {
    id: "file/string-length", severity: "error", demanded: { a: "6.1.13" }, subject: "Annex C",
    what: "Strings have 32,767 bytes at most.", hint: "Split the text.",
    check: ({ reachable, content: { longest } }) => [
      ...when(reachable.longestText.length > 32_767, reachable.longestText.id, `A string has ${reachable.longestText.length} bytes.`),
      ...when(longest.text > 32_767, longest.object, `A string has ${longest.text} bytes.`, longest.page),
    ],
  },
  {
    id: "file/name-length", severity: "error", demanded: { a: "6.1.13" }, subject: "Annex C",
    what: "Names have 127 bytes at most.", hint: "Give it a shorter name.",
    check: ({ reachable, content: { longest } }) => [
      ...when(reachable.longestName.length > 127, reachable.longestName.id, `A name has ${reachable.longestName.length} bytes.`),
      ...when(longest.name > 127, longest.object, `A name has ${longest.name} bytes.`, longest.page),
    ],
  },
  {
    id: "file/state-depth", severity: "error", demanded: { a: "6.1.13" }, subject: "Annex C",
    what: "Graphics states are saved 28 deep at most.", hint: "Flatten nested groups.",
    check: ({ content: { deepest } }) => when(deepest.depth > 28, deepest.object, `The content nests q ${deepest.depth} deep.`, deepest.page),
  },
];
