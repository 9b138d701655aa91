import { readContent, readPdf, type PdfNode } from "./pdfObjects.ts";
import { toUnicodeOf } from "./toUnicode.ts";

/** A code that a page shows; lengths in pt from the page's left bottom corner. */
export interface ShownCode {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** In the order of the content stream; codes of one operator share it. */
  readonly operator: number;
}

interface Font {
  readonly texts: ReadonlyMap<number, string>;
  readonly widths: readonly number[];
}

function fontOf(node: PdfNode): Font {
  const [first, widths] = node.at("DescendantFonts", 0, "W").items;
  if (first?.value !== 0 || widths === undefined) throw new Error("widths do not begin with the first code");
  return { texts: toUnicodeOf(node), widths: widths.numbers };
}

/**
 * Reads a file as ISO 32000-1 has it: the codes in the order of the content streams, by their ToUnicode maps, where the text state puts them.
 *
 * @returns for each page
 */
export function shownCodes(pdf: Uint8Array): ShownCode[][] {
  return readPdf(pdf).pages.map((page) => {
    const fonts = page.at("Resources", "Font");
    const known = new Map(fonts.keys.map((name) => [name, fontOf(fonts.at(name))]));
    const shown: ShownCode[] = [];
    let font: Font | undefined;
    let size = 0;
    let rise = 0;
    let line = { x: 0, y: 0 };
    let x = 0;
    const show = (digits: string, operator: number): void => {
      for (const code of digits.match(/[0-9a-f]{4}/gu) ?? []) {
        const cid = Number.parseInt(code, 16);
        const width = ((font?.widths[cid] ?? Number.NaN) * size) / 1000;
        const text = font?.texts.get(cid);
        if (text === undefined) throw new Error(`code ${code} has no text`);
        shown.push({ text, x, y: line.y + rise, width, operator });
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
            if (typeof part === "number") x -= (part * size) / 1000;
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
