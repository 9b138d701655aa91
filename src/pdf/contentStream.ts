import type { Color } from "../style/index.ts";
import type { Inks, Paint } from "./inks.ts";
import { REGISTRATION } from "./inks.ts";

/** A page's content, put together as bytes; remembers the graphics state so as not to say things twice. */
export interface ContentStream {
  /** @param operators ASCII */
  readonly write: (operators: string) => void;
  /** Writes an operator with its operands on a line of its own. */
  readonly writeLine: (operator: string) => void;
  /** A whole number, negative ones included. */
  readonly writeInteger: (value: number) => void;
  /** Shows one code of two bytes, the pen moved before by so many thousandths of the em to the left. */
  readonly writeShow: (step: number, code: number) => void;
  /** A whole number of hundredths. */
  readonly writeHundredths: (value: number) => void;
  /** A code of two bytes as four hexadecimal digits. */
  readonly writeCode: (code: number) => void;
  /** @param overprinting black ink alone prints over what lies below, where the file wants that */
  readonly setFill: (color: Color, overprinting?: boolean) => void;
  readonly setStroke: (color: Color, overprinting?: boolean) => void;
  /** Brings the graphics state to what an image needs: nothing of it shows through, it overprints nothing. */
  readonly setOpaque: () => void;
  /** Strokes with the full ink of every plate. */
  readonly setRegistration: () => void;
  /** Fills with it. */
  readonly setRegistrationFill: () => void;
  /** Colour spaces that the content names. */
  readonly spaces: ReadonlySet<string>;
  /** The ExtGStates used of `OVERPRINT` and `KNOCKOUT`. */
  readonly overprintStates: ReadonlySet<string>;
  /** Opacities used, in per mille, each needing an ExtGState named `opacityName`. */
  readonly opacities: ReadonlySet<number>;
  /** A view of what has been written. */
  readonly bytes: () => Uint8Array;
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const STRING_BEGIN = 0x28;
const STRING_END = 0x29;
const CAPITAL_J = 0x4a;
const CAPITAL_T = 0x54;
const ARRAY_BEGIN = 0x5b;
const BACKSLASH = 0x5c;
const ARRAY_END = 0x5d;
const SMALL_J = 0x6a;
const SMALL_R = 0x72;
/** Bytes of the longest number, and of a string of one code with all that belongs to it. */
const LONGEST = 40;
const HEXADECIMAL = Uint8Array.from("0123456789abcdef", (digit) => digit.charCodeAt(0));

/** The name of the graphics state that sets an opacity of so many per mille. */
export function opacityName(perMille: number): string {
  return `O${perMille}`;
}

/** The graphics states in which black ink overprints and does not. */
export const OVERPRINT = "Overprint";
export const KNOCKOUT = "Knockout";

export interface ContentColours extends Pick<Inks, "paintOf"> {
  readonly blackOverprints: boolean;
}

/** Starts an empty content stream; black is the initial colour of PDF but not of this: the first colour is always written. */
export function openContentStream({ paintOf, blackOverprints }: ContentColours): ContentStream {
  const spaces = new Set<string>();
  const overprintStates = new Set<string>();
  const opacities = new Set<number>();
  let buffer = new Uint8Array(1 << 16);
  let length = 0;
  let fill = "";
  let stroke = "";
  let opacity = 1000;
  let overprint = false;

  function makeRoom(more: number): void {
    const larger = new Uint8Array(Math.max(buffer.byteLength * 2, length + more));
    larger.set(buffer.subarray(0, length));
    buffer = larger;
  }

  function write(operators: string): void {
    if (length + operators.length > buffer.byteLength) makeRoom(operators.length);
    for (let place = 0; place < operators.length; place++) buffer[length++] = operators.charCodeAt(place);
  }

  function writeInteger(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is no number that a page's content can hold`);
    if (length + LONGEST > buffer.byteLength) makeRoom(LONGEST);
    let rest = value;
    if (rest < 0) {
      buffer[length++] = MINUS;
      rest = -rest;
    }
    let end = length + 1;
    for (let power = 10; power <= rest; power *= 10) end++;
    for (let place = end - 1; place >= length; place--) {
      const tens = Math.floor(rest / 10);
      buffer[place] = ZERO + rest - tens * 10;
      rest = tens;
    }
    length = end;
  }

  /** A byte of a literal string (ISO 32000-1, 7.3.4.2). */
  function writeStringByte(byte: number): void {
    if (byte === STRING_BEGIN || byte === STRING_END || byte === BACKSLASH) buffer[length++] = BACKSLASH;
    if (byte === CARRIAGE_RETURN) {
      buffer[length++] = BACKSLASH;
      buffer[length++] = SMALL_R;
    } else {
      buffer[length++] = byte;
    }
  }

  function writeShow(step: number, code: number): void {
    if (length + LONGEST > buffer.byteLength) makeRoom(LONGEST);
    if (step !== 0) {
      buffer[length++] = ARRAY_BEGIN;
      writeInteger(step);
    }
    buffer[length++] = STRING_BEGIN;
    writeStringByte(code >> 8);
    writeStringByte(code & 0xff);
    buffer[length++] = STRING_END;
    if (step !== 0) buffer[length++] = ARRAY_END;
    buffer[length++] = CAPITAL_T;
    buffer[length++] = step === 0 ? SMALL_J : CAPITAL_J;
  }

  function writeHundredths(value: number): void {
    if (length + LONGEST > buffer.byteLength) makeRoom(LONGEST);
    let rest = value;
    if (rest < 0) {
      buffer[length++] = MINUS;
      rest = -rest;
    }
    const whole = Math.floor(rest / 100);
    const share = rest - whole * 100;
    writeInteger(whole);
    if (share === 0) return;
    buffer[length++] = POINT;
    buffer[length++] = ZERO + Math.floor(share / 10);
    if (share % 10 !== 0) buffer[length++] = ZERO + (share % 10);
  }

  function writeCode(code: number): void {
    if (length + LONGEST > buffer.byteLength) makeRoom(LONGEST);
    for (let shift = 12; shift >= 0; shift -= 4) buffer[length++] = HEXADECIMAL[(code >> shift) & 0xf] ?? ZERO;
  }

  /** Writes an operator that may follow a show, which ends in no white space. */
  function writeLine(operator: string): void {
    if (length > 0 && buffer[length - 1] !== NEWLINE) write("\n");
    write(`${operator}\n`);
  }

  function setOpacity(alpha: number): void {
    const perMille = Math.round(alpha * 1000);
    if (perMille === opacity) return;
    opacity = perMille;
    opacities.add(perMille);
    writeLine(`/${opacityName(perMille)} gs`);
  }

  function fillWith(operator: string): void {
    if (operator !== fill) writeLine(operator);
    fill = operator;
  }

  function strokeWith(operator: string): void {
    if (operator !== stroke) writeLine(operator);
    stroke = operator;
  }

  function setOverprint(wanted: boolean): void {
    if (wanted === overprint) return;
    overprint = wanted;
    const state = wanted ? OVERPRINT : KNOCKOUT;
    overprintStates.add(state);
    writeLine(`/${state} gs`);
  }

  /** Brings the graphics state to what a colour needs, and gives the operators that set it. */
  function prepare(color: Color, overprinting: boolean): Paint {
    const paint = paintOf(color);
    setOpacity(color.alpha);
    setOverprint(blackOverprints && overprinting && paint.black);
    if (paint.space !== undefined) spaces.add(paint.space);
    return paint;
  }

  return {
    write,
    writeLine,
    writeInteger,
    writeShow,
    writeHundredths,
    writeCode,
    setFill: (color, overprinting = false) => {
      fillWith(prepare(color, overprinting).fill);
    },
    setStroke: (color, overprinting = false) => {
      strokeWith(prepare(color, overprinting).stroke);
    },
    setOpaque: () => {
      setOpacity(1);
      setOverprint(false);
    },
    setRegistration: () => {
      setOpacity(1);
      spaces.add(REGISTRATION);
      strokeWith(`/${REGISTRATION} CS 1 SCN`);
    },
    setRegistrationFill: () => {
      setOpacity(1);
      spaces.add(REGISTRATION);
      fillWith(`/${REGISTRATION} cs 1 scn`);
    },
    spaces,
    overprintStates,
    opacities,
    bytes: () => buffer.subarray(0, length),
  };
}
