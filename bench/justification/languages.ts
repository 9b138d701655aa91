/**
 * Sets a small page in each language and pictures it: `tsx languages.ts FOLDER`. `--only NAME` takes the pages of these names (may be repeated),
 * `--dpi N` (110), `--pdf` keeps the PDFs beside the pictures. Needs pdftoppm and ImageMagick.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildBulletin } from "../../src/index.ts";
import { languagePages, type LanguagePage } from "./languageTexts.ts";
import { findCommand, runCommand } from "./producers/command.ts";
import { inFolder } from "./results.ts";

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: "string", multiple: true, default: [] }, dpi: { type: "string", default: "110" }, pdf: { type: "boolean", default: false } },
});

const template = `<!DOCTYPE html>
<html lang="{{language}}" dir="{{direction}}">
<head><title>{{articles.[0].headline}}</title></head>
<body>
  {{#each articles}}
    <h1 {{source headline}}>{{headline}}</h1>
    <p class="dateline" {{source sourceLine}}>{{sourceLine}}</p>
    <div class="columns">{{#each body}}<p {{source content}}>{{content}}</p>{{/each}}</div>
  {{/each}}
</body>
</html>
`;

/** Two columns of 58 mm on a page with room for all of the text. */
function stylesheet({ family, size, leading }: LanguagePage): string {
  return `@page { size: 134mm 210mm; margin: 6mm }
html { font: ${size}pt/${leading}pt "${family}"; -nashra-justify: newspaper }
h1 { font-size: ${1.7 * size}pt; line-height: ${1.7 * leading}pt; margin: 0 0 ${leading / 4}pt; text-align: center }
p { margin: 0 }
.dateline { text-align: center; font-size: ${0.9 * size}pt; line-height: ${leading}pt; border: solid device-cmyk(0 0 0 1); border-width: 0.5pt 0; margin: 0 0 ${leading / 2}pt }
.columns { columns: 2; column-gap: 6mm; column-rule: 0.3pt solid device-cmyk(0 0 0 1); text-align: justify }
.columns p + p { text-indent: 1em }
`;
}

/** Sets a page as a build from the command line does: copy and template in, PDF out. */
async function setPage(page: LanguagePage, folder: string): Promise<Uint8Array> {
  const paper = join(folder, "paper");
  mkdirSync(paper);
  writeFileSync(join(paper, "page.hbs"), template);
  writeFileSync(join(paper, "style.css"), stylesheet(page));
  const copy = join(folder, "copy.txt");
  writeFileSync(copy, `${page.headline}\n\n${page.dateline}\n\n${page.paragraphs.join("\n")}\n`);
  const { bulletin, diagnostics } = await buildBulletin({ sources: [copy], template: paper, language: page.language });
  for (const { severity, message } of diagnostics) console.log(`${page.name}: ${severity}: ${message}`);
  if (bulletin === undefined) throw new Error(`The page of ${page.name} was not built.`);
  if (bulletin.pages !== 1) throw new Error(`The page of ${page.name} has become ${bulletin.pages}.`);
  return bulletin.pdf;
}

function command(...names: readonly string[]): string {
  const found = findCommand(...names);
  if (found === undefined) throw new Error(`${names.join(" or ")} is not on this machine.`);
  return found;
}

/** Pictures a page in sixteen greys, the paper round the text cut off. */
function picture(pdf: string, png: string): void {
  runCommand(command("pdftoppm"), ["-gray", "-png", "-r", options.dpi, "-singlefile", pdf, pdf]);
  runCommand(command("convert", "magick"), [
    `${pdf}.png`, "-trim", "+repage", "-bordercolor", "white", "-border", "10", "-colors", "16", "-depth", "4", "-strip", "-define", "png:exclude-chunks=date,time", png,
  ]);
}

const folder = positionals[0];
if (folder === undefined) throw new Error("Say into which folder the pictures go.");
mkdirSync(folder, { recursive: true });
for (const page of languagePages().filter(({ name }) => options.only.length === 0 || options.only.includes(name))) {
  await inFolder(async (own) => {
    const pdf = join(own, "page.pdf");
    writeFileSync(pdf, await setPage(page, own));
    picture(pdf, join(folder, `${page.name}.png`));
    if (options.pdf) copyFileSync(pdf, join(folder, `${page.name}.pdf`));
  });
}
