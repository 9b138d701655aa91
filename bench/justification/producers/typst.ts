import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fontFile, pageWidth, sheet, type Producer } from "../setting.ts";
import { runCommand } from "./command.ts";

const peers = fileURLToPath(new URL("../../peers", import.meta.url));

/** Typst's compiler from npm: all breaks of a paragraph at once, word spaces only. */
export const typst: Producer = {
  name: "Typst",
  missing: () => (existsSync(join(peers, "node_modules")) ? undefined : "its compiler is not installed (`npm ci` in bench/peers)"),
  set: (setting, pdf, folder) => {
    const source = join(folder, "column.json");
    writeFileSync(source, JSON.stringify({ ...setting, ...sheet, width: pageWidth(setting), font: fontFile(setting) }));
    runCommand(process.execPath, [join(peers, "typstColumn.mjs"), pdf, source]);
    return Promise.resolve();
  },
};
