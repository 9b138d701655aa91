/** Encodings of one or two bytes a character, as the WHATWG Encoding Standard labels them. */
export type LegacyEncoding = (typeof singleByte)[number] | (typeof doubleByte)[number];

export const singleByte = [
  "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "windows-874",
  "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-13", "iso-8859-15",
  "koi8-r", "koi8-u", "ibm866", "macintosh", "x-mac-cyrillic",
] as const;
export const doubleByte = ["big5", "gbk", "shift_jis", "euc-kr", "euc-jp"] as const;

const tables = new Map<LegacyEncoding, ReadonlyMap<string, readonly number[]>>();

/** Encodes text by the inverse of the platform's decoder; what the encoding lacks becomes a question mark. */
export function encode(text: string, encoding: LegacyEncoding): Uint8Array {
  const table = tables.get(encoding) ?? inverseTable(encoding);
  tables.set(encoding, table);
  const bytes: number[] = [];
  for (const character of text) bytes.push(...(table.get(character) ?? [0x3f]));
  return Uint8Array.from(bytes);
}

function inverseTable(encoding: LegacyEncoding): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, readonly number[]>();
  const add = (...bytes: readonly number[]): void => {
    const character = decoder.decode(Uint8Array.from(bytes));
    if ([...character.matchAll(/./gsu)].length === 1 && character !== "\uFFFD" && !table.has(character)) table.set(character, bytes);
  };
  for (let byte = 0; byte < 0x100; byte++) add(byte);
  if (!doubleByte.some((each) => each === encoding)) return table;
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  return table;
}
