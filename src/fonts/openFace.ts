import { alternatesOf } from "./alternates.ts";
import { rangesHold, readRanges } from "./coverage.ts";
import type { FontFace } from "./face.ts";
import { embeddingPermission, type FontFacts } from "./facts.ts";

/** How one face differs from what its file's facts say, and where its bytes come from. */
export interface FaceSource {
  readonly id: string;
  readonly path: string;
  readonly postscriptName: string;
  readonly weight: number;
  /** Facts of the whole file: what is the same in all of its faces. */
  readonly shared: FontFacts;
  /** Facts of this face: metrics, which may vary with the weight. Asked when a metric is. */
  readonly metrics: () => FontFacts;
  /** The static TrueType file. Asked once, when `data` is. */
  readonly load: () => Uint8Array;
}

/** Makes a face that loads its bytes, its metrics and its coverage when they are first asked for. */
export function openFace({ id, path, postscriptName, weight, shared, metrics, load }: FaceSource): FontFace {
  let data: Uint8Array | undefined;
  let ranges: ReturnType<typeof readRanges> | undefined;
  return {
    id,
    path,
    get data() { return (data ??= load()); },
    postscriptName,
    family: shared.families[0],
    weight,
    style: shared.style,
    version: shared.version,
    embedding: embeddingPermission(shared.embeddingBits),
    outlines: "truetype",
    unitsPerEm: shared.unitsPerEm,
    glyphCount: shared.glyphCount,
    get ascentUnits() { return metrics().ascentUnits; },
    get descentUnits() { return metrics().descentUnits; },
    get lineGapUnits() { return metrics().lineGapUnits; },
    get capHeightUnits() { return metrics().capHeightUnits; },
    get underlinePositionUnits() { return metrics().underlinePositionUnits; },
    get underlineThicknessUnits() { return metrics().underlineThicknessUnits; },
    get italicAngle() { return metrics().italicAngle; },
    get boundingBoxUnits() { return metrics().boundingBoxUnits; },
    alternates: alternatesOf(shared.families[0]),
    covers(codePoint) {
      ranges ??= readRanges(shared.coverage);
      return rangesHold(ranges, codePoint);
    },
  };
}
