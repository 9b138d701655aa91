import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ran } from "./processes.ts";
import { readTiff } from "./tiff.ts";

/** The printing plates of a page: for each ink, how much of it stands on each pixel, 0 to 255. */
export interface Plates {
  readonly width: number;
  readonly height: number;
  readonly inks: ReadonlyMap<string, Uint8Array>;
}

/** Edges in pixels from the picture's upper left corner, the far ones excluded. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const process = ["Cyan", "Magenta", "Yellow", "Black"] as const;
const dpi = 150;

/** Has Ghostscript separate a file's pages into plates. */
export function separate(folder: string, path: string): Plates[] {
  const own = mkdtempSync(join(folder, "plates-"));
  // Inks as the file has them: no conversion between CMYK and CMYK, and no edges softened, whose inks would add up to more than any colour has.
  const { status, stderr, stdout } = ran("gs", ["-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", `-r${dpi}`, "-sCompression=none", "-o", join(own, "%d.tif"), path]);
  if (status !== 0) throw new Error(`Ghostscript could not separate ${path}:\n${stdout}${stderr}`);
  const pages = new Map<number, Map<string, Uint8Array>>();
  let size = { width: 0, height: 0 };
  for (const name of readdirSync(own)) {
    const [, page, ink] = /^(\d+)\((.*)\)\.tif$/u.exec(name) ?? [];
    if (page === undefined || ink === undefined) continue;
    const { width, height, values } = readTiff(readFileSync(join(own, name)));
    size = { width, height };
    const inks = pages.get(Number(page)) ?? new Map<string, Uint8Array>();
    // Ghostscript writes what is not ASCII as addresses on the web do.
    pages.set(Number(page), inks.set(decodeURIComponent(ink), values.map((light) => 255 - light)));
  }
  rmSync(own, { recursive: true });
  return [...pages].sort(([a], [b]) => a - b).map(([, inks]) => ({ ...size, inks }));
}

/** A box of a file's first page, grown by so many pt on each side, on its plates. */
export function boxOn(path: string, name: "Bleed" | "Trim", { height }: Plates, grow = 0): Area {
  const { stdout } = ran("pdfinfo", ["-box", path]);
  const box = (of: string): number[] => (new RegExp(`^${of}Box: +(.*)$`, "mu").exec(stdout)?.[1] ?? "").trim().split(/ +/u).map(Number);
  const [mediaLeft = 0, mediaBottom = 0] = box("Media");
  const [left = 0, bottom = 0, right = 0, top = 0] = box(name);
  const pixels = (points: number): number => (points * dpi) / 72;
  return {
    left: Math.floor(pixels(left - mediaLeft - grow)),
    right: Math.ceil(pixels(right - mediaLeft + grow)),
    top: Math.floor(height - pixels(top - mediaBottom + grow)),
    bottom: Math.ceil(height - pixels(bottom - mediaBottom - grow)),
  };
}

/** The pixels within an area, or those outside of it, as places in a plate. */
export function* pixelsOf({ width, height }: Plates, area: Area, side: "within" | "outside" = "within"): Generator<number> {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const inside = x >= area.left && x < area.right && y >= area.top && y < area.bottom;
      if (inside === (side === "within")) yield y * width + x;
    }
  }
}

/** One ink's plate. */
export function plate({ inks }: Plates, ink: string): Uint8Array {
  const values = inks.get(ink);
  if (values === undefined) throw new Error(`there is no plate of ${ink}, only of ${[...inks.keys()].join(", ")}`);
  return values;
}

/** All ink that a pixel carries, in per cent of one plate. */
export function totalInk({ inks }: Plates, pixel: number): number {
  let sum = 0;
  for (const values of inks.values()) sum += values[pixel] ?? 0;
  return (sum / 255) * 100;
}
