import { lstatSync, readFileSync, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";

import type { Report } from "../diagnostics/index.ts";
import { isSystemError } from "../files/index.ts";
import type { TemplateSource } from "./template.ts";

/** No template is larger by far; a file beyond it was put there by mistake. */
const largestFileBytes = 4 * 1024 * 1024;

/** A template's folder, from which nothing outside it can be read. */
export interface TemplateFolder {
  /** Paths within the folder (with `/`) of the files in one of its folders (`.` is itself) that end so, sorted; an absent folder has none. */
  readonly list: (within: string, ending: string, deep: boolean) => readonly string[];
  /** The text of a file, or `undefined` where it doesn't exist or a fault was reported. */
  readonly read: (path: string) => TemplateSource | undefined;
  /** Reports a path that leads out of the folder; an absent file is left to whoever reads it. */
  readonly keepWithin: (path: string) => void;
}

/**
 * Opens a template's folder. Reports `template/outside-folder` for symbolic links that lead out of it, `template/unreadable` for files that
 * can't be read or are no files, `template/encoding` for text that isn't UTF-8, `template/too-large` beyond 4 MiB a file.
 *
 * @param folder An existing folder.
 * @param shown How diagnostics name it.
 */
export function openTemplateFolder(folder: string, shown: string, report: Report): TemplateFolder {
  const root = realpathSync(folder);
  const fail = (path: string, code: string, message: string, hint: string): void => {
    report({ severity: "error", code: `template/${code}`, message, span: { file: join(shown, path), start: { line: 1, column: 1 } }, hint });
  };

  /** Does something with a path if it lies in the folder, and turns what the system refuses into a fault. */
  const within = <T>(path: string, use: (real: string) => T | undefined): T | undefined => {
    try {
      const real = realpathSync(join(root, path));
      if (real === root || real.startsWith(root + sep)) return use(real);
      fail(path, "outside-folder", `“${path}” leads out of the template's folder.`, "Copy what it points to into the template.");
    } catch (error) {
      if (!isSystemError(error)) throw error;
      const isAbsent = error.code === "ENOENT" && !lstatSync(join(root, path), { throwIfNoEntry: false });
      if (!isAbsent) fail(path, "unreadable", `“${path}” can't be read: ${error.code}.`, "Check that it is there and may be read.");
    }
    return undefined;
  };

  const list: TemplateFolder["list"] = (start, ending, deep) => {
    const found = within(start, (real) => readdirSync(real, { recursive: deep, withFileTypes: true })
      .filter((entry) => entry.name.endsWith(ending) && !entry.isDirectory())
      .map((entry) => join(start, relative(real, join(entry.parentPath, entry.name))).replaceAll(sep, "/")));
    return (found ?? []).sort();
  };

  const read: TemplateFolder["read"] = (path) => within(path, (real) => {
    const file = statSync(real);
    if (!file.isFile()) {
      fail(path, "unreadable", `“${path}” is not a file.`, "Put a text file in its place.");
    } else if (file.size > largestFileBytes) {
      fail(path, "too-large", `“${path}” has ${file.size} bytes.`, `A file of a template has at most ${largestFileBytes} bytes.`);
    } else {
      const text = utf8(readFileSync(real));
      if (text !== undefined) return { path: join(shown, path), text };
      fail(path, "encoding", `“${path}” is not UTF-8 text.`, "Save it as UTF-8.");
    }
    return undefined;
  });

  const keepWithin: TemplateFolder["keepWithin"] = (path) => void within(path, (real) => real);

  return { list, read, keepWithin };
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
