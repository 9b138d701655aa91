import type { CustomValues } from "./customProperties.ts";

/** The justification profiles that a stylesheet may ask for: `profiles.json` of the text stage has them. */
export const justifyProfiles = ["newspaper", "book", "display", "spaces-only"] as const;

export type JustifyProfile = (typeof justifyProfiles)[number];

/** What a stylesheet may change of a justification profile; absent where the profile's own value holds. */
export interface JustifyLimits {
  /** Multiples of the word space's natural width. */
  readonly spaceLeast?: number;
  readonly spaceMost?: number;
  /** em */
  readonly gapMost?: number;
  readonly elongationsPerLine?: number;
  /** In a paragraph's hundred words. */
  readonly elongationsPerHundred?: number;
  /** em */
  readonly elongationLongest?: number;
  readonly elongationFewestLetters?: number;
  readonly hanging?: boolean;
}

/** How a custom property that sets a limit is read. */
interface Limit {
  readonly key: keyof JustifyLimits;
  readonly syntax: string;
  /** @returns `undefined` where the text is no value of it */
  readonly read: (text: string) => number | boolean | undefined;
}

function number(from: number, to: number, unit = ""): Pick<Limit, "read"> {
  return {
    read(text) {
      const bare = unit !== "" && text.endsWith(unit) ? text.slice(0, -unit.length) : unit === "" || text === "0" ? text : "";
      const value = /^[+]?(\d+\.?\d*|\.\d+)$/.test(bare) ? Number(bare) : Number.NaN;
      return value >= from && value <= to ? value : undefined;
    },
  };
}

function whole(from: number, to: number): Pick<Limit, "read"> {
  const { read } = number(from, to);
  return { read: (text) => (Number.isInteger(read(text)) ? read(text) : undefined) };
}

/** The custom properties that change a justification profile. */
export const justifyLimits: Readonly<Record<string, Limit>> = {
  "--nashra-justify-space-least": { key: "spaceLeast", syntax: "<number [0.3,1]>", ...number(0.3, 1) },
  "--nashra-justify-space-most": { key: "spaceMost", syntax: "<number [1.01,10]>", ...number(1.01, 10) },
  "--nashra-justify-gap-most": { key: "gapMost", syntax: "<number [0,0.2]>em", ...number(0, 0.2, "em") },
  "--nashra-justify-elongations-per-line": { key: "elongationsPerLine", syntax: "<integer [0,20]>", ...whole(0, 20) },
  "--nashra-justify-elongations-per-hundred": { key: "elongationsPerHundred", syntax: "<number [0,100]>", ...number(0, 100) },
  "--nashra-justify-elongation-longest": { key: "elongationLongest", syntax: "<number [0.1,20]>em", ...number(0.1, 20, "em") },
  "--nashra-justify-elongation-fewest-letters": { key: "elongationFewestLetters", syntax: "<integer [2,20]>", ...whole(2, 20) },
  "--nashra-justify-hanging": { key: "hanging", syntax: "on | off", read: (text) => (text === "on" ? true : text === "off" ? false : undefined) },
};

export const limitPrefix = "--nashra-justify-";

const none: JustifyLimits = {};
const known = new WeakMap<CustomValues, JustifyLimits>();

/** The limits that an element's custom properties set; values that are none are passed over, having been told where they were declared. */
export function limitsOf(custom: CustomValues): JustifyLimits {
  let limits = known.get(custom);
  if (limits === undefined) {
    const found = Object.entries(justifyLimits).flatMap(([name, { key, read }]) => {
      const value = read(custom.get(name)?.replaceAll("/**/", "").trim() ?? "");
      return value === undefined ? [] : [[key, value] as const];
    });
    limits = found.length === 0 ? none : Object.fromEntries(found);
    known.set(custom, limits);
  }
  return limits;
}
