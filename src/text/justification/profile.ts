import builtIn from "./profiles.json" with { type: "json" };

/**
 * How a paragraph's lines are brought to their measure: which means may be used, how far, and what each costs. Costs are demerits in the sense of
 * Knuth and Plass: a line whose spaces stand at the most they should have has 12,100 of them.
 */
export interface JustificationProfile {
  /** All lines of a paragraph at once, or one after the other. */
  readonly breaks: "total-fit" | "first-fit";
  /** Word spaces as multiples of their natural width: never less than `least`; more than `most` only where nothing else is left; past `worst` it is told. */
  readonly spaces: { readonly least: number; readonly most: number; readonly worst: number };
  /** em at most after each letter that does not join onward. */
  readonly gaps: { readonly most: number };
  readonly elongation: ElongationLimits;
  /** Wider and narrower forms that the font has, at most in so many words of a line. */
  readonly alternates: { readonly perLine: number; readonly cost: number };
  /** Tightening ligatures on, others off. */
  readonly ligatures: { readonly perLine: number; readonly cost: number };
  /** Demerits of a line that ends with a hyphen, and those that it has besides if the line above ends with one, too. */
  readonly hyphenation: { readonly cost: number; readonly consecutive: number };
  /** Punctuation stands out into the margin. */
  readonly hanging: boolean;
}

/** Elongation: one place a word at most. */
export interface ElongationLimits {
  /** Words in a line; 0 for none at all. */
  readonly perLine: number;
  /** Of a line's words. */
  readonly share: number;
  /** Words in a hundred, of a whole paragraph. */
  readonly density: number;
  /** em */
  readonly shortest: number;
  readonly longest: number;
  /** How far a tatweel's drawing may be widened or narrowed, as a share of its width. */
  readonly scaling: number;
  /** Words of fewer letters are left alone. */
  readonly fewestLetters: number;
  /** Demerits of each, by the order of its place (`elongationPlaces`). */
  readonly costs: readonly number[];
  /** Demerits that each further one in a line costs more than the one before it. */
  readonly costOfMore: number;
  /** em to either side in which no other may stand on the line above. */
  readonly clearance: number;
}

/** `nameplate` is what `-nashra-fit` sets by. */
export type ProfileName = keyof typeof builtIn;

/** What a stylesheet says of justification. */
export interface JustificationRequest {
  readonly profile: ProfileName;
  /** `inter-word`: word spaces alone; `kashida`: elongation before all else. */
  readonly means: "auto" | "inter-word" | "kashida";
  /** What is changed of the profile; absent where its own value holds. */
  readonly limits: ProfileLimits;
}

/** Units as in `JustificationProfile`. */
export interface ProfileLimits {
  readonly spaceLeast?: number;
  readonly spaceMost?: number;
  readonly gapMost?: number;
  readonly elongationsPerLine?: number;
  readonly elongationsPerHundred?: number;
  readonly elongationLongest?: number;
  readonly elongationFewestLetters?: number;
  readonly hanging?: boolean;
}

const profiles: Readonly<Record<ProfileName, Omit<JustificationProfile, "breaks">>> = builtIn;

/** A profile of `profiles.json`. */
export function profileNamed(name: ProfileName): JustificationProfile {
  return { breaks: "total-fit", ...profiles[name] };
}

const requested = new Map<string, JustificationProfile>();

/** The profile that a stylesheet asks for: one and the same object for the same request. */
export function requestedProfile(request: JustificationRequest): JustificationProfile {
  const key = JSON.stringify(request);
  let profile = requested.get(key);
  if (profile === undefined) requested.set(key, (profile = withMeans(withLimits(profileNamed(request.profile), request.limits), request.means)));
  return profile;
}

function withLimits(profile: JustificationProfile, limits: ProfileLimits): JustificationProfile {
  const { spaces, gaps, elongation } = profile;
  return {
    ...profile,
    spaces: { ...spaces, least: limits.spaceLeast ?? spaces.least, most: limits.spaceMost ?? spaces.most },
    gaps: { most: limits.gapMost ?? gaps.most },
    elongation: {
      ...elongation,
      perLine: limits.elongationsPerLine ?? elongation.perLine,
      density: limits.elongationsPerHundred ?? elongation.density,
      longest: limits.elongationLongest ?? elongation.longest,
      fewestLetters: limits.elongationFewestLetters ?? elongation.fewestLetters,
    },
    hanging: limits.hanging ?? profile.hanging,
  };
}

/** Elongation before all else is twice as many of them at a tenth of their cost. */
const eagerness = 2;
const discount = 0.1;

function withMeans(profile: JustificationProfile, means: JustificationRequest["means"]): JustificationProfile {
  const { elongation } = profile;
  switch (means) {
    case "auto":
      return profile;
    case "inter-word":
      return { ...profile, gaps: { most: 0 }, elongation: { ...elongation, perLine: 0 }, alternates: { perLine: 0, cost: 0 }, ligatures: { perLine: 0, cost: 0 } };
    case "kashida": {
      const { elongation: most } = elongation.perLine > 0 ? profile : profileNamed("display");
      return {
        ...profile,
        elongation: {
          ...most,
          perLine: most.perLine * eagerness, share: Math.min(1, most.share * eagerness), density: most.density * eagerness,
          costs: most.costs.map((cost) => cost * discount), costOfMore: most.costOfMore * discount,
        },
      };
    }
  }
}
