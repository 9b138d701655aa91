import { readFileSync, readdirSync, statSync, type Stats } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { decodeSource, nearestName, sourceLines, type Diagnostic, type EncodingFault, type Report, type SourcePosition } from "../diagnostics/index.ts";
import { kindsOfSource, readerFor } from "./readers.ts";
import type { OpenedSource } from "./source.ts";

/** Some 16 million letters of Arabic: a library's worth of bulletins, and what a machine of 2 GB still sets. */
const largestMegabytes = 32;
const bytesOfMegabyte = 1024 * 1024;
const largestBytes = largestMegabytes * bytesOfMegabyte;

const fileStart: SourcePosition = { line: 1, column: 1 };

/** C0 and C1 but for tab, the ends of lines and pages, and NEL. */
const controls = /[\u0001-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu;
/** A wire's transmission marks are a handful; a file with more than one in a hundred is no text. */
const mostControls = 0.01;

/**
 * Reads a source file as text: UTF-8, UTF-16 with a byte order mark, or Windows-1256, which is told with a notice. Only the kinds of file that a reader
 * knows are read.
 *
 * Reports the errors `edition/not-found`, `edition/not-a-file`, `edition/unreadable`, `edition/unknown-kind`, `edition/too-large`, `edition/binary`,
 * `edition/invalid-encoding`, `edition/unpaired-surrogate` and `edition/empty`, the warnings `edition/control-character` and `edition/lost-character`, the
 * notice `edition/windows-1256`.
 *
 * @param path As the user named it, taken from the working folder.
 * @param sources The paths of all the sources; the hint of a file that is not there offers none of them.
 * @returns The source, or `undefined` after an error.
 */
export function readSourceFile(path: string, report: Report, sources: readonly string[] = []): OpenedSource | undefined {
  const opened = openFile(path, sources);
  const read = "bytes" in opened ? readText(opened.bytes) : { told: [opened] };
  for (const { severity = "error", code, message, hint, start = fileStart } of read.told) {
    report({ severity, code: `edition/${code}`, message, hint, span: { file: path, start } });
  }
  return read.text === undefined || !("bytes" in opened) ? undefined : { path, text: read.text, bytes: opened.bytes };
}

/** A diagnostic about the file, without the stage in its code; an error at the file's beginning if it says nothing else. */
interface Told extends Pick<Diagnostic, "message"> {
  readonly severity?: Diagnostic["severity"];
  readonly code: string;
  readonly hint: string;
  readonly start?: SourcePosition;
}

interface TextReading {
  readonly text?: string;
  readonly told: readonly Told[];
}

function readText(bytes: Uint8Array): TextReading {
  const { text, encoding, fault } = decodeSource(bytes);
  const found = findControls(text);
  if (text.includes("\0") || found.count > mostControls * text.length) return { told: [binary(bytes)] };
  const { position } = sourceLines(text);
  if (fault) return { told: [{ ...badBytes(fault, encoding), start: position(fault.offset) }] };
  const copy = found.count === 0 ? text : text.replace(controls, " ");
  if (copy.trim() === "") return { told: [{ code: "empty", message: "The file holds no text.", hint: "Save the copy into it, or leave the file out." }] };

  const told: Told[] = [];
  if (encoding === "windows-1256") {
    told.push({ severity: "notice", code: "windows-1256", message: "The file is not UTF-8 and was read as Windows-1256.", hint: "Save it as UTF-8 to be sure of every letter." });
  }
  if (found.count > 0) told.push({ ...controlCharacters(text, found), start: position(found.first) });
  const lost = text.indexOf("\uFFFD");
  if (lost >= 0) told.push({ ...lostCharacter, start: position(lost) });
  return { text: copy, told };
}

function openFile(path: string, sources: readonly string[]): { readonly bytes: Uint8Array } | Told {
  try {
    return whyNoCopy(path, statSync(path)) ?? { bytes: readFileSync(path) };
  } catch (error) {
    return whyNotRead(path, sources, error);
  }
}

function whyNoCopy(path: string, found: Stats): Told | undefined {
  if (found.isDirectory()) return { code: "not-a-file", message: "This is a folder.", hint: "Name the files in it that hold the copy." };
  if (!found.isFile()) return { code: "not-a-file", message: "This is not a file but a device, a pipe or a socket.", hint: "Save the copy into a file." };
  if (!readerFor(path)) {
    const extension = extname(path);
    const message = extension === "" ? "The file's name has no extension to tell its kind." : `Files of the kind ${extension} are not known.`;
    return { code: "unknown-kind", message, hint: `The kinds of source are: ${kindsOfSource()}. Save the copy as one of them.` };
  }
  if (found.size > largestBytes) {
    const message = `The file has ${Math.round(found.size / bytesOfMegabyte)} MB; at most ${largestMegabytes} MB are read.`;
    return { code: "too-large", message, hint: "Split the copy into several files, one an article." };
  }
  return undefined;
}

/** Whatever the system refuses is the input's fault; anything else is the program's. */
function whyNotRead(path: string, sources: readonly string[], error: unknown): Told {
  const code = error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
  if (code === undefined) throw error;
  if (code === "ENOENT" || code === "ENOTDIR") return { code: "not-found", message: "There is no such file.", hint: similarFile(path, sources) };
  if (code === "EACCES" || code === "EPERM") return { code: "unreadable", message: "The file may not be read.", hint: "Give yourself the right to read it." };
  return { code: "unreadable", message: `The file can't be read (${code}).`, hint: "See whether it opens in another program." };
}

/** A name in the folder may be the one that was asked for: a link that leads nowhere, a file that was taken for a folder. */
function similarFile(path: string, sources: readonly string[]): string {
  const named = new Set([path, ...sources].map((each) => resolve(each)));
  const offered = filesBeside(path).filter((file) => readerFor(file) !== undefined && !named.has(resolve(dirname(path), file)));
  const near = nearestName(basename(path), offered);
  return near === undefined ? "Paths are taken from the working folder." : `Did you mean “${join(dirname(path), near)}”?`;
}

/** A folder that can't be listed has no names to offer. */
function filesBeside(path: string): string[] {
  try {
    return readdirSync(dirname(path));
  } catch {
    return [];
  }
}

/** The first bytes of files that are often taken for text, and what they are. */
const formats: readonly (readonly [readonly number[], string])[] = [
  [[0x25, 0x50, 0x44, 0x46], "a PDF"],
  [[0x50, 0x4b, 0x03, 0x04], "a ZIP archive, as word processors save it"],
  [[0xd0, 0xcf, 0x11, 0xe0], "an old Word file"],
  [[0x89, 0x50, 0x4e, 0x47], "a PNG image"],
  [[0xff, 0xd8, 0xff], "a JPEG image"],
];

function binary(bytes: Uint8Array): Told {
  const format = formats.find(([magic]) => magic.every((byte, index) => bytes[index] === byte))?.[1];
  const message = format === undefined ? "The file is not text." : `The file is not text but ${format}.`;
  return { code: "binary", message, hint: "Open it in the program that made it, and save it as plain text in UTF-8." };
}

function badBytes({ bytes, surrogate }: EncodingFault, encoding: string): Told {
  const hex = [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
  const name = encoding.startsWith("utf-16") ? "UTF-16" : "UTF-8";
  const [noun, verb] = bytes.length === 1 ? ["byte", "is"] : ["bytes", "are"];
  if (surrogate) {
    return {
      code: "unpaired-surrogate",
      message: `The bytes ${hex} are one half of a surrogate pair, which no ${name} text may hold alone.`,
      hint: "A character was cut in two here: type it again and save the file as UTF-8.",
    };
  }
  return {
    code: "invalid-encoding",
    message: `The ${noun} ${hex} ${verb} not ${name}, nor does the file read as Windows-1256.`,
    hint: "Save the file as UTF-8. If only this place is damaged, type it again.",
  };
}

interface ControlsFound {
  readonly count: number;
  readonly first: number;
}

function findControls(text: string): ControlsFound {
  const first = text.search(controls);
  if (first < 0) return { count: 0, first };
  let count = 0;
  for (const found of text.matchAll(controls)) count += found[0].length;
  return { count, first };
}

function controlCharacters(text: string, { count, first }: ControlsFound): Told {
  const code = text.charCodeAt(first).toString(16).toUpperCase().padStart(4, "0");
  const [holds, it] = count === 1 ? ["a control character", "it was"] : [`${count} control characters`, "they were"];
  return {
    severity: "warning",
    code: "control-character",
    message: `The file holds ${holds} (here U+${code}), which can't be set; ${it} taken for space.`,
    hint: "Delete them in a text editor that shows them.",
  };
}

const lostCharacter: Told = {
  severity: "warning",
  code: "lost-character",
  message: "U+FFFD stands where a program that handled this copy before lost a letter.",
  hint: "Compare the place with the original and type it again.",
};
