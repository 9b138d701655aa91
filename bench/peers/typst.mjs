/** Sets wire texts by Typst in two columns of Amiri, as a process of its own: `node typst.mjs OUT SOURCE…`. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";

const [out, ...sources] = process.argv.slice(2);
const fonts = fileURLToPath(new URL("../../fonts/amiri", import.meta.url));
const escape = (text) => text.replace(/[\\#*_`$<>@"']/gu, "\\$&");
const articles = sources.map((path) => {
  const [, article = ""] = readFileSync(path, "utf8").split(/\r?\n\r?\n(.*)/su);
  const [headline = "", ...paragraphs] = article.split("\n").map((line) => escape(line.trim())).filter((line) => line !== "");
  return `= ${headline}\n${paragraphs.join("\n\n")}`;
});
const main = `#set page("a4", columns: 2)
#set text(font: "Amiri", size: 10pt, lang: "ar", dir: rtl)
#set par(justify: true)
${articles.join("\n\n")}
`;
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] });
writeFileSync(out, compiler.pdf({ mainFileContent: main }));
