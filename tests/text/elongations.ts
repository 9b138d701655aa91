import type { Line } from "../../src/text/index.ts";

/** An extension on a line: pt from the line's left edge, and its width. */
export interface LineElongation {
  readonly x: number;
  readonly width: number;
}

/** The words of a line that justification has elongated, from left to right. */
export function elongationsOf({ runs }: Line): LineElongation[] {
  const found: LineElongation[] = [];
  for (const run of runs) {
    let pen = run.x;
    let open: { x: number; width: number } | undefined;
    for (const { widened, advance } of run.glyphs()) {
      if (widened === undefined) open = undefined;
      else if (open !== undefined) open.width += advance;
      else found.push((open = { x: pen, width: advance }));
      pen += advance;
    }
  }
  return found;
}
