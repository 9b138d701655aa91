import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";

export type StrokeKind = "text" | "mark" | "space" | "blank";

/** A format character that begins an operator elsewhere. */
export interface PenMark {
  readonly code: number;
  /** pt from the line's left edge */
  readonly at: number;
  /** pt */
  readonly width: number;
}

/** How a string is shown that is not simply shown at its place; see `Show`. */
export interface PenManner {
  readonly mark?: PenMark | undefined;
  readonly seenEnd?: number | undefined;
  readonly flows?: boolean | undefined;
}

/** Writes a line's strings, each at its place, so that pdf.js reads them one after the other. */
export interface TextPen {
  /**
   * @param x pt from the page's left edge to the line's
   * @param y pt from the page's bottom to the line's baseline
   * @param room pt from the line's left edge to the page's right
   * @param largest the largest size in the line, pt
   * @returns whether readers may take the line for a part of the one before it
   */
  readonly beginLine: (x: number, y: number, room: number, largest: number) => boolean;
  /** @param format the code of a format character without width */
  readonly setFont: (name: string, size: number, rise: number, format: number) => void;
  /**
   * Shows a string with one operator.
   *
   * @param left pt from the line's left edge
   * @param width pt
   */
  readonly show: (codes: readonly number[], left: number, width: number, kind: StrokeKind, manner?: PenManner) => void;
  /** Shows a string of one code. */
  readonly showOne: (code: number, left: number, width: number, kind: StrokeKind, seenEnd?: number) => void;
  /**
   * Shows a blank of one code that is `natural` pt wide, stretched to `width`.
   *
   * @param left pt from the line's left edge
   */
  readonly showStretched: (code: number, left: number, natural: number, width: number) => void;
  /** Shows a format character where nobody sees it. */
  readonly showOutOfSight: (code: number, width: number) => void;
  /** Whether pdf.js would see a string of this width, pt, one space after the last, within the page, with room for what follows. */
  readonly fits: (width: number) => boolean;
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
const SPACE_MIN = 0.04;
const SPACE_MAX = 0.09;
const TO_SPACE_AFTER_SPACES = 0.7;
const ROOM_FOR_NEXT = 4;
/** A line that stands less than this share of the larger em off the one before it begins no new line for readers. */
const BESIDE = 0.8;

/** Out of every page, pt upwards. */
const OUT_OF_SIGHT = 9999;
const BEGIN_OUT_OF_SIGHT = ` ${OUT_OF_SIGHT} Ts[`;

/** Opens a pen that writes to a page's content. */
export function openTextPen(content: ContentStream): TextPen {
  let fontName = "";
  let fontSize = 0;
  let fontRise = 0;
  let formatCode = 0;
  let fontSet = "";
  let nudged = false;
  /** The size in force. */
  let size = 0;

  /** pt on the page: the line's left edge and baseline, where the pen is, and where the line matrix stands that `Td` counts from. */
  let lineLeft = 0;
  let lineBaseline = Number.NaN;
  let pen = 0;
  let origin = 0;
  /** pt: the page's right edge. */
  let limit = 0;
  /** How far left of the pen pdf.js believes it to be, and where it believes the last character to have ended. */
  let lag = 0;
  let lastEnd = 0;
  /** The size of that character, by which pdf.js measures the way to the next. */
  let lastSize = 0;
  let started = false;
  let misled = false;
  let spaces = 0;

  function applyFont(): void {
    size = nudged ? fontSize + SIZE_NUDGE : fontSize;
    const operator = `/${fontName} ${decimal(size)} Tf`;
    if (operator !== fontSet) content.writeLine(operator);
    fontSet = operator;
  }

  /** A way as a number in a TJ array, in whole thousandths of the em. */
  function thousandths(points: number): number {
    return Math.round((points * -1000) / size);
  }

  /** pt */
  function moved(step: number): number {
    return (step * size) / -1000;
  }

  /**
   * Brings the pen to `left` and makes pdf.js believe that it is at `seen`: pdf.js passes over format characters, and with one that stands alone
   * over the movement after it. The character stands outside the page, where no reader sees it.
   */
  function mislead(left: number, seen: number): void {
    const common = thousandths(seen - (pen - lag));
    const alone = thousandths(left - pen - moved(common));
    content.write(BEGIN_OUT_OF_SIGHT);
    content.writeInteger(common);
    content.write("<");
    content.writeCode(formatCode);
    content.write(">");
    content.writeInteger(alone);
    content.write(fontRise === 0 ? "]TJ 0 Ts" : `]TJ ${decimal(fontRise)} Ts`);
    pen += moved(common) + moved(alone);
    lag += moved(alone);
    misled = true;
  }

  /** Takes the pen to `left`: by itself, or by the number that is given back and belongs at the beginning of a TJ array. */
  function approach(left: number, flows: boolean): number {
    if (misled && !flows) {
      resync(left);
      return 0;
    }
    const way = thousandths(left - pen);
    pen += moved(way);
    return way;
  }

  /** Takes the pen to `left`, for pdf.js too. */
  function resync(left: number): void {
    const hundredths = Math.round((left - origin) * 100);
    content.write(" ");
    content.writeHundredths(hundredths);
    content.write(" 0 Td");
    origin += hundredths / 100;
    pen = origin;
    lag = 0;
    misled = false;
  }

  /** Where pdf.js has to see a string begin, if it must not see it where it stands. */
  function misleadingPlace(left: number, width: number): number | undefined {
    const place = placeForPdfJs(left);
    // pdf.js passes over what it sees outside the page: better that it misses a space than a letter.
    return place === undefined || place + width > limit ? undefined : place;
  }

  function placeForPdfJs(left: number): number | undefined {
    const way = left - (misled ? 0 : lag) - lastEnd;
    if (spaces === 0) return way > APART * lastSize ? lastEnd + TO_PART * lastSize : undefined;
    if (way >= FAR_ON * lastSize || (spaces === 1 && way > SPACE_MIN * lastSize && way < SPACE_MAX * lastSize)) return undefined;
    return lastEnd + (spaces === 1 ? TO_SPACE : TO_SPACE_AFTER_SPACES) * lastSize;
  }

  /** Brings the pen to where the operator begins, and gives back the number for the beginning of its array. */
  function begin(left: number, start: number, width: number, kind: StrokeKind, seenEnd: number | undefined, flows: boolean): number {
    if (kind === "mark") {
      nudged = !nudged;
      applyFont();
    }
    let seen: number | undefined;
    if (seenEnd !== undefined) seen = lineLeft + seenEnd - width;
    else if (kind === "text" && started && !flows) seen = misleadingPlace(left, width);
    if (seen === undefined) return approach(start, flows);
    mislead(start, seen - (left - start));
    return 0;
  }

  /** Takes note of a string that the pen has shown. */
  function passOver(width: number, kind: StrokeKind): void {
    if (kind === "text") {
      lastEnd = pen - lag + width;
      lastSize = size;
    } else if (kind === "mark") {
      lag += width;
    }
    pen += width;
    if (kind === "blank") return;
    started = true;
    spaces = kind === "space" ? spaces + 1 : 0;
  }

  /** A mark and the way from it to the string. pdf.js passes over the mark and over the first number after it, but not over the second. */
  function writeMark(left: number, { code, width }: PenMark): void {
    const back = thousandths(-width);
    pen += width + moved(back);
    lag += width + moved(back);
    const way = thousandths(left - pen);
    pen += moved(way);
    content.write("<");
    content.writeCode(code);
    content.write(`>${back} ${way}`);
  }

  function showOne(code: number, left: number, width: number, kind: StrokeKind, seenEnd?: number): void {
    const start = lineLeft + left;
    content.writeShow(begin(start, start, width, kind, seenEnd, false), code);
    passOver(width, kind);
  }

  function show(codes: readonly number[], left: number, width: number, kind: StrokeKind, { mark, seenEnd, flows = false }: PenManner = {}): void {
    const way = begin(lineLeft + left, lineLeft + (mark?.at ?? left), width, kind, seenEnd, flows);
    const array = way !== 0 || mark !== undefined;
    if (array) content.write("[");
    if (way !== 0) content.writeInteger(way);
    if (mark !== undefined) writeMark(lineLeft + left, mark);
    content.write("<");
    for (const code of codes) content.writeCode(code);
    content.write(array ? ">]TJ" : ">Tj");
    passOver(width, kind);
  }

  return {
    beginLine: (x, y, room, largest) => {
      content.writeLine(`BT\n1 0 0 1 ${decimal(x)} ${decimal(y)} Tm`);
      started = Math.abs(y - lineBaseline) < BESIDE * Math.max(lastSize, largest);
      lineLeft = Math.round(x * 1000) / 1000;
      lineBaseline = y;
      pen = lineLeft;
      origin = lineLeft;
      limit = x + room;
      lag = 0;
      misled = false;
      if (!started) spaces = 0;
      return started;
    },
    setFont: (name, newSize, rise, format) => {
      fontName = name;
      fontSize = newSize;
      formatCode = format;
      nudged = false;
      applyFont();
      if (rise !== fontRise) content.writeLine(`${decimal(rise)} Ts`);
      fontRise = rise;
    },
    show,
    showOne,
    showStretched: (code, left, natural, width) => {
      resync(lineLeft + left);
      content.write(` ${decimal((100 * width) / natural)} Tz`);
      content.writeShow(0, code);
      content.write(" 100 Tz");
      spaces++;
      misled = true;
    },
    showOutOfSight: (code, width) => {
      content.write(` ${OUT_OF_SIGHT} Ts`);
      content.writeShow(0, code);
      content.write(` ${decimal(fontRise)} Ts`);
      pen += width;
      lag += width;
    },
    fits: (width) => lastEnd + width + ROOM_FOR_NEXT * lastSize <= limit,
    endLine: () => {
      content.writeLine("ET");
    },
  };
}
