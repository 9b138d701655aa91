import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { fontFolder, pageWidth, sheet, type Producer, type Setting } from "../setting.ts";
import { findCommand, runCommand } from "./command.ts";
import { escapeMarkup } from "./columnMarkup.ts";

const command = (): string | undefined => findCommand("soffice", "libreoffice");

/** A flat OpenDocument text. */
function documentOf(setting: Setting): string {
  const { family, paragraphs } = setting;
  const { size, leading, paragraphGap, margin, height } = sheet;
  const schema = (name: string): string => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${schema("office")} ${schema("style")} ${schema("text")} xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="Bench" svg:font-family="'${family}'"/></office:font-face-decls>
<office:styles><style:style style:name="Standard" style:family="paragraph">
<style:paragraph-properties fo:text-align="justify" style:writing-mode="rl-tb" fo:line-height="${leading}pt" fo:margin-top="0pt" fo:margin-bottom="${paragraphGap}pt" fo:orphans="0" fo:widows="0"/>
<style:text-properties style:font-name="Bench" style:font-name-complex="Bench" fo:font-size="${size}pt" style:font-size-complex="${size}pt" fo:language="ar" style:language-complex="ar" style:country-complex="EG"/>
</style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="Sheet"><style:page-layout-properties fo:page-width="${pageWidth(setting)}pt" fo:page-height="${height}pt" fo:margin="${margin}pt" style:writing-mode="rl-tb"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Sheet"/></office:master-styles>
<office:body><office:text>
${paragraphs.map((text) => `<text:p text:style-name="Standard">${escapeMarkup(text)}</text:p>`).join("\n")}
</office:text></office:body>
</office:document>
`;
}

/** Has LibreOffice find the bench's fonts and no others. */
function writeFontConfiguration(path: string, folder: string): void {
  writeFileSync(path, `<?xml version="1.0"?>\n<fontconfig><dir>${fontFolder}</dir><cachedir>${join(folder, "fontcache")}</cachedir></fontconfig>\n`);
}

/** A word processor: lines filled one after the other, elongation and word spaces. */
export const libreOffice: Producer = {
  name: "LibreOffice",
  drawsTatweels: true,
  missing: () => (command() === undefined ? "no soffice on the path (libreoffice-writer)" : undefined),
  set: (setting, pdf, folder) => {
    writeFileSync(join(folder, "column.fodt"), documentOf(setting));
    writeFontConfiguration(join(folder, "fonts.conf"), folder);
    const flags = [`-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`, "--headless", "--convert-to", "pdf", "--outdir", folder];
    runCommand(command() ?? "soffice", [...flags, join(folder, "column.fodt")], { folder, variables: { FONTCONFIG_FILE: join(folder, "fonts.conf"), HOME: folder } });
    renameSync(join(folder, "column.pdf"), pdf);
    return Promise.resolve();
  },
};
