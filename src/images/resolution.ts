import type { Report } from "../diagnostics/index.ts";
import { reportAt, shownName } from "./imageFault.ts";
import type { OpenedImage } from "./openedImage.ts";

/** An image in one of its places on the pages. */
export interface ImagePlace {
  readonly image: OpenedImage;
  /** pt of the whole image as it is set, what is cut off included. */
  readonly width: number;
  readonly height: number;
  readonly page: number;
}

/** Pixels to the inch below which a screened photograph shows its pixels, and from which on there is nothing to gain. */
const PHOTOGRAPHS = { least: 200, enough: 300 } as const;
/** The same of what is black and white alone: no screen softens its edges. */
const LINE_ART = { least: 600, enough: 1200 } as const;

/** pixels to the inch, of the direction that has fewer */
export function resolutionOf({ image, width, height }: ImagePlace): number {
  return Math.min((image.width / width) * 72, (image.height / height) * 72);
}

/** Reports images that have too few pixels for the press at the size they are set, each once and where it is set largest: `image/low-resolution` (a warning). */
export function checkResolution(places: Iterable<ImagePlace>, report: Report): void {
  const coarsest = new Map<OpenedImage, ImagePlace>();
  for (const place of places) {
    const known = coarsest.get(place.image);
    if (known === undefined || resolutionOf(place) < resolutionOf(known)) coarsest.set(place.image, place);
  }
  for (const place of coarsest.values()) {
    const resolution = resolutionOf(place);
    const { image, page, width } = place;
    const { least, enough } = image.isLineArt ? LINE_ART : PHOTOGRAPHS;
    if (!(resolution < least)) continue;
    reportAt(image.place, {
      severity: "warning",
      code: "low-resolution",
      message: `The image “${shownName(image.src)}” is set on page ${page} at ${resolution.toFixed(0)} pixels to the inch; print wants ${least} to ${enough}${image.isLineArt ? " of black and white" : ""}.`,
      hint: `Give it with ${Math.ceil((width / 72) * enough)} pixels across, or set it no wider than ${((image.width / enough) * 25.4).toFixed(0)} mm.`,
    }, report);
  }
}
