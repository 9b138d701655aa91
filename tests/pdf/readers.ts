import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { getDocument, version } from "pdfjs-dist/legacy/build/pdf.mjs";
import { z } from "zod";

/** A program that gives a file's text back. */
export interface Reader {
  readonly name: string;
  readonly version: string;
  /** Page after page, line breaks as the reader makes them. */
  readonly read: (pdf: Uint8Array) => Promise<string>;
}

const pdfium = await PDFiumLibrary.init();
const pdfiumPackage = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@hyzyla/pdfium").replace(/dist\/.*$/u, "package.json"), "utf8")));

/** Opens a file in pdf.js. */
export function openInPdfJs(pdf: Uint8Array): Promise<Awaited<ReturnType<typeof getDocument>["promise"]>> {
  return getDocument({ data: pdf.slice(), verbosity: 0, useSystemFonts: false }).promise;
}

/** Firefox's reader. */
export const pdfJs: Reader = {
  name: "pdf.js",
  version,
  read: async (pdf) => {
    const document = await openInPdfJs(pdf);
    const pages: string[] = [];
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      pages.push(items.map((item) => ("str" in item ? `${item.str}${item.hasEOL ? "\n" : ""}` : "")).join(""));
    }
    await document.destroy();
    return pages.join("\n");
  },
};

/** Chrome's reader. */
export const pdfiumReader: Reader = {
  name: "PDFium",
  version: pdfiumPackage.version,
  read: async (pdf) => {
    const document = await pdfium.loadDocument(pdf);
    const pages: string[] = [];
    for (const page of document.pages()) pages.push(page.getText());
    document.destroy();
    return pages.join("\n");
  },
};

const directionalControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text without directional controls, white space as single spaces, marks in canonical order. */
export function plain(text: string): string {
  return text.replace(directionalControls, "").replace(/\s+/gu, " ").trim().normalize("NFC");
}

/** How much of what was set a reader gives back. */
export interface Reading {
  /** Paragraphs found whole, letter for letter, in the order in which they were set. */
  readonly exact: number;
  /** Those missing, each with what stands nearest to it: for people. */
  readonly missing: readonly string[];
}

/** Looks for paragraphs in a reader's text, one after the other. */
export function compare(expected: readonly string[], text: string): Reading {
  const read = ` ${plain(text)} `;
  const missing: string[] = [];
  let exact = 0;
  let from = 0;
  for (const paragraph of expected) {
    const wanted = ` ${plain(paragraph)} `;
    const at = read.indexOf(wanted, from);
    if (at < 0) {
      missing.push(nearest(wanted, read));
      continue;
    }
    exact++;
    from = at + wanted.length - 1;
  }
  return { exact, missing };
}

function nearest(wanted: string, read: string): string {
  let shared = 0;
  let step = wanted.length;
  while (step >= 1) {
    if (shared + step <= wanted.length && read.includes(wanted.slice(0, shared + step))) shared += step;
    else step = Math.floor(step / 2);
  }
  const at = read.indexOf(wanted.slice(0, shared)) + shared;
  return `…${wanted.slice(Math.max(0, shared - 20), shared)}[${wanted.slice(shared, shared + 20)}] came back as [${read.slice(at, at + 20)}]`;
}
