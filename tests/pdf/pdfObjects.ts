import { inflateSync } from "node:zlib";

/** Objects as they stand in a file; a name keeps its solidus. */
type PdfObject = number | boolean | null | string | PdfObject[] | PdfText | PdfReference | PdfDictionary;

interface PdfText {
  readonly kind: "text";
  readonly bytes: Buffer;
}

interface PdfReference {
  readonly kind: "reference";
  readonly id: number;
}

interface PdfDictionary {
  readonly kind: "dictionary";
  readonly entries: ReadonlyMap<string, PdfObject>;
  /** As it stands in the file. */
  readonly stream?: Buffer;
}

/** An object of a file, references followed. */
export interface PdfNode {
  /** The number of the indirect object, `undefined` for a direct one. */
  readonly id: number | undefined;
  /** What stands there by keys and places; throws if there is nothing. */
  readonly at: (first: string | number, ...path: readonly (string | number)[]) => PdfNode;
  readonly has: (key: string) => boolean;
  readonly keys: readonly string[];
  readonly isArray: boolean;
  readonly items: readonly PdfNode[];
  /** A number, a boolean, `null`, or a name with its solidus. */
  readonly value: number | boolean | null | string;
  readonly numbers: readonly number[];
  readonly isText: boolean;
  /** A text string decoded. */
  readonly text: string;
  /** A string's bytes. */
  readonly bytes: Buffer;
  /** A stream's bytes, inflated. */
  readonly stream: Buffer;
  readonly isStream: boolean;
}

export interface PdfObjects {
  readonly trailer: PdfNode;
  readonly catalogue: PdfNode;
  readonly pages: readonly PdfNode[];
  /** Every indirect object by its number, from 1. */
  readonly objects: readonly PdfNode[];
}

const delimiter = /[\s()<>[\]{}/%]/;
const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Reads objects and operators one after the other (ISO 32000-1, 7.2 and 7.3), Latin-1. */
class Tokens {
  readonly source: string;
  place: number;

  constructor(source: string, place = 0) {
    this.source = source;
    this.place = place;
  }

  skipSpace(): void {
    for (;;) {
      while (/\s/.test(this.source.charAt(this.place))) this.place++;
      if (this.source.charAt(this.place) !== "%") return;
      while (this.place < this.source.length && this.source.charAt(this.place) !== "\n") this.place++;
    }
  }

  get atEnd(): boolean {
    this.skipSpace();
    return this.place >= this.source.length;
  }

  take(token: string): boolean {
    this.skipSpace();
    if (!this.source.startsWith(token, this.place)) return false;
    this.place += token.length;
    return true;
  }

  word(): string {
    this.skipSpace();
    const start = this.place;
    if (this.source.charAt(start) === "/") this.place++;
    while (this.place < this.source.length && !delimiter.test(this.source.charAt(this.place))) this.place++;
    if (this.place === start) throw new Error(`nothing to read at ${start}: ${this.source.slice(start, start + 20)}`);
    return this.source.slice(start, this.place);
  }

  /** @returns `undefined` at an operator or keyword, which is left to be read */
  object(): PdfObject | undefined {
    this.skipSpace();
    if (this.take("<<")) return this.dictionary();
    if (this.take("<")) return this.hexadecimal();
    if (this.take("(")) return this.literal();
    if (this.take("[")) return this.array();
    const start = this.place;
    const word = this.word();
    if (word.startsWith("/")) return word.replace(/#([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) {
      const reference = /^\s+\d+\s+R(?![^\s()<>[\]{}/%])/.exec(this.source.slice(this.place, this.place + 20));
      if (reference === null) return Number(word);
      this.place += reference[0].length;
      return { kind: "reference", id: Number(word) };
    }
    this.place = start;
    return undefined;
  }

  private operand(): PdfObject {
    const object = this.object();
    if (object === undefined) throw new Error(`a keyword instead of an object: ${this.word()}`);
    return object;
  }

  private array(): PdfObject[] {
    const items: PdfObject[] = [];
    while (!this.take("]")) items.push(this.operand());
    return items;
  }

  private dictionary(): PdfDictionary {
    const entries = new Map<string, PdfObject>();
    while (!this.take(">>")) {
      const key = this.word().slice(1);
      if (entries.has(key)) throw new Error(`${key} stands twice in a dictionary`);
      entries.set(key, this.operand());
    }
    return { kind: "dictionary", entries };
  }

