import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./contentStream.ts";

/** What one operator shows; lengths in pt from the line's left edge. */
export interface PenStroke {
  /** Hexadecimal digits. */
  readonly codes: string;
  readonly left: number;
  readonly width: number;
  readonly kind: "text" | "mark" | "space" | "blank";
  /** A format character that begins the operator elsewhere. */
  readonly mark?: { readonly code: string; readonly at: number; readonly width: number };
}

/** Writes a line's strings, each at its place, so that pdf.js reads them one after the other. */
export interface TextPen {
  /** @param x pt of the line's left edge @param y pt of its baseline, from the page's bottom */
  readonly beginLine: (x: number, y: number) => void;
  /** @param format the digits of a format character without width */
  readonly setFont: (name: string, size: number, rise: number, format: string) => void;
  readonly show: (stroke: PenStroke) => void;
  readonly endLine: () => void;
}

/** By how much a size is changed, in pt, to make pdf.js begin a new item: below any device's resolution. */
const SIZE_NUDGE = 0.001;

/**
 * What pdf.js makes of the way from the end of one string to the beginning of the next, in shares of the em: it begins a new item where the way
 * leads back by more than 0.2 and, with a space between, where it leads on by more than 0.6; and it puts a space between two
 * items where a space was shown and the way leads on by 0.03 to 0.102.
 */
const APART = -0.21;
const FAR_ON = 0.65;
const TO_PART = -0.5;
const TO_SPACE = 0.066;
const TO_SPACE_AFTER_SPACES = 0.7;

/** Out of every page, pt upwards. */
const OUT_OF_SIGHT = 9999;

/** Opens a pen that writes to a page's content. */
export function openTextPen(content: ContentStream): TextPen {
  let fontName = "";
  let fontSize = 0;
  let formatCode = "";
  let fontSet = "";
  let fontRise = 0;
  let nudged = false;

  /** Where the pen is, and where the line matrix stands that `Td` counts from. */
  let pen = 0;
  let origin = 0;
  /** How far left of the pen pdf.js believes it to be, and where it believes the last character to have ended. */
  let lag = 0;
  let lastEnd = 0;
  let started = false;
  let misled = false;
  let spaces = 0;

  function size(): number {
    return nudged ? fontSize + SIZE_NUDGE : fontSize;
  }

  function applyFont(): void {
    const operator = `/${fontName} ${decimal(size())} Tf\n`;
    if (operator !== fontSet) content.write(operator);
    fontSet = operator;
  }

  /** The way as a number in a TJ array, in whole thousandths of the em. */
  function thousandths(points: number): number {
    return Math.round((points * -1000) / size());
  }

  /** pt */
  function moved(step: number): number {
    return (step * size()) / -1000;
  }

  /**
   * Brings the pen to `left` and makes pdf.js believe that it is `target` right of the last character's end: pdf.js passes over format characters,
   * and with one that stands alone over the movement after it. The character stands outside the page, where no reader sees it.
   */
  function mislead(left: number, target: number): void {
    const common = thousandths(lastEnd + target - (pen - lag));
    const alone = thousandths(left - pen - moved(common));
    content.write(`${OUT_OF_SIGHT} Ts[${common}<${formatCode}>${alone}]TJ ${decimal(fontRise)} Ts`);
    pen += moved(common) + moved(alone);
    lag += moved(alone);
    misled = true;
  }

  /** Takes the pen to `left`: by itself, or by the number that is given back and belongs at the beginning of a TJ array. */
  function approach(left: number): number {
    if (!misled) return step(left);
    const way = Math.round((left - origin) * 100) / 100;
    content.write(`${decimal(way)} 0 Td`);
    origin += way;
    pen = origin;
    lag = 0;
    misled = false;
    return 0;
  }

  function step(left: number): number {
    const way = thousandths(left - pen);
    pen += moved(way);
    return way;
  }

  function show({ codes, left, width, kind, mark }: PenStroke): void {
    const start = mark?.at ?? left;
    if (kind === "mark") {
      nudged = !nudged;
      applyFont();
    }
    let way = 0;
    const target = kind === "text" && started ? misleadingTarget(left) : undefined;
    if (target === undefined) way = approach(start);
    else mislead(start, target - (left - start));
    const lead = mark === undefined ? "" : markBefore(left, mark);
    content.write(way === 0 && lead === "" ? `<${codes}>Tj\n` : `[${way === 0 ? "" : way}${lead}<${codes}>]TJ\n`);

    if (kind === "text") lastEnd = pen - lag + width;
    if (kind === "mark") lag += width;
    pen += width;
    if (kind === "blank") return;
    started = true;
    spaces = kind === "space" ? spaces + 1 : 0;
  }

  /** How far right of the last character's end pdf.js has to see a string, if it must not see it where it stands; pt. */
  function misleadingTarget(left: number): number | undefined {
    const em = size();
    const way = left - (misled ? 0 : lag) - lastEnd;
    if (spaces === 0) return way > APART * em ? TO_PART * em : undefined;
    if (way >= FAR_ON * em) return undefined;
    return (spaces === 1 ? TO_SPACE : TO_SPACE_AFTER_SPACES) * em;
  }

  /** A mark and the way from it to the string. pdf.js passes over the mark and over the first number after it, but not over the second. */
  function markBefore(left: number, { code, width }: NonNullable<PenStroke["mark"]>): string {
    const back = thousandths(-width);
    pen += width + moved(back);
    lag += width + moved(back);
    return `<${code}>${back} ${step(left)}`;
  }

  return {
    beginLine: (x, y) => {
      content.write(`BT\n1 0 0 1 ${decimal(x)} ${decimal(y)} Tm\n`);
      pen = 0;
      origin = 0;
      lag = 0;
      misled = false;
      started = false;
      spaces = 0;
    },
    setFont: (name, newSize, rise, format) => {
      fontName = name;
      fontSize = newSize;
      if (rise !== fontRise) content.write(`${decimal(rise)} Ts\n`);
      fontRise = rise;
      formatCode = format;
      nudged = false;
      applyFont();
    },
    show,
    endLine: () => {
      content.write("ET\n");
    },
  };
}
