import { identifier, isComma, type ValueNode } from "./cssSyntax.ts";
import type { Color, InkMixture } from "./computed.ts";

/** Why a spot colour is none, and what to write instead. */
export interface SpotFault {
  readonly message: string;
  readonly hint: string;
}

export const spotFunction = "-nashra-spot";

/**
 * Names that mean plates of their own to every press, whatever mixture a stylesheet gives (ISO 32000-1, 8.6.6.4), also where they are written in other
 * capitals.
 */
const reservedNames = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];

/** Bytes of a name in a file (ISO 32000-1, annex C.2). */
const longestName = 127;

const form = 'Write -nashra-spot("PANTONE 186 C", device-cmyk(0 100% 81% 4%)), and after another comma a tint, from 0 to 1 or in per cent, where it is not the full one.';

/** What a spot colour is made of: readers of colours and of numbers, which know nothing of spot colours. */
export interface SpotParts {
  readonly readColor: (node: ValueNode) => Color | "currentcolor" | undefined;
  /** A number, or a percentage as a share. */
  readonly readShare: (node: ValueNode) => number | undefined;
}

/**
 * Reads the arguments of `-nashra-spot( <string>, <device-cmyk()> [, [ <number> | <percentage> ]]? )`: an ink's name, the mixture of process inks that shows it
 * where it has no plate, and how much of it there is.
 *
 * @returns the colour, the tint between 0 and 1 as other components of colours are, or why it is none
 */
export function readSpot(nodes: readonly ValueNode[], { readColor, readShare }: SpotParts): Color | SpotFault {
  const [name, firstComma, mixture, secondComma, share, ...rest] = nodes;
  if (name?.type !== "String") return { message: "A spot colour begins with the name of its ink, in quotation marks.", hint: form };
  const nameFault = faultOfName(name.value);
  if (nameFault !== undefined) return nameFault;
  if (!isComma(firstComma) || mixture === undefined) return { message: `The spot ink “${name.value}” has no mixture of process inks that shows it elsewhere.`, hint: form };
  const alternate = mixtureOf(name.value, mixture, readColor);
  if ("message" in alternate) return alternate;
  const tint = share === undefined || identifier(share) !== undefined ? undefined : readShare(share);
  if (rest.length > 0 || (secondComma !== undefined && (!isComma(secondComma) || tint === undefined))) {
    return { message: `What follows the mixture of the spot ink “${name.value}” is no tint.`, hint: form };
  }
  return { space: "spot", name: name.value, tint: Math.min(1, Math.max(0, tint ?? 1)), alternate, alpha: 1 };
}

function mixtureOf(name: string, node: ValueNode, readColor: SpotParts["readColor"]): InkMixture | SpotFault {
  const color = node.type === "Function" && node.name.toLowerCase() === "device-cmyk" ? readColor(node) : undefined;
  if (color === undefined || color === "currentcolor" || color.space !== "cmyk") {
    return { message: `The mixture that shows the spot ink “${name}” elsewhere is no device-cmyk().`, hint: "Ask the ink's maker for its mixture of cyan, magenta, yellow and black: device-cmyk(0 100% 81% 4%)." };
  }
  const { c, m, y, k, alpha } = color;
  return alpha === 1 ? { c, m, y, k } : { message: `The mixture that shows the spot ink “${name}” elsewhere is translucent.`, hint: "Leave its alpha out, and give a tint after the mixture: 60% of the ink." };
}

/** Why a text can be no spot ink's name. */
function faultOfName(name: string): SpotFault | undefined {
  const hint = "Take the name that stands on the ink's tin and in the print shop's order, as in “PANTONE 186 C”.";
  if (name.trim() === "") return { message: "A spot ink has an empty name.", hint };
  if (reservedNames.some((reserved) => reserved.toLowerCase() === name.trim().toLowerCase())) {
    return { message: `“${name}” is a name that every press gives a meaning of its own, and no spot ink's.`, hint };
  }
  if (/\p{Cc}/u.test(name) || !name.isWellFormed()) return { message: "A spot ink's name holds characters that nobody sees.", hint };
  const length = new TextEncoder().encode(name).length;
  return length > longestName ? { message: `A spot ink's name has ${length} bytes in UTF-8, and a PDF file holds names of ${longestName} at most.`, hint } : undefined;
}