  private hexadecimal(): PdfText {
    const end = this.source.indexOf(">", this.place);
    const digits = this.source.slice(this.place, end).replace(/\s/g, "");
    this.place = end + 1;
    return { kind: "text", bytes: Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex") };
  }

  private literal(): PdfText {
    let text = "";
    for (let depth = 1; ;) {
      const character = this.source.charAt(this.place++);
      if (character === "") throw new Error("a string without end");
      if (character === "\\") {
        const escaped = this.source.charAt(this.place++);
        const octal = /^[0-7]{1,3}/.exec(this.source.slice(this.place - 1, this.place + 2));
        if (octal === null) text += escapes[escaped] ?? escaped;
        else {
          text += String.fromCharCode(Number.parseInt(octal[0], 8));
          this.place += octal[0].length - 1;
        }
        continue;
      }
      if (character === "(") depth++;
      if (character === ")" && --depth === 0) return { kind: "text", bytes: Buffer.from(text, "latin1") };
      text += character;
    }
  }
}

function isKind<Kind extends string>(value: PdfObject | undefined, kind: Kind): value is Extract<PdfObject, { kind: Kind }> {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === kind;
}

function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString("utf16le");
  return bytes.toString("latin1");
}

type Place = { readonly offset: number } | { readonly stream: number; readonly index: number };

interface CrossReference {
  /** By the object's number. */
  readonly places: readonly Place[];
  readonly trailer: PdfObject;
}

/** A cross-reference table (ISO 32000-1, 7.5.4) or stream (7.5.8) without sections before it. */
function readCrossReference(source: string, start: number): CrossReference {
  const tokens = new Tokens(source, start);
  if (!tokens.take("xref")) return readCrossReferenceStream(source, start);
  tokens.word();
  const count = Number(tokens.word());
  tokens.skipSpace();
  const places: Place[] = [];
  for (let entry = 0; entry < count; entry++) {
    const line = source.slice(tokens.place, tokens.place + 20);
    if (!/^\d{10} \d{5} [nf][ \r]?[\r\n]{1,2}$/.test(line)) throw new Error(`not a cross-reference entry: ${JSON.stringify(line)}`);
    places.push({ offset: Number(line.slice(0, 10)) });
    tokens.place += 20;
  }
  if (!tokens.take("trailer")) throw new Error("no trailer after the cross-reference table");
  return { places, trailer: tokens.object() ?? null };
}

function readCrossReferenceStream(source: string, start: number): CrossReference {
  const tokens = new Tokens(source, start);
  if (!/^\d+ 0 obj/.test(source.slice(start))) throw new Error("no cross-reference where startxref points");
  for (let word = 0; word < 3; word++) tokens.word();
  const trailer = tokens.object();
  if (!isKind(trailer, "dictionary") || trailer.entries.get("Type") !== "/XRef" || !tokens.take("stream")) throw new Error("no cross-reference stream where startxref points");
  tokens.place++;
  const length = trailer.entries.get("Length");
  const rows = undoUp(inflateSync(Buffer.from(source.slice(tokens.place, tokens.place + Number(length)), "latin1")), 7);
  const places = rows.map((row): Place => (row[0] === 2 ? { stream: row.readUInt32BE(1), index: row.readUInt16BE(5) } : { offset: row.readUInt32BE(1) }));
  if (places.length !== trailer.entries.get("Size")) throw new Error(`${places.length} entries in a cross-reference stream`);
  return { places, trailer };
}

/** Rows under PNG's predictor Up (7.4.4.4). */
function undoUp(content: Buffer, columns: number): Buffer[] {
  const rows: Buffer[] = [];
  for (let at = 0; at < content.length; at += columns + 1) {
    if (content[at] !== 2) throw new Error("a row that is not predicted by the one above");
    const above = rows.at(-1);
    rows.push(Buffer.from(content.subarray(at + 1, at + 1 + columns).map((byte, place) => byte + (above?.[place] ?? 0))));
  }
  return rows;
}

