import { measureOfLine, type BreakTable, type LineMeasures } from "../breakTable.ts";
import type { ShapedParagraph } from "../lineAssembly.ts";
import { balancedFit } from "./balancedFit.ts";
import { firstFit } from "./firstFit.ts";
import { openFormOptions } from "./formOptions.ts";
import { openLineFitter, type LineFitter } from "./lineFit.ts";
import { naturalSetting, totalFit, type ChosenLine, type FitTask } from "./totalFit.ts";
import { wordFormsOf } from "./wordForms.ts";

/** Chooses the lines of a stretch and how each fills its measure: as the paragraph's alignment and its justification profile want it. */
export function chooseLines<Tag>({ paragraph, words, text, shaper }: ShapedParagraph<Tag>, table: BreakTable, measures: LineMeasures): ChosenLine[] {
  const { align, alignLast, balance, justification, divisibleFrom } = paragraph;
  if (align !== "justify") return (balance ? balancedFit : firstFit)(table, measures).map((to) => ({ to, setting: naturalSetting }));
  const options = openFormOptions(words, text, justification, wordFormsOf(shaper));
  const fitterAt = (price: number): LineFitter => openLineFitter(table, words, justification, options, price);
  if (justification.breaks === "first-fit") {
    const { plain } = fitterAt(1);
    return firstFit(table, measures).map((to, line, all) => ({ to, setting: plain(all[line - 1] ?? 0, to, measureOfLine(measures, line)) }));
  }
  return fitSparingly({ table, measures, fillsLast: alignLast === "justify", divisibleFrom, hyphenation: justification.hyphenation }, fitterAt, justification.elongation.density);
}

/**
 * Chooses again at a higher price of elongations where there are more of them than is wanted.
 *
 * @param density the most words elongated in a hundred
 */
function fitSparingly(task: Omit<FitTask, "fitter">, fitterAt: (price: number) => LineFitter, density: number): ChosenLine[] {
  const words = (task.table.endWord.at(-1) ?? 0) - (task.table.firstWord[0] ?? 0);
  const most = Math.ceil((density * words) / 100);
  let price = 1;
  for (;;) {
    const lines = totalFit({ ...task, fitter: fitterAt(price) });
    const count = lines.reduce((sum, { setting }) => sum + setting.elongated.length, 0);
    if (count <= most || price >= highestPrice) return lines;
    price *= Math.max(1.8, (count / Math.max(1, most)) ** 2.5);
  }
}

/** At this price elongation saves only lines that nothing else can. */
const highestPrice = 60;
