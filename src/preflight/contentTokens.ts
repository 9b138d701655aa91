import { PdfArray, PdfDictionary, PdfName, PdfText, type PdfObject } from "./objects.ts";

/** One operator of a content stream with what stands before it. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly PdfObject[];
}

const isSpace = byteTable("\0\t\n\f\r ");
const isDelimiter = byteTable("()<>[]{}/%");
const isNumeric = byteTable("0123456789+-.");
const number = /^[+-]*\d*\.?\d*(?:-\d*)?$/;
const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function byteTable(characters: string): readonly boolean[] {
  return Array.from({ length: 256 }, (_, code) => characters.includes(String.fromCharCode(code)));
}

/** Nothing that is written in earnest nests deeper, and the reader calls itself at each level. */
const deepest = 500;

/** A content stream has no references. */
const nothing = (): PdfObject => null;

/** The end of an array or a dictionary, or a stray delimiter. */
const closing = Symbol("closing");

/**
 * Reads a content stream operator by operator (ISO 32000-1, 7.8.2), forgiving what readers forgive. Inline images come as one operation `BI` with a
 * stream. Numbers that are none are read as 0.
 *
 * @param id Where the stream stands, for places in messages.
 */
export class ContentTokens {
  readonly #bytes: Uint8Array;
  readonly #id: string;
  #at = 0;

  constructor(bytes: Uint8Array, id: string) {
    this.#bytes = bytes;
    this.#id = id;
  }

  /** @returns `undefined` at the stream's end */
  next(): Operation | undefined {
    const operands: PdfObject[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#bytes.length) return undefined;
      const token = this.#token(0);
      if (token === closing) continue;
      if (typeof token !== "string") operands.push(token);
      else if (token === "BI") return { operator: "BI", operands: [this.#inlineImage()] };
      else return { operator: token, operands };
    }
  }

  #skipSpace(): void {
    for (; this.#at < this.#bytes.length; this.#at++) {
      const byte = this.#bytes[this.#at] ?? 0;
      if (byte === 0x25) while (this.#at < this.#bytes.length && this.#bytes[this.#at] !== 10 && this.#bytes[this.#at] !== 13) this.#at++;
      else if (isSpace[byte] !== true) return;
    }
  }

  /** An operand, or an operator as a string. */
  #token(depth: number): PdfObject | string | typeof closing {
    const byte = this.#bytes[this.#at] ?? 0;
    const following = this.#bytes[this.#at + 1];
    if (byte === 0x2f) return this.#name();
    if (byte === 0x28) return this.#literalString();
    if (byte === 0x3c) return following === 0x3c ? this.#dictionary(depth) : this.#hexString();
    if (byte === 0x5b) return this.#array(depth);
    if (isDelimiter[byte] === true) {
      this.#at += byte === 0x3e && following === 0x3e ? 2 : 1;
      return closing;
    }
    const word = this.#word();
    if (isNumeric[byte] === true) {
      const value = Number(word);
      if (!Number.isNaN(value)) return value;
      if (number.test(word)) return Number.parseFloat(word.replace(/^[+-]*(?=-)/, "")) || 0;
    }
    if (word === "true" || word === "false") return word === "true";
    return word === "null" ? null : word;
  }

  #word(): string {
    const start = this.#at;
    while (this.#at < this.#bytes.length && !this.#endsWord()) this.#at++;
    return latin(this.#bytes, start, this.#at);
  }

  #endsWord(): boolean {
    const byte = this.#bytes[this.#at] ?? 0;
    return isSpace[byte] === true || isDelimiter[byte] === true;
  }

  #name(): PdfName {
    this.#at++;
    return new PdfName(this.#word().replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))));
  }

  #array(depth: number): PdfArray {
    this.#at++;
    return new PdfArray(this.#until(depth), this.#id, nothing);
  }

  #dictionary(depth: number): PdfDictionary {
    this.#at += 2;
    return this.#paired(this.#until(depth));
  }

  #paired(items: readonly PdfObject[], stream?: Uint8Array): PdfDictionary {
    const entries = new Map<string, PdfObject>();
    for (let index = 0; index + 1 < items.length; index += 2) {
      const [key, value] = [items[index], items[index + 1]];
      if (key instanceof PdfName && value !== undefined) entries.set(key.value, value);
    }
    return new PdfDictionary(entries, this.#id, nothing, stream);
  }

  /** Objects up to what closes them; operators between them are left out. */
  #until(depth: number): PdfObject[] {
    const items: PdfObject[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#bytes.length || depth > deepest) return items;
      const token = this.#token(depth + 1);
      if (token === closing) return items;
      if (typeof token !== "string") items.push(token);
    }
  }

  #literalString(): PdfText {
    const bytes: number[] = [];
    this.#at++;
    for (let depth = 1; this.#at < this.#bytes.length;) {
      const byte = this.#bytes[this.#at++] ?? 0;
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) break;
      if (byte === 0x5c) this.#escape(bytes);
      else bytes.push(byte);
    }
    return new PdfText(Uint8Array.from(bytes));
  }

  #escape(bytes: number[]): void {
    const character = String.fromCharCode(this.#bytes[this.#at++] ?? 0);
    if (character >= "0" && character <= "7") {
      let code = Number(character);
      for (let digits = 1; digits < 3 && isOctal(this.#bytes[this.#at]); digits++) code = code * 8 + ((this.#bytes[this.#at++] ?? 0) - 0x30);
      bytes.push(code & 0xff);
    } else if (character === "\r") {
      if (this.#bytes[this.#at] === 10) this.#at++;
    } else if (character !== "\n") bytes.push(escapes[character] ?? character.charCodeAt(0));
  }

  #hexString(): PdfText {
    const end = this.#bytes.indexOf(0x3e, this.#at);
    const digits = latin(this.#bytes.subarray(this.#at + 1, end < 0 ? this.#bytes.length : end)).replace(/[^0-9a-f]/gi, "");
    this.#at = end < 0 ? this.#bytes.length : end + 1;
    return new PdfText(Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex"));
  }

  /** From after `BI` to after `EI`, which has white space on both sides (ISO 32000-1, 8.9.7). */
  #inlineImage(): PdfDictionary {
    const items: PdfObject[] = [];
    for (;;) {
      this.#skipSpace();
      if (this.#at >= this.#bytes.length) return this.#paired(items, new Uint8Array());
      const token = this.#token(0);
      if (token === "ID") break;
      if (token !== closing && typeof token !== "string") items.push(token);
    }
    const start = this.#at + 1;
    let end = this.#bytes.indexOf(0x45, start);
    while (end >= 0 && !this.#isImageEnd(end)) end = this.#bytes.indexOf(0x45, end + 1);
    this.#at = end < 0 ? this.#bytes.length : end + 2;
    return this.#paired(items, this.#bytes.subarray(start, end < 0 ? this.#bytes.length : end - 1));
  }

  #isImageEnd(at: number): boolean {
    const [before, second, after] = [this.#bytes[at - 1], this.#bytes[at + 1], this.#bytes[at + 2]];
    return second === 0x49 && before !== undefined && isSpace[before] === true && (after === undefined || isSpace[after] === true);
  }
}

function isOctal(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x37;
}

/** Words are short, and so is their way to a string. */
const shortWord = 16;

function latin(bytes: Uint8Array, start = 0, end = bytes.length): string {
  if (end - start <= shortWord) {
    let text = "";
    for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
    return text;
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("latin1");
}
