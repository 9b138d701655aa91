import { inkOf, isCmykProfile } from "./colourSpaces.ts";
import type { ColourUse, ImageUse } from "./contentUse.ts";
import { inkShareAbove } from "./imageInk.ts";
import { isWhite } from "./paintRecorder.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule } from "./rule.ts";

/** Text up to this size shows a press's misregistration. */
const smallText = 14;
const leastResolution = { contone: 150, bilevel: 600 };
const thinnest = 0.25;
/** A few dark pixels do no harm. */
const inkShare = 0.001;

function each<T extends { readonly page: number; readonly object: string }>(things: Iterable<T>, fault: (thing: T) => string | undefined): Fault[] {
  const faults = [...things].flatMap((thing) => {
    const message = fault(thing);
    return when(message !== undefined, thing.object, message ?? "", thing.page);
  });
  return [...new Map(faults.map((found) => [`${found.page ?? 0} ${found.message}`, found])).values()];
}

function inCmyk({ space, components }: ColourUse): readonly [number, number, number, number] | undefined {
  const [c, m, y, k] = components;
  const isCmyk = space.family === "DeviceCMYK" || isCmykProfile(space);
  return isCmyk && c !== undefined && m !== undefined && y !== undefined && k !== undefined ? [c, m, y, k] : undefined;
}

function isRichBlack(use: ColourUse): boolean {
  const [c = 0, m = 0, y = 0, k = 0] = inCmyk(use) ?? [];
  return k >= 0.85 && c + m + y > 0.1;
}

/** Black alone, however it is said. */
function isBlack({ space, components }: ColourUse): boolean {
  const [first = -1, ...others] = components;
  if (space.family === "DeviceGray") return first === 0;
  if (space.family === "Separation") return space.names[0] === "Black" && first === 1;
  return space.family === "DeviceCMYK" && first === 0 && others[0] === 0 && others[1] === 0 && others[2] === 1;
}

/** Whether what lies below stays (ISO 32000-1, 8.6.7): DeviceGray never lets it stay, DeviceCMYK with overprint mode 1 only. */
function overprints({ space, overprint, overprintMode }: ColourUse): boolean {
  if (!overprint) return false;
  return space.family === "DeviceCMYK" ? overprintMode === 1 : space.family === "Separation" || space.family === "DeviceN";
}

/** Pixels an inch on the page, the coarser direction. */
function resolutionOf({ image, matrix: [a, b, c, d] }: ImageUse): number | undefined {
  const width = image.number("Width") ?? image.number("W");
  const height = image.number("Height") ?? image.number("H");
  const [across, down] = [Math.hypot(a, b), Math.hypot(c, d)];
  if (width === undefined || height === undefined || across === 0 || down === 0) return undefined;
  return Math.min((72 * width) / across, (72 * height) / down);
}

function isBilevel({ image }: ImageUse): boolean {
  return image.boolean("ImageMask") === true || image.boolean("IM") === true || (image.number("BitsPerComponent") ?? image.number("BPC")) === 1;
}

function coarse(use: ImageUse): string | undefined {
  const resolution = resolutionOf(use);
  const least = isBilevel(use) ? leastResolution.bilevel : leastResolution.contone;
  const pixels = (use.image.number("Width") ?? 0) * (use.image.number("Height") ?? 0);
  // One pixel, or a row of a few, is a ground or a gradient and no picture.
  if (resolution === undefined || resolution >= least || pixels <= 256) return undefined;
  return `${isBilevel(use) ? "A line image" : "An image"} has ${Math.floor(resolution)} pixels an inch; ${least} are the least.`;
}

function tooMuchInk({ content }: PreflightDocument, limit: number): Fault[] {
  return each(content.colours.values(), ({ space, components, kind }) => {
    const ink = components.length === 0 ? undefined : inkOf(space, components);
    return ink === undefined || ink <= limit + 0.5 || kind === "image" ? undefined : `A colour lays down ${Math.round(ink)} % of ink; ${limit} % is the limit.`;
  });
}

/** What a print shop complains about, whatever the standards say. */
export const shopRules: readonly Rule[] = [
  {
    id: "ink/colour", severity: "warning", demanded: { shop: "" }, subject: "8.6.4.4",
    what: "No colour lays down more ink than the paper takes (`--ink-limit`, 300 %).", hint: "Take some of cyan, magenta and yellow out of the colour.",
    check: (document, { inkLimit }) => tooMuchInk(document, inkLimit),
  },
  {
    id: "ink/image", severity: "warning", demanded: { shop: "" }, subject: "8.9.5",
    what: "No CMYK image lays down more ink than the paper takes; images compressed by JPEG are not looked into.", hint: "Convert the image with the profile of the press.",
    check: (document, { inkLimit }) => each(document.content.images.values(), ({ image, space }) => {
      const share = space !== undefined && inkOf(space, [0, 0, 0, 0]) !== undefined && space.components === 4 ? inkShareAbove(image, document.data(image), inkLimit) : 0;
      return share > inkShare ? `An image lays down more than ${inkLimit} % of ink on ${(share * 100).toFixed(1)} % of its area.` : undefined;
    }),
  },
  {
    id: "ink/rich-black-text", severity: "warning", demanded: { shop: "" }, subject: "8.6.4.4",
    what: "Small text is not black of several inks.", hint: "Set small text in black alone (0 0 0 1).",
    check: ({ content }) => each(content.colours.values(), (use) => (use.kind === "text" && (use.textSize ?? 0) < smallText && isRichBlack(use) ? "Small text is black of several inks." : undefined)),
  },
  {
    id: "images/resolution", severity: "warning", demanded: { shop: "" }, subject: "8.9.5",
    what: "Images have 150 pixels an inch at least, line images 600.", hint: "Put in the image with more pixels, or make it smaller.",
    check: ({ content }) => each(content.images.values(), coarse),
  },
  {
    id: "lines/hairline", severity: "warning", demanded: { shop: "" }, subject: "8.4.3.2",
    what: "Lines are 0.25 pt thick at least.", hint: "Draw the line thicker: a press may lose it.",
    check: ({ content }) => each(content.lines.values(), ({ width }) => (width < thinnest ? `A line is ${Math.round(width * 100) / 100} pt thick.` : undefined)),
  },
  {
    id: "overprint/white", severity: "warning", demanded: { shop: "" }, subject: "8.6.7",
    what: "White does not overprint: it would vanish.", hint: "Switch overprinting off for white.",
    check: ({ content }) => each(content.colours.values(), (use) => (use.components.length > 0 && isWhite(use) && overprints(use) ? "Something white overprints, and will not be seen." : undefined)),
  },
  {
    id: "overprint/black-text", severity: "notice", demanded: { shop: "" }, subject: "8.6.7",
    what: "Small black text overprints, so that no paper shows round it.", hint: "Set it in DeviceCMYK 0 0 0 1 with OP, op and OPM 1; many presses do so by themselves.",
    check: ({ content }) => each(content.colours.values(), (use) => (use.kind === "text" && (use.textSize ?? 0) < smallText && isBlack(use) && !overprints(use) ? "Small black text does not overprint." : undefined)),
  },
];
