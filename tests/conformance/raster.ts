import { readFileSync } from "node:fs";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { ran } from "./processes.ts";
import type { Greys } from "./tiff.ts";

export const dpi = 144;
const pdfium = await PDFiumLibrary.init();

/** The light that a colour reflects, 0 to 255, by the eye's weights (ITU-R BT.709). */
const luminance = (red: number, green: number, blue: number): number => Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);

/** A binary PPM of eight bits. */
function readPpm(bytes: Buffer): Greys {
  const header = /^P6\s+(?:#.*\s+)*(\d+)\s+(\d+)\s+255\s/u.exec(bytes.toString("latin1", 0, 400));
  if (header === null) throw new Error("this is no PPM file");
  const [width, height] = [Number(header[1]), Number(header[2])];
  const pixels = bytes.subarray(header[0].length);
  return { width, height, values: Uint8Array.from({ length: width * height }, (_, at) => luminance(pixels[3 * at] ?? 0, pixels[3 * at + 1] ?? 0, pixels[3 * at + 2] ?? 0)) };
}

function drawnBy(program: string, words: readonly string[], picture: string): Greys {
  const { status, stderr } = ran(program, words);
  if (status !== 0) throw new Error(`${program} ${words.join(" ")}:\n${stderr}`);
  return readPpm(readFileSync(picture));
}

/** How much finer PDFium draws than it is compared: it stretches a page to whole pixels, which is nothing to small ones. */
const finer = 3;

async function drawnByPdfium(path: string): Promise<Greys> {
  const document = await pdfium.loadDocument(readFileSync(path));
  const [page] = document.pages();
  if (page === undefined) throw new Error("there is no page");
  const { width: fineWidth, height: fineHeight, data } = await page.render({ scale: (finer * dpi) / 72, render: "bitmap" });
  document.destroy();
  const [width, height] = [Math.floor(fineWidth / finer), Math.floor(fineHeight / finer)];
  const values = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let v = 0; v < finer; v++) {
        for (let u = 0; u < finer; u++) {
          const at = 4 * ((y * finer + v) * fineWidth + x * finer + u);
          sum += luminance(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);
        }
      }
      values[y * width + x] = sum / finer ** 2;
    }
  }
  return { width, height, values };
}

/** A program that draws a file's first page. */
export interface Renderer {
  readonly name: string;
  readonly draw: (path: string) => Promise<Greys>;
}

export const renderers: readonly Renderer[] = [
  { name: "poppler", draw: (path) => Promise.resolve(drawnBy("pdftoppm", ["-r", String(dpi), "-f", "1", "-singlefile", path, `${path}.poppler`], `${path}.poppler.ppm`)) },
  { name: "MuPDF", draw: (path) => Promise.resolve(drawnBy("mutool", ["draw", "-q", "-r", String(dpi), "-c", "rgb", "-F", "ppm", "-o", `${path}.mupdf.ppm`, path, "1"], `${path}.mupdf.ppm`)) },
  { name: "PDFium", draw: drawnByPdfium },
  {
    name: "Ghostscript",
    draw: (path) =>
      Promise.resolve(
        drawnBy("gs", ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-dLastPage=1", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-sDEVICE=ppmraw", `-r${dpi}`, "-o", `${path}.gs.ppm`, path], `${path}.gs.ppm`),
      ),
  },
];

/** A picture with each pixel the mean of the nine around it: how programs soften edges comes out the same. */
function blurred({ width, height, values }: Greys): Greys {
  const soft = new Uint8Array(values.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
        for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          sum += values[v * width + u] ?? 0;
          count++;
        }
      }
      soft[y * width + x] = sum / count;
    }
  }
  return { width, height, values: soft };
}

/** Of 255: less may come of colour management and of edges. */
const clearly = 80;
/** Pixels: programs round a page's edges, and so the place of everything, and the widths of thin lines. */
const near = 2;

/** The share of pixels that differ clearly from the same pixel of the other picture and from all that are near it. */
export function difference(one: Greys, other: Greys): number {
  if (Math.abs(one.width - other.width) > 2 || Math.abs(one.height - other.height) > 2) return 1;
  const [a, b] = [blurred(one), blurred(other)];
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)];
  const differs = (from: Greys, to: Greys, x: number, y: number): boolean => {
    const value = from.values[y * from.width + x] ?? 0;
    for (let v = Math.max(0, y - near); v <= Math.min(height - 1, y + near); v++) {
      for (let u = Math.max(0, x - near); u <= Math.min(width - 1, x + near); u++) {
        if (Math.abs((to.values[v * to.width + u] ?? 0) - value) <= clearly) return false;
      }
    }
    return true;
  };
  let count = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (differs(a, b, x, y) || differs(b, a, x, y)) count++;
  return count / (width * height);
}

/** A picture moved to the right, what comes in white. */
export function moved({ width, height, values }: Greys, by: number): Greys {
  return { width, height, values: values.map((_, at) => (at % width < by ? 255 : (values[at - by] ?? 255))) };
}
