import { copyFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fontFile, pageWidth, sheet, type Producer, type Setting } from "../setting.ts";
import { findCommand, runCommand } from "./command.ts";

const command = (): string | undefined => findCommand("xelatex");

function escapeTex(text: string): string {
  return text.replace(/\\/gu, "\\textbackslash{}").replace(/[#$%&_{}]/gu, "\\$&").replace(/[~^]/gu, "\\char`\\$&{}");
}

function documentOf(setting: Setting, preference: string): string {
  const file = fontFile(setting);
  const { size, leading, paragraphGap, margin, height } = sheet;
  return `\\documentclass{article}
\\usepackage[paperwidth=${pageWidth(setting)}bp,paperheight=${height}bp,margin=${margin}bp,nohead,nofoot]{geometry}
\\usepackage{fontspec}
\\usepackage{polyglossia}
\\setmainlanguage[numerals=maghrib]{arabic}
\\newfontfamily\\arabicfont[Script=Arabic,Path=${dirname(file)}/,Ligatures=NoCommon]{${basename(file)}}
\\begin{document}
\\pagestyle{empty}\\raggedbottom
\\fontsize{${size}bp}{${leading}bp}\\selectfont
\\frenchspacing\\lineskiplimit=-\\maxdimen\\parindent=0pt\\parskip=${paragraphGap}bp\\clubpenalty=0\\widowpenalty=0
${preference}
${setting.paragraphs.map(escapeTex).join("\n\n")}

\\end{document}
`;
}

function xelatexBy(name: string, preference: string): Producer {
  return {
    name,
    missing: () => (command() === undefined ? "no xelatex on the path (texlive-xetex, texlive-lang-arabic)" : undefined),
    set: (setting, pdf, folder) => {
      writeFileSync(join(folder, "column.tex"), documentOf(setting, preference));
      runCommand(command() ?? "xelatex", ["-interaction=batchmode", "-halt-on-error", "column.tex"], { folder });
      copyFileSync(join(folder, "column.pdf"), pdf);
      return Promise.resolve();
    },
  };
}

/** TeX's breaks with LaTeX's own preferences, which would rather run over the measure than stretch a line much. */
export const xelatex = xelatexBy("XeLaTeX", "");

/** TeX's breaks as one sets narrow columns: lines never run over. */
export const xelatexSloppy = xelatexBy("XeLaTeX, sloppy", "\\sloppy");
