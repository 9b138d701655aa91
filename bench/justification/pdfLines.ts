import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runCommand } from "./producers/command.ts";
import { fontFile, sheet, type Setting } from "./setting.ts";

const extents = z.array(z.tuple([z.number(), z.number()]));

const lineSchema = z.object({
  baseline: z.number(), left: z.number(), right: z.number(), coreLeft: z.number(), coreRight: z.number(), spaces: extents, tatweels: extents,
});

const reportSchema = z.object({ spaceEm: z.number(), pages: z.array(z.array(lineSchema)) });

/** A line as the PDF has it; lengths in pt from the page's top left. */
export type PdfLine = Readonly<z.infer<typeof lineSchema>>;

/** A column as the PDF has it. */
export interface PdfColumn {
  /** pt */
  readonly naturalSpace: number;
  /** Lines that follow each other within a paragraph and a page, the paragraph's last line left out. */
  readonly blocks: readonly (readonly PdfLine[])[];
}

const python = process.env["PYTHON"] ?? "python3";

/** Why PDFs can't be measured on this machine; nothing if they can. */
export function measuringMissing(): string | undefined {
  try {
    runCommand(python, ["-c", "import pymupdf"]);
    return undefined;
  } catch {
    return `${python} has no PyMuPDF: \`python3 -m venv venv && venv/bin/pip install pymupdf\`, then PYTHON=venv/bin/python`;
  }
}

/** Measures a column's lines in its PDF, by a program that knows nothing of who made it. */
export function readPdfColumn(pdf: string, setting: Setting): PdfColumn {
  const printed = runCommand(python, [fileURLToPath(new URL("pdfLines.py", import.meta.url)), pdf, fontFile(setting)]);
  const { spaceEm, pages } = reportSchema.parse(JSON.parse(printed));
  return { naturalSpace: spaceEm * sheet.size, blocks: pages.flatMap((lines) => blocksOf(lines, setting)) };
}

/** Parts a page's lines at the gaps between paragraphs. A paragraph that runs on to the next page keeps all its lines. */
function blocksOf(lines: readonly PdfLine[], { measure }: Setting): PdfLine[][] {
  const blocks: PdfLine[][] = [];
  let block: PdfLine[] = [];
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const isLast = next ? next.baseline - line.baseline > sheet.leading + sheet.paragraphGap / 2 : line.right - line.left < measure - 1;
    if (!isLast) block.push(line);
    if (!isLast && next) continue;
    if (block.length > 0) blocks.push(block);
    block = [];
  }
  return blocks;
}
