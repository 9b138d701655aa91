import { writeFileSync } from "node:fs";
import { builtInFonts } from "../../../tests/text/faces.ts";
import { layoutPages } from "../../../src/layout/index.ts";
import { paintPdf } from "../../../src/pdf/index.ts";
import { openOutput } from "../../../src/press/index.ts";
import { builtInFolders } from "../../../src/resources.ts";
import { styleMarkup } from "../../../src/style/index.ts";
import { openShaper } from "../../../src/text/index.ts";
import { composeWith, type Profile } from "../composeWith.ts";
import type { Producer, Setting } from "../setting.ts";
import { columnBody, columnStyle } from "./columnMarkup.ts";

/** Nashra's own stages from markup to PDF, by one profile. */
export function nashra(profile: Profile): Producer {
  return { name: `Nashra ${profile}`, profile, missing: () => undefined, set: (setting, pdf) => setColumn(profile, setting, pdf) };
}

async function setColumn(profile: Profile, setting: Setting, pdf: string): Promise<void> {
  const report = ({ severity, message }: { readonly severity: string; readonly message: string }): void => {
    if (severity === "error") throw new Error(message);
  };
  const text = columnStyle(setting);
  const html = `<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><title>Column</title></head><body>${columnBody(setting)}</body></html>\n`;
  const styled = styleMarkup({ html, path: "column.html", stylesheets: [{ path: "column.css", text }], folder: "/", sources: [] }, report);
  if (!styled) throw new Error("the column's markup was refused");
  const fonts = await builtInFonts();
  const shaper = await openShaper();
  const paged = await layoutPages(styled, { compose: (paragraph, measure) => composeWith(profile, paragraph, measure, { fonts, shaper, report }), fonts, report });
  if (!paged) throw new Error("the column has no room on its page");
  const output = await openOutput({ profile: "screen" }, builtInFolders().icc, report);
  const bytes = output && (await paintPdf(paged, { report, output }));
  if (!bytes) throw new Error("the column was not painted");
  writeFileSync(pdf, bytes);
}
