import type { KeptFile } from "./model.ts";

/** Of an edition's kept PDFs the one that is shown, and whose words are known: the archival one, else one for screens, else the first. */
export function shownPdf(files: readonly KeptFile[]): KeptFile | undefined {
  const pdfs = files.filter(({ role }) => role === "pdf");
  return pdfs.find(({ profile }) => profile === "archive") ?? pdfs.find(({ profile }) => profile === "screen") ?? pdfs[0];
}
