import type { Report } from "../diagnostics/index.ts";
import type { PagedDocument, RuleItem, TextItem } from "../layout/index.ts";
import type { Color } from "../style/index.ts";

/** pt: what a plate holds, however fine it is exposed. */
const thinnestRule = 0.25;
/** pt: type below this is blurred where its plates are out of register by what presses allow, a tenth of a millimetre. */
const smallestInSeveralInks = 6;

/**
 * Reports what a press may not hold: `pdf/hairline` (a rule thinner than 0.25 pt) and `pdf/small-text-inks` (type smaller than 6 pt of more than one ink), warnings, once for each thickness
 * and each colour.
 *
 * @param convert a colour to the inks that print it
 */
export function checkPress({ pages }: Pick<PagedDocument, "pages">, convert: (color: Color) => Color, report: Report): void {
  const hairlines = new Set<string>();
  const blurred = new Map<Color, boolean>();
  const told = new Set<string>();
  const isBlurred = (color: Color): boolean => {
    let known = blurred.get(color);
    if (known === undefined) blurred.set(color, (known = inksOf(convert(color)) > 1));
    return known;
  };
  for (const { items, number } of pages) {
    for (const item of items) {
      if (item.kind === "rule") checkRule(item, number, hairlines, report);
      else if (item.kind === "text") checkType(item, number, isBlurred, told, report);
    }
  }
}

function checkRule({ stroke }: RuleItem, page: number, told: Set<string>, report: Report): void {
  if (stroke.style === "none" || stroke.width === 0 || stroke.color.alpha === 0) return;
  const width = stroke.style === "double" ? stroke.width / 3 : stroke.width;
  const name = points(width);
  if (width >= thinnestRule || told.has(name)) return;
  told.add(name);
  report({
    severity: "warning",
    code: "pdf/hairline",
    message: `A rule ${name} pt thick, first on page ${page}, is thinner than a press holds.`,
    hint: `Make it ${thinnestRule} pt or thicker; a double rule three times that.`,
  });
}

function checkType({ runs, text }: TextItem, page: number, isBlurred: (color: Color) => boolean, told: Set<string>, report: Report): void {
  for (const { size, tag: { color }, start, end } of runs) {
    if (size >= smallestInSeveralInks || !isBlurred(color)) continue;
    const name = `${points(size)} ${JSON.stringify(color)}`;
    if (told.has(name)) continue;
    told.add(name);
    report({
      severity: "warning",
      code: "pdf/small-text-inks",
      message: `Type of ${points(size)} pt is printed with several inks, first on page ${page} (“${text.slice(start, end).trim().slice(0, 40)}”): it blurs where the plates are out of register.`,
      hint: `Give it one ink, black or a spot ink, or ${smallestInSeveralInks} pt or more.`,
    });
  }
}

/** How many plates a colour is printed with. */
function inksOf(color: Color): number {
  if (color.alpha === 0) return 0;
  if (color.space !== "cmyk") return color.space === "spot" ? 1 : 3;
  return [color.c, color.m, color.y, color.k].filter((share) => share > 0).length;
}

function points(length: number): string {
  return String(Math.round(length * 100) / 100);
}
