import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { findFontFiles, lookAtFile } from "./fontFiles.ts";
import type { FontIndex } from "./fontIndex.ts";
import { openProgram, type FontProgram } from "./program.ts";
import { formatHint } from "./readFacts.ts";

/** How a file that can't be used is told of. */
export type Manner = { readonly severity: "warning" } | { readonly severity: "error"; readonly span: SourceSpan };

/** Opens a font file, or tells why it can't be used: `fonts/unreadable`, `fonts/damaged`, `fonts/unsupported-format`. */
export async function openFontFile(path: string, index: FontIndex, manner: Manner, report: Report): Promise<FontProgram | undefined> {
  const file = lookAtFile(path);
  if (!file) {
    report({ ...manner, code: "fonts/unreadable", message: `The font file ${path} is not there or may not be read.`, hint: "Check the file's name and permissions." });
    return undefined;
  }
  const program = await openProgram(file, index.factsOf(file));
  if (!("fault" in program)) return program;
  const code = program.fault === "damaged" ? "fonts/damaged" : "fonts/unsupported-format";
  report({ ...manner, code, message: `The font file ${path} ${program.message}`, hint: program.hint });
  return undefined;
}

/**
 * Opens the font files in folders and below them, folder by folder in the order of their names, each once; what can't be used is left out.
 *
 * Reports `fonts/no-folder` (an error), a notice of files that are fonts by name and are not read, and warnings of what else can't be used.
 *
 * @returns `undefined` where there is no such folder
 */
export async function openFontFolders(folders: readonly string[], index: FontIndex, report: Report): Promise<FontProgram[] | undefined> {
  const programs: FontProgram[] = [];
  let failed = false;
  const seen = new Set<string>();
  for (const folder of folders) {
    const files = findFontFiles(folder);
    if (!files) {
      report({ severity: "error", code: "fonts/no-folder", message: `There is no folder of fonts at ${folder}.`, hint: "Check the folder's name." });
      failed = true;
      continue;
    }
    if (files.others.length > 0) reportOthers(files.others, report);
    for (const path of files.fonts) {
      if (seen.has(path)) continue;
      seen.add(path);
      const program = await openFontFile(path, index, { severity: "warning" }, report);
      if (program) programs.push(program);
    }
  }
  return failed ? undefined : programs;
}

function reportOthers(paths: readonly string[], report: Report): void {
  report({
    severity: "notice",
    code: "fonts/unsupported-format",
    message: `Web fonts and font collections are not read: ${paths.join(", ")}.`,
    hint: formatHint,
  });
}
