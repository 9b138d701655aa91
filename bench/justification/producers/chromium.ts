import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fontFile, type Producer } from "../setting.ts";
import { findCommand, runCommand } from "./command.ts";
import { columnBody, columnStyle } from "./columnMarkup.ts";

const command = (): string | undefined => findCommand("chromium", "chromium-browser", "google-chrome");

/** A browser's justification: lines filled one after the other, word spaces stretched. */
export const chromium: Producer = {
  name: "Chromium",
  missing: () => (command() === undefined ? "no chromium or google-chrome on the path" : undefined),
  set: (setting, pdf, folder) => {
    const page = join(folder, "column.html");
    // A browser rounds the page to whole pixels, and must be told where the face is.
    const own = `@font-face { font-family: "${setting.family}"; src: url("${pathToFileURL(fontFile(setting)).href}") }\nbody { width: ${setting.measure}pt }`;
    writeFileSync(page, `<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8"><style>${columnStyle(setting)}\n${own}</style></head><body>${columnBody(setting)}</body></html>\n`);
    const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", `--user-data-dir=${join(folder, "profile")}`];
    runCommand(command() ?? "chromium", [...flags, `--print-to-pdf=${pdf}`, pathToFileURL(page).href], { folder });
    return Promise.resolve();
  },
};
