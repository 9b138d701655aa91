import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { sampleArticle } from "../corpus/texts.ts";
import { height, newspaper, paint, setColumns } from "../pdf/columns.ts";

const dpi = 1200;

/** A grey picture, a byte a pixel. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Reads a binary PGM file. */
function readPgm(path: string): Picture {
  const bytes = readFileSync(path);
  const header = /^P5\s+(\d+)\s+(\d+)\s+255\s/u.exec(bytes.toString("latin1", 0, 64));
  if (header === null) throw new Error("no PGM file");
  return { width: Number(header[1]), height: Number(header[2]), pixels: bytes.subarray(header[0].length) };
}

/** Renders a part of a PDF's first page; pt from its left top corner. */
function render(pdf: Uint8Array, x: number, y: number, width: number, tall: number): Picture {
  const folder = mkdtempSync(join(tmpdir(), "nashra-"));
  try {
    writeFileSync(join(folder, "page.pdf"), pdf);
    const pixels = (points: number): string => String(Math.round((points * dpi) / 72));
    const area = ["-x", pixels(x), "-y", pixels(y), "-W", pixels(width), "-H", pixels(tall)];
    const { status, stderr } = spawnSync("pdftoppm", ["-r", String(dpi), "-gray", "-f", "1", "-l", "1", ...area, join(folder, "page.pdf"), join(folder, "out")], { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
    return readPgm(join(folder, "out-1.pgm"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The stroke in a column of pixels at a certain height, from the top; `undefined` where there is none. */
function strokeAt({ width, height: tall, pixels }: Picture, column: number, row: number): { readonly top: number; readonly bottom: number } | undefined {
  const dark = (at: number): boolean => at >= 0 && at < tall && (pixels[at * width + column] ?? 255) < 128;
  if (!dark(row)) return undefined;
  let top = row;
  while (dark(top - 1)) top--;
  let bottom = row;
  while (dark(bottom + 1)) bottom++;
  return { top, bottom };
}

/** The height in the middle of the lowest stroke of a column. */
function middleOfLowest(picture: Picture, column: number): number {
  let bottom = picture.height - 1;
  while (bottom > 0 && (picture.pixels[bottom * picture.width + column] ?? 255) >= 128) bottom--;
  const stroke = strokeAt(picture, column, bottom);
  return Math.round(((stroke?.top ?? 0) + (stroke?.bottom ?? 0)) / 2);
}

test.each(["Amiri", "Noto Naskh Arabic", "Noto Kufi Arabic", "Scheherazade New"])("extensions join their letters without a gap or a step at 1200 dpi: %s", async (family) => {
  const set = setColumns([...sampleArticle().paragraphs], { ...newspaper, family, columns: 3, size: 10, leading: 20, profile: "display" });
  const pdf = await paint(set.document);
  const [page] = set.document.pages;
  let compared = 0;
  for (const item of page?.items ?? []) {
    if (item.kind !== "text" || compared >= 40) continue;
    for (const run of item.runs) {
      let pen = item.x + run.x;
      const extensions: { from: number; to: number }[] = [];
      for (const { widened, advance } of run.glyphs()) {
        const last = extensions.at(-1);
        if (widened !== undefined && last !== undefined && Math.abs(last.to - pen) < 1e-9) last.to += advance;
        else if (widened !== undefined) extensions.push({ from: pen, to: pen + advance });
        pen += advance;
      }
      for (const { from, to } of extensions) {
        compared++;
        // A fiftieth of an em to either side of each end.
        const reach = 0.02 * run.size;
        for (const [end, inside] of [[from, 1], [to, -1]] as const) {
          const picture = render(pdf, end - reach, item.baseline - 0.12 * run.size, 2 * reach, 0.2 * run.size);
          const row = middleOfLowest(picture, inside > 0 ? picture.width - 1 : 0);
          const strokes = Array.from({ length: picture.width }, (_, column) => strokeAt(picture, column, row));
          const place = `${end.toFixed(2)}, ${(height - item.baseline).toFixed(2)}`;
          expect(strokes.includes(undefined), `a gap at ${place}`).toBe(false);
          const step = (edge: "top" | "bottom"): number => Math.max(...strokes.slice(1).map((stroke, index) => Math.abs((stroke?.[edge] ?? 0) - (strokes[index]?.[edge] ?? 0))));
          expect(step("bottom"), `a step under ${place}`).toBeLessThanOrEqual(2);
          expect(step("top"), `a step over ${place}`).toBeLessThanOrEqual(2);
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(10);
});
