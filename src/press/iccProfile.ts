import { deflateSync } from "node:zlib";

/** An ICC profile of a press. */
export interface IccProfile {
  readonly bytes: () => Uint8Array;
  /** By zlib, as a PDF file holds it. */
  readonly deflated: () => Uint8Array;
  /** The description that people know it by; empty where it has none. */
  readonly description: string;
}

const HEADER_LENGTH = 128;
const TAG_LENGTH = 12;
const latin1 = new TextDecoder("latin1");

/** What a press asks of its profile: the transforms in both directions. */
const NEEDED_TAGS = ["A2B0", "B2A0"];

/**
 * Reads an output profile for four inks and checks it (ICC.1:2022, 7.2 and 7.3): device class `prtr`, colour space CMYK, connection space Lab or XYZ, version 2 or 4,
 * as long as it says, every tag within it, the tags of both directions present.
 *
 * @returns the profile, or what is wrong with it as a clause that may follow the file's name
 */
export function readPressProfile(bytes: Uint8Array): IccProfile | string {
  const tags = readTags(bytes);
  if (typeof tags === "string") return tags;
  const [profileClass, space] = [text(bytes, 12), text(bytes, 16)];
  if (profileClass !== "prtr") return `is no profile of an output device: its class is “${profileClass.trim()}”, not “prtr”`;
  if (space !== "CMYK") return `is not for printing with four inks: its colour space is ${space.trim()}, not CMYK`;
  const missing = NEEDED_TAGS.find((tag) => !tags.has(tag));
  if (missing !== undefined) return `cannot convert colours: it has no tag ${missing}`;
  let deflated: Uint8Array | undefined;
  return { bytes: () => bytes, deflated: () => (deflated ??= deflateProfile(bytes)), description: descriptionIn(bytes, tags) };
}

/** What a profile of any device says of itself. */
export interface ProfileFacts {
  /** ICC.1:2022, 7.2.5 and 7.2.6, without trailing spaces: `mntr`, `prtr`, `scnr`, `spac` …; `RGB`, `GRAY`, `CMYK` … */
  readonly deviceClass: string;
  readonly space: string;
  readonly description: string;
  /** Its colours are told by tables, not by primaries and tone curves alone. */
  readonly hasTables: boolean;
}

/** Reads a profile that came along with something; what is wrong with it is a clause that may follow its name. */
export function readProfileFacts(bytes: Uint8Array): ProfileFacts | string {
  const tags = readTags(bytes);
  return typeof tags === "string" ? tags : { deviceClass: text(bytes, 12).trim(), space: text(bytes, 16).trim(), description: descriptionIn(bytes, tags), hasTables: tags.has("A2B0") };
}

/** As small as zlib makes a profile in reasonable time. */
export function deflateProfile(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 6 });
}

interface Tag {
  readonly offset: number;
  readonly length: number;
}

function readTags(bytes: Uint8Array): ReadonlyMap<string, Tag> | string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_LENGTH + 4 || text(bytes, 36) !== "acsp") return "is no ICC profile";
  const declared = view.getUint32(0);
  if (declared > bytes.length) return `is cut off: it says that it has ${declared} bytes, and has ${bytes.length}`;
  const version = bytes[8] ?? 0;
  if (version !== 2 && version !== 4) return `has version ${version} of the ICC format; PDF takes 2 and 4`;
  const count = view.getUint32(HEADER_LENGTH);
  const table = HEADER_LENGTH + 4;
  if (table + count * TAG_LENGTH > bytes.length) return "is damaged: its table of tags is cut off";
  const tags = new Map<string, Tag>();
  for (let place = table; place < table + count * TAG_LENGTH; place += TAG_LENGTH) {
    const tag = { offset: view.getUint32(place + 4), length: view.getUint32(place + 8) };
    const name = text(bytes, place);
    if (tag.offset + tag.length > declared) return `is damaged: its tag ${name} reaches beyond its end`;
    tags.set(name, tag);
  }
  return tags;
}

function text(bytes: Uint8Array, offset: number): string {
  return latin1.decode(bytes.subarray(offset, offset + 4));
}

/** The `desc` tag (ICC.1:2001-04, 6.5.17; ICC.1:2022, 10.15): ASCII in version 2, the first of several languages in version 4. */
function descriptionIn(bytes: Uint8Array, tags: ReadonlyMap<string, Tag>): string {
  const tag = tags.get("desc");
  if (tag === undefined) return "";
  const content = bytes.subarray(tag.offset, tag.offset + tag.length);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if (text(content, 0) === "desc" && content.length > 12) {
    return latin1.decode(content.subarray(12, Math.min(content.length, 12 + view.getUint32(8)))).replace(/\0[^]*$/, "");
  }
  if (text(content, 0) === "mluc" && content.length >= 28) {
    const [length, offset] = [view.getUint32(20), view.getUint32(24)];
    return new TextDecoder("utf-16be").decode(content.subarray(offset, offset + length));
  }
  return "";
}
