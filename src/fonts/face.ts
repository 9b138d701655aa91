/** What OS/2 fsType allows (OpenType OS/2, fsType bits 0-3, 8, 9). */
export type EmbeddingPermission = "installable" | "editable" | "preview-and-print" | "restricted";

/** One static font program. All units are font units (unitsPerEm to the em), y upwards. */
export interface FontFace {
  /** Stable over runs and machines: derived from the file's bytes. */
  readonly id: string;
  readonly path: string;
  /**
   * A whole TrueType file, read when it is first asked for: the file at `path`, or what was made of it where that is variable or has CFF
   * outlines. Throws if the file has gone or changed since the library was opened.
   */
  readonly data: Uint8Array;
  readonly postscriptName: string;
  readonly family: string;
  readonly weight: number;
  readonly style: "normal" | "italic";
  /** The name table's version string. */
  readonly version: string;
  readonly embedding: EmbeddingPermission;
  /** Of `data`. */
  readonly outlines: "truetype" | "cff";
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly ascentUnits: number;
  /** Negative below the baseline, as in hhea. */
  readonly descentUnits: number;
  readonly lineGapUnits: number;
  readonly capHeightUnits: number;
  readonly underlinePositionUnits: number;
  readonly underlineThicknessUnits: number;
  readonly italicAngle: number;
  readonly boundingBoxUnits: readonly [xMin: number, yMin: number, xMax: number, yMax: number];
  readonly covers: (codePoint: number) => boolean;
  /** What the font has besides its plain forms. */
  readonly alternates: FontAlternates;
}

/** Features that make words wider or narrower, one set of them at a time: what a justified line may turn to. */
export interface FontAlternates {
  readonly wider: readonly FeatureSet[];
  readonly narrower: readonly FeatureSet[];
  /** Ligatures on, others off. */
  readonly tightening: readonly FeatureSet[];
  readonly loosening: readonly FeatureSet[];
}

/** OpenType features by tag, with their values. */
export type FeatureSet = Readonly<Record<string, number>>;

export interface FontQuery {
  /** In the order of preference; generic names are looked up in the library's table of generics. */
  readonly families: readonly string[];
  /** 1 to 1000, matched as in CSS Fonts 4, section 5.2. */
  readonly weight: number;
  readonly style: "normal" | "italic";
}

/** The faces that one build may use. */
export interface FontLibrary {
  /** The best face of each family asked for that exists, in order, then the library's fallbacks; never empty, and the same array for the same query. */
  readonly match: (query: FontQuery) => readonly FontFace[];
  /** Family names known, for hints. */
  readonly families: readonly string[];
}
