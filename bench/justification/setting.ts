import { fileURLToPath } from "node:url";
import type { Profile } from "./composeWith.ts";

/** What every producer is given: the same words, face, size and measure, and the same page round them. Lengths in pt. */
export interface Setting {
  readonly paragraphs: readonly string[];
  readonly family: BenchFamily;
  readonly measure: number;
}

export type BenchFamily = keyof typeof fontFiles;

/** Each family's regular face, under `fonts/`. */
export const fontFiles = {
  Amiri: "amiri/Amiri-Regular.ttf",
  "Noto Naskh Arabic": "noto-naskh-arabic/NotoNaskhArabic-Regular.ttf",
} as const;

/** The folder of the fonts. */
export const fontFolder = fileURLToPath(new URL("../../fonts", import.meta.url));

/** The file of a setting's face. */
export function fontFile({ family }: Pick<Setting, "family">): string {
  return `${fontFolder}/${fontFiles[family]}`;
}

/**
 * The page of all producers. It is tall, so that few lines stand at its foot; the gap between paragraphs is what the measuring tells a paragraph's
 * last line by.
 */
export const sheet = { size: 10, leading: 16, paragraphGap: 24, margin: 40, height: 5000 } as const;

export function pageWidth({ measure }: Pick<Setting, "measure">): number {
  return measure + 2 * sheet.margin;
}

export function pointsOf(millimetres: number): number {
  return (millimetres * 72) / 25.4;
}

/** A way to set a column as a PDF. */
export interface Producer {
  readonly name: string;
  /** The profile of Nashra's that it is, if it is one. */
  readonly profile?: Profile;
  /** Whether it elongates words by tatweels, which then are glyphs of their own in the PDF. */
  readonly drawsTatweels?: boolean;
  /** Why it can't be had on this machine; nothing if it can. */
  readonly missing: () => string | undefined;
  /** Writes the column to `pdf`. `folder` exists, is its own, and is deleted afterwards. */
  readonly set: (setting: Setting, pdf: string, folder: string) => Promise<void>;
}
