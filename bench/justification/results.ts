import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ComposeResources } from "../../src/text/index.ts";
import { countWords } from "../corpus/corpus.ts";
import { composeColumn, openComposing } from "./composeColumn.ts";
import type { Profile } from "./composeWith.ts";
import { countElongations, extensionsOf, type ElongationFigures } from "./elongations.ts";
import { figuresOf, type Figures } from "./figures.ts";
import { readPdfColumn, type PdfColumn } from "./pdfLines.ts";
import { pointsOf, type BenchFamily, type Producer, type Setting } from "./setting.ts";

/** One column by one producer. */
export interface Result {
  readonly producer: string;
  readonly family: BenchFamily;
  /** mm */
  readonly millimetres: number;
  readonly figures: Figures;
  /** Nashra's from its composed lines, of others who elongate from the tatweels in the PDF. */
  readonly elongation?: ElongationFigures;
}

/** The columns to set: each text in each family at each measure. */
export interface Plan {
  readonly paragraphs: readonly string[];
  readonly families: readonly BenchFamily[];
  /** mm */
  readonly measures: readonly number[];
  readonly producers: readonly Producer[];
}

/** Sets and measures every column of a plan; `tell` hears of each before it is set. */
export async function measureAll({ paragraphs, families, measures, producers }: Plan, tell: (what: string) => void): Promise<Result[]> {
  const composing = await openComposing();
  const results: Result[] = [];
  for (const family of families) {
    for (const millimetres of measures) {
      const setting = { paragraphs, family, measure: pointsOf(millimetres) };
      for (const producer of producers) {
        tell(`${producer.name}, ${family}, ${millimetres} mm`);
        const column = await pdfColumnOf(producer, setting);
        const elongation = elongationOf(producer, setting, column, composing);
        results.push({ producer: producer.name, family, millimetres, figures: figuresOf(column, setting.measure), ...(elongation && { elongation }) });
      }
    }
  }
  return results;
}

function pdfColumnOf(producer: Producer, setting: Setting): Promise<PdfColumn> {
  return inFolder(async (folder) => {
    const pdf = join(folder, "measured.pdf");
    await producer.set(setting, pdf, folder);
    return readPdfColumn(pdf, setting);
  });
}

function elongationOf({ profile, drawsTatweels }: Producer, setting: Setting, column: PdfColumn, composing: ComposeResources): ElongationFigures | undefined {
  if (profile !== undefined) return composedElongations(profile, setting, composing);
  return drawsTatweels === true ? drawnElongations(column, setting) : undefined;
}

function composedElongations(profile: Profile, setting: Setting, composing: ComposeResources): ElongationFigures {
  return countElongations(composeColumn(profile, setting, composing).map((lines) => lines.map(extensionsOf)), countWords(setting.paragraphs));
}

function drawnElongations({ blocks }: PdfColumn, { paragraphs }: Setting): ElongationFigures {
  return countElongations(blocks.map((lines) => lines.map(({ tatweels }) => tatweels)), countWords(paragraphs));
}

/** Gives a task a folder of its own and removes it afterwards. */
export async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "nashra-justification-"));
  try {
    return await task(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
