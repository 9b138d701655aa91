/** Sets one justified column by Typst: `node typstColumn.mjs OUT SETTING.json`, the setting as `bench/justification` writes it. */
import { readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [out, source] = process.argv.slice(2);
const { paragraphs, family, font, size, leading, paragraphGap, margin, width, height } = JSON.parse(readFileSync(source, "utf8"));
const escape = (text) => text.replace(/[\\#*_`$<>@"'~=+/-]/gu, "\\$&");
const main = `#set page(width: ${width}pt, height: ${height}pt, margin: ${margin}pt)
#set text(font: "${family}", size: ${size}pt, lang: "ar", dir: rtl, top-edge: "baseline", bottom-edge: "baseline", fallback: false)
#set par(justify: true, leading: ${leading}pt, spacing: ${leading + paragraphGap}pt)
${paragraphs.map(escape).join("\n\n")}
`;
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [dirname(font)] }] });
writeFileSync(out, compiler.pdf({ mainFileContent: main }));
