import { fileURLToPath } from "node:url";
import { readEdition, readSourceFile } from "../../src/edition/index.ts";
import { openFontLibrary } from "../../src/fonts/index.ts";
import { layoutPages, type PagedDocument } from "../../src/layout/index.ts";
import { builtInFolders } from "../../src/resources.ts";
import { styleMarkup } from "../../src/style/index.ts";
import { findTemplate, renderTemplate } from "../../src/template/index.ts";
import { composeParagraph, openShaper } from "../../src/text/index.ts";

const copy = fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url));

const report = ({ severity, message }: { readonly severity: string; readonly message: string }): void => {
  if (severity === "error") throw new Error(message);
};

/** The sample in the built-in template, as pages that nobody has painted. */
export async function samplePages(): Promise<PagedDocument> {
  const folders = builtInFolders();
  const file = readSourceFile(copy, report, [copy]);
  const edition = file && readEdition([file], { roles: [], without: [], report });
  const template = findTemplate("bulletin", { builtIn: folders.templates, report });
  const markup = edition && template && renderTemplate(edition, template, { settings: { date: "2022-11-24", number: "1" }, report });
  const styled = markup && styleMarkup(markup, report);
  const fonts = styled && (await openFontLibrary({ folders: [folders.fonts], faces: styled.fontFaces, index: folders.fontIndex, report }));
  if (styled === undefined || fonts === undefined) throw new Error("the sample was not set");
  const shaper = await openShaper();
  const pages = await layoutPages(styled, { compose: (paragraph, measure) => composeParagraph(paragraph, measure, { fonts, shaper, report }), fonts, report });
  if (pages === undefined) throw new Error("the sample was not laid out");
  return pages;
}
