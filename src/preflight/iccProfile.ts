/** What an ICC profile's header and tag table say (ICC.1:2010, 7.2 and 7.3). */
export interface IccProfile {
  /** `prtr`, `mntr`, `scnr`, `spac` … */
  readonly deviceClass: string;
  /** `CMYK`, `RGB`, `GRAY`, `Lab` … */
  readonly colourSpace: string;
  readonly majorVersion: number;
  /** How many bytes the profile says it has. */
  readonly declaredLength: number;
  readonly length: number;
  /** What is wrong with its bytes, if anything. */
  readonly fault: string | undefined;
}

const headerLength = 128;

/** How many components colours of each space have. */
const componentsOf: Readonly<Record<string, number>> = { GRAY: 1, RGB: 3, Lab: 3, CMYK: 4 };

/** Reads a profile's header and tag table; `undefined` for what is no profile at all. */
export function readIccProfile(bytes: Uint8Array): IccProfile | undefined {
  if (bytes.length < headerLength + 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tagAt(view, 36) !== "acsp") return undefined;
  const declaredLength = view.getUint32(0);
  return {
    deviceClass: tagAt(view, 12), colourSpace: tagAt(view, 16).trim(), majorVersion: view.getUint8(8), declaredLength, length: bytes.length,
    fault: faultOf(view, declaredLength),
  };
}

/** How many components a profile's colours have; `undefined` for spaces that PDF does not know. */
export function componentsOfProfile({ colourSpace }: IccProfile): number | undefined {
  return componentsOf[colourSpace];
}

function faultOf(view: DataView, declared: number): string | undefined {
  if (declared > view.byteLength) return `it is cut off: ${view.byteLength} of ${declared} bytes are there`;
  const tags = view.getUint32(headerLength);
  if (headerLength + 4 + 12 * tags > view.byteLength) return "its tag table is longer than the profile";
  for (let tag = 0; tag < tags; tag++) {
    const entry = headerLength + 4 + 12 * tag;
    if (view.getUint32(entry + 4) + view.getUint32(entry + 8) > view.byteLength) return `its tag ${tagAt(view, entry)} lies beyond its end`;
  }
  return undefined;
}

function tagAt(view: DataView, offset: number): string {
  return String.fromCharCode(view.getUint8(offset), view.getUint8(offset + 1), view.getUint8(offset + 2), view.getUint8(offset + 3));
}