/** Reads a whole file by its cross-reference table; throws at the first thing that is not as ISO 32000-1 has it. */
export function readPdf(file: Uint8Array): PdfObjects {
  const source = Buffer.from(file).toString("latin1");
  const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(source);
  if (start === null) throw new Error("no startxref at the end");
  const table = readCrossReference(source, Number(start[1]));
  const known = new Map<number, PdfObject>();

  function read(id: number): PdfObject {
    const found = known.get(id);
    if (found !== undefined) return found;
    const place = table.places[id];
    if (place !== undefined && "stream" in place) {
      const object = readPacked(id, place.stream, place.index);
      known.set(id, object);
      return object;
    }
    const body = new Tokens(source, place?.offset);
    if (!body.take(`${id} 0 obj`)) throw new Error(`no object ${id} at ${place?.offset ?? "no offset"}`);
    let object = body.object() ?? null;
    if (body.take("stream")) {
      if (!isKind(object, "dictionary")) throw new Error(`object ${id} is a stream without a dictionary`);
      body.place += source.charAt(body.place) === "\r" ? 2 : 1;
      const length = object.entries.get("Length");
      if (typeof length !== "number") throw new Error(`object ${id} is a stream without a length`);
      const bytes = Buffer.from(source.slice(body.place, body.place + length), "latin1");
      body.place += length;
      if (!body.take("endstream")) throw new Error(`object ${id} does not end where its length says`);
      object = { ...object, stream: bytes };
    }
    if (!body.take("endobj")) throw new Error(`object ${id} does not end`);
    known.set(id, object);
    return object;
  }

  /** An object of an object stream (7.5.7). */
  function readPacked(id: number, stream: number, index: number): PdfObject {
    const container = node({ kind: "reference", id: stream });
    if (container.at("Type").value !== "/ObjStm") throw new Error(`object ${stream} is no object stream`);
    const content = new Tokens(container.stream.toString("latin1"));
    const pairs = Array.from({ length: Number(container.at("N").value) }, () => [Number(content.word()), Number(content.word())] as const);
    const pair = pairs[index];
    if (pair?.[0] !== id) throw new Error(`object ${id} is not at place ${index} of object stream ${stream}`);
    content.place = Number(container.at("First").value) + pair[1];
    return content.object() ?? null;
  }

  function node(object: PdfObject): PdfNode {
    const value = isKind(object, "reference") ? read(object.id) : object;
    const dictionary = isKind(value, "dictionary") ? value : undefined;
    const bytes = (): Buffer => {
      if (!isKind(value, "text")) throw new Error(`not a string: ${JSON.stringify(value)}`);
      return value.bytes;
    };
    const items = (): PdfNode[] => {
      if (!Array.isArray(value)) throw new Error(`not an array: ${JSON.stringify(value)}`);
      return value.map(node);
    };
    const step = (key: string | number): PdfNode => {
      const next = typeof key === "number" ? (Array.isArray(value) ? value[key] : undefined) : dictionary?.entries.get(key);
      if (next === undefined) throw new Error(`there is no ${key} in ${dictionary === undefined ? JSON.stringify(value) : [...dictionary.entries.keys()].join(" ")}`);
      return node(next);
    };
    const scalar = (): number | boolean | null | string => {
      if (typeof value === "object" && value !== null) throw new Error(`not a number, boolean or name: ${JSON.stringify(value)}`);
      return value;
    };
    return {
      id: isKind(object, "reference") ? object.id : undefined,
      at: (first, ...path) => path.reduce((from, key) => from.at(key), step(first)),
      has: (key) => dictionary?.entries.has(key) === true,
      get keys() { return [...(dictionary?.entries.keys() ?? [])]; },
      isArray: Array.isArray(value),
      get items() { return items(); },
      get value() { return scalar(); },
      get numbers() { return items().map((item) => Number(item.value)); },
      isText: isKind(value, "text"),
      get text() { return decodeText(bytes()); },
      get bytes() { return bytes(); },
      isStream: dictionary?.stream !== undefined,
      get stream() {
        if (dictionary?.stream === undefined) throw new Error("not a stream");
        return dictionary.entries.get("Filter") === "/FlateDecode" ? inflateSync(dictionary.stream) : dictionary.stream;
      },
    };
  }

  const trailer = node(table.trailer);
  const catalogue = trailer.at("Root");
  return {
    trailer,
    catalogue,
    pages: catalogue.at("Pages", "Kids").items,
    objects: table.places.slice(1).map((_, index) => node({ kind: "reference", id: index + 1 })),
  };
}

/** An operator of a content stream with its operands; strings as hexadecimal digits in angle brackets. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly unknown[];
}

function plain(object: PdfObject): unknown {
  if (Array.isArray(object)) return object.map(plain);
  if (isKind(object, "text")) return `<${object.bytes.toString("hex")}>`;
  if (isKind(object, "dictionary")) return Object.fromEntries(Array.from(object.entries, ([key, value]) => [key, plain(value)]));
  return object;
}

/** Reads a content stream (ISO 32000-1, 7.8.2). */
export function readContent(content: Uint8Array): Operation[] {
  const tokens = new Tokens(Buffer.from(content).toString("latin1"));
  const operations: Operation[] = [];
  let operands: unknown[] = [];
  while (!tokens.atEnd) {
    const object = tokens.object();
    if (object === undefined) {
      operations.push({ operator: tokens.word(), operands });
      operands = [];
    } else {
      operands.push(plain(object));
    }
  }
  if (operands.length > 0) throw new Error("operands without an operator at the end");
  return operations;
}

/** The codes of two bytes that an operation shows. */
export function codesShown({ operator, operands }: Operation): number[] {
  if (operator !== "Tj" && operator !== "TJ") return [];
  const strings = JSON.stringify(operands).match(/<[0-9a-f]*>/g) ?? [];
  return strings.flatMap((string) => string.match(/[0-9a-f]{4}/g) ?? []).map((digits) => Number.parseInt(digits, 16));
}
