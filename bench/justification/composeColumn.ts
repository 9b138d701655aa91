import { builtInFonts } from "../../tests/text/faces.ts";
import { openShaper, type ComposeResources, type Line, type Paragraph } from "../../src/text/index.ts";
import { composeWith, type Profile } from "./composeWith.ts";
import { sheet, type BenchFamily, type Setting } from "./setting.ts";

/** The built-in fonts and a shaper; what there is to say about overfull lines is not listened to. */
export async function openComposing(): Promise<ComposeResources> {
  const report: ComposeResources["report"] = ({ severity, message }) => {
    if (severity === "error") throw new Error(message);
  };
  return { fonts: await builtInFonts(), shaper: await openShaper(), report };
}

/** A paragraph as the column has it. */
function columnParagraph(text: string, family: BenchFamily): Omit<Paragraph<undefined>, "justification"> {
  const style = {
    font: { families: [family], weight: 400, style: "normal" },
    size: sheet.size, features: {}, letterSpacing: 0, wordSpacing: 0, rise: 0, language: "ar", tag: undefined,
  } as const;
  return { spans: [{ text, style }], direction: "rtl", align: "justify", alignLast: "start", indent: 0, wrap: true, balance: false, divisibleFrom: 0 };
}

/** Composes a column's paragraphs, without pages and PDF. */
export function composeColumn(profile: Profile, { paragraphs, family, measure }: Setting, resources: ComposeResources): Line<undefined>[][] {
  return paragraphs.map((text) => composeWith(profile, columnParagraph(text, family), measure, resources));
}
