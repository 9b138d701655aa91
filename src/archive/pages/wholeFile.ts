/** Why bytes are no whole PDF. */
export interface BrokenEnd {
  readonly message: string;
  readonly hint: string;
}

/** Readers forgive as many bytes after the last `%%EOF` and before the header (ISO 32000-1, Annex H, 3.4.1 and 3.4.4). */
const FORGIVEN = 1024;

/** The dictionary of a cross-reference stream may list many sections. */
const DICTIONARY_LOOKED = 65_536;

/**
 * Looks whether a PDF ends where it should. Readers repair a file that was cut off as well as they can and show what is left of it without a word; an archive must not take it for whole.
 *
 * A file that is cut off has lost the end that says where its cross-reference table stands (ISO 32000-1, 7.5.5); one that was linearized or changed by appending has such an end further up too, and says how long it is,
 * or has more objects after it.
 *
 * @returns `undefined` for a whole file, and for what does not begin as a PDF
 */
export function brokenEnd(bytes: Uint8Array): BrokenEnd | undefined {
  const head = latin(bytes, 0, FORGIVEN);
  const header = head.indexOf("%PDF-");
  if (header < 0) return undefined;
  const declared = /\/Linearized\s[^>]*?\/L\s+(\d+)/.exec(head)?.[1];
  if (declared !== undefined && Number(declared) > bytes.length) return cutOff(`it has ${bytes.length} bytes of ${declared}`);
  const tail = latin(bytes, Math.max(0, bytes.length - 2 * FORGIVEN));
  const end = [...tail.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1);
  if (end === undefined) return cutOff("its end is missing");
  const after = tail.slice(end.index + end[0].length);
  if (/\d\s+\d+\s+obj\b|xref\b|\bstream\b/.test(after) || after.length > FORGIVEN) return cutOff("what was appended to it has no end");
  const isTable = [0, header].some((shift) => crossReference.test(latin(bytes, Number(end[1]) + shift, Number(end[1]) + shift + DICTIONARY_LOOKED)));
  return isTable ? undefined : { message: "The PDF is damaged: what it says of the place of its cross-reference table is wrong.", hint: FETCH_AGAIN };
}

const crossReference = /^\s*(?:xref\b|\d+\s+\d+\s+obj\b[^]*?\/XRef\b)/;

const FETCH_AGAIN = "Fetch or make the file again; a file that a program still opens may be repaired by saving it anew in that program.";

function cutOff(how: string): BrokenEnd {
  return { message: `The PDF was cut off: ${how}.`, hint: FETCH_AGAIN };
}

function latin(bytes: Uint8Array, from: number, to?: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString("latin1");
}
