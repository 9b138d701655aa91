import type { SnapPoint } from "./baselineGrid.ts";
import type { Fragment, Frame } from "./strips.ts";

/**
 * The first baseline in a frame that stands on a grid, in the order of reading: a frame is laid out before its place on the page is
 * known, on a grid of its own, and comes onto the page's grid by this.
 */
export function snapOfFrame(frame: Frame): SnapPoint | undefined {
  const top = frame.model.border.top + frame.model.padding.top;
  if (frame.content.kind === "flow") return lowered(snapOfFragment(frame.content.fragment), top);
  if (frame.content.kind === "image") return undefined;
  for (const item of frame.content.frames) {
    const snap = snapOfFrame(item);
    if (snap !== undefined) return lowered(snap, top + item.y);
  }
  return undefined;
}

function snapOfFragment({ galley, from, to, tops, rows }: Fragment): SnapPoint | undefined {
  let row = 0;
  for (let index = from; index < to; index++) {
    const strip = galley.strips[index];
    const top = tops[index - from] ?? 0;
    if (strip?.kind === "row") {
      for (const column of rows[row++]?.columns ?? []) {
        const snap = snapOfFragment(column);
        if (snap !== undefined) return lowered(snap, top);
      }
    } else if ((strip?.kind === "line" || strip?.kind === "monolith") && strip.snap !== undefined) {
      return lowered(strip.snap, top);
    }
  }
  return undefined;
}

function lowered(snap: SnapPoint | undefined, by: number): SnapPoint | undefined {
  return snap && { grid: snap.grid, baseline: snap.baseline + by };
}
