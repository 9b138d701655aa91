/** A name object (ISO 32000-1, 7.3.5), without its solidus. */
export class PdfName {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** A string object (ISO 32000-1, 7.3.4). */
export class PdfText {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Decoded as a text string (ISO 32000-1, 7.9.2.2): UTF-16 with a byte order mark, else Latin-1, which PDFDocEncoding is but for a few signs. */
  get text(): string {
    const [first, second, third] = this.bytes;
    if (first === 0xfe && second === 0xff) return Buffer.from(this.bytes.subarray(2, this.bytes.length & ~1)).swap16().toString("utf16le");
    if (first === 0xff && second === 0xfe) return Buffer.from(this.bytes.subarray(2)).toString("utf16le");
    if (first === 0xef && second === 0xbb && third === 0xbf) return Buffer.from(this.bytes.subarray(3)).toString("utf8");
    return Buffer.from(this.bytes).toString("latin1");
  }
}

/** An indirect reference (ISO 32000-1, 7.3.10). */
export class PdfReference {
  /** As it stands in a file: `12 0 R`. */
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** Any object; streams are dictionaries with bytes. */
export type PdfObject = null | boolean | number | PdfName | PdfText | PdfReference | PdfArray | PdfDictionary;

/** What a reference leads to; `null` for what is not there (ISO 32000-1, 7.3.10). */
export type Resolve = (reference: PdfReference) => PdfObject;

function resolved(object: PdfObject | undefined, resolve: Resolve): PdfObject | undefined {
  let current = object;
  // A reference to a reference is a fault of the file, and one to itself would never end.
  for (let steps = 0; current instanceof PdfReference && steps < 8; steps++) current = resolve(current);
  return current === null || current instanceof PdfReference ? undefined : current;
}

/** An array whose places are read with references followed. */
export class PdfArray {
  readonly items: readonly PdfObject[];
  /** The indirect object that it is or stands in. */
  readonly id: string;
  readonly #resolve: Resolve;

  constructor(items: readonly PdfObject[], id: string, resolve: Resolve) {
    this.items = items;
    this.id = id;
    this.#resolve = resolve;
  }

  get length(): number {
    return this.items.length;
  }

  at(index: number): PdfObject | undefined {
    return resolved(this.items[index], this.#resolve);
  }

  values(): (PdfObject | undefined)[] {
    return this.items.map((item) => resolved(item, this.#resolve));
  }

  dictionaries(): PdfDictionary[] {
    return this.values().filter((value) => value instanceof PdfDictionary);
  }

  names(): string[] {
    return this.values().flatMap((value) => (value instanceof PdfName ? [value.value] : []));
  }

  /** Its numbers; what is none is left out. */
  numbers(): number[] {
    return this.values().filter((value) => typeof value === "number");
  }
}

/** A dictionary, or a stream with its dictionary, whose values are read with references followed. */
export class PdfDictionary {
  readonly entries: ReadonlyMap<string, PdfObject>;
  /** The indirect object that it is or stands in. */
  readonly id: string;
  /** A stream's bytes as they stand in the file. */
  readonly stream: Uint8Array | undefined;
  readonly #resolve: Resolve;

  constructor(entries: ReadonlyMap<string, PdfObject>, id: string, resolve: Resolve, stream?: Uint8Array) {
    this.entries = entries;
    this.id = id;
    this.stream = stream;
    this.#resolve = resolve;
  }

  get(key: string): PdfObject | undefined {
    return resolved(this.entries.get(key), this.#resolve);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  dictionary(key: string): PdfDictionary | undefined {
    const value = this.get(key);
    return value instanceof PdfDictionary ? value : undefined;
  }

  streamAt(key: string): PdfDictionary | undefined {
    const value = this.dictionary(key);
    return value?.stream === undefined ? undefined : value;
  }

  array(key: string): PdfArray | undefined {
    const value = this.get(key);
    return value instanceof PdfArray ? value : undefined;
  }

  name(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof PdfName ? value.value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === "number" ? value : undefined;
  }

  boolean(key: string): boolean | undefined {
    const value = this.get(key);
    return typeof value === "boolean" ? value : undefined;
  }

  text(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof PdfText ? value.text : undefined;
  }

  /** What stands under a key, be it one dictionary or an array of them. */
  oneOrMore(key: string): PdfDictionary[] {
    const value = this.get(key);
    if (value instanceof PdfDictionary) return [value];
    return value instanceof PdfArray ? value.dictionaries() : [];
  }
}
