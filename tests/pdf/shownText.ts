import { readContent, readPdf, type PdfNode } from "./pdfObjects.ts";
import { toUnicodeOf } from "./toUnicode.ts";

/** A code that a page shows; lengths in pt from the page's left bottom corner. */
export interface ShownCode {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly code: number;
  readonly font: ShownFont;
  /** pt */
  readonly size: number;
  /** In the order of the content stream; codes of one operator share it. */
  readonly operator: number;
}

/** A font of a file. */
export interface ShownFont {
  readonly texts: ReadonlyMap<number, string>;
  /** Thousandths of the em, by code. */
  readonly widths: readonly number[];
  /** The font program, whose glyphs are the codes. */
  readonly program: Uint8Array;
}

function fontOf(node: PdfNode): ShownFont {
  const descendant = node.at("DescendantFonts", 0);
  const [first, widths] = descendant.at("W").items;
  if (first?.value !== 0 || widths === undefined) throw new Error("widths do not begin with the first code");
  return { texts: toUnicodeOf(node), widths: widths.numbers, program: descendant.at("FontDescriptor", "FontFile2").stream };
}

/**
 * Reads a file as ISO 32000-1 has it: the codes in the order of the content streams, by their ToUnicode maps, where the text state puts them.
 *
 * @returns for each page
 */
export function shownCodes(pdf: Uint8Array): ShownCode[][] {
  const known = new Map<string, ShownFont>();
  return readPdf(pdf).pages.map((page) => {
    const fonts = page.at("Resources", "Font");
    // A font has one name on all pages.
    for (const name of fonts.keys) if (!known.has(name)) known.set(name, fontOf(fonts.at(name)));
    const shown: ShownCode[] = [];
    let font: ShownFont | undefined;
    let size = 0;
    let rise = 0;
    let stretch = 1;
    let line = { x: 0, y: 0 };
    let x = 0;
    const show = (digits: string, operator: number): void => {
      if (font === undefined) throw new Error("text is shown in no font");
      for (const code of digits.match(/[0-9a-f]{4}/gu) ?? []) {
        const cid = Number.parseInt(code, 16);
        const width = ((font.widths[cid] ?? Number.NaN) * size * stretch) / 1000;
        const text = font.texts.get(cid);
        if (text === undefined) throw new Error(`code ${code} has no text`);
        shown.push({ text, x, y: line.y + rise, width, code: cid, font, size, operator });
        x += width;
      }
    };
    readContent(page.at("Contents").stream).forEach(({ operator, operands }, index) => {
      const numbers = operands.map(Number);
      switch (operator) {
        case "Tf":
          font = known.get(String(operands[0]).slice(1));
          size = numbers[1] ?? Number.NaN;
          break;
        case "Ts":
          rise = numbers[0] ?? Number.NaN;
          break;
        case "Tz":
          stretch = (numbers[0] ?? Number.NaN) / 100;
          break;
        case "Tm":
          if (numbers.slice(0, 4).join(" ") !== "1 0 0 1") throw new Error("text is turned or stretched");
          line = { x: numbers[4] ?? Number.NaN, y: numbers[5] ?? Number.NaN };
          x = line.x;
          break;
        case "Td":
          line = { x: line.x + (numbers[0] ?? Number.NaN), y: line.y + (numbers[1] ?? Number.NaN) };
          x = line.x;
          break;
        case "Tj":
          show(String(operands[0]), index);
          break;
        case "TJ":
          for (const part of operands[0] as readonly (string | number)[]) {
            if (typeof part === "number") x -= (part * size * stretch) / 1000;
            else show(part, index);
          }
          break;
        default:
          break;
      }
    });
    return shown;
  });
}

/** What a page shows within its bounds, in the order of the stream. */
export function onPage(codes: readonly ShownCode[], height: number): ShownCode[] {
  return codes.filter(({ y }) => y < height);
}
