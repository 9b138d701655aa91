/** Code points as ranges in ascending order: first, last, first, last, … */
export type CodePointRanges = Uint32Array;

/** The ranges that hold exactly the given code points, which may come in any order and repeat. */
export function rangesOf(codePoints: Iterable<number>): CodePointRanges {
  const sorted = Uint32Array.from(codePoints).sort();
  const ranges: number[] = [];
  for (const codePoint of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && codePoint <= last + 1) ranges[ranges.length - 1] = codePoint;
    else ranges.push(codePoint, codePoint);
  }
  return Uint32Array.from(ranges);
}

/** Writes ranges as a person reads them: hexadecimal, `20-7e a0 600-61c`. */
export function writeRanges(ranges: CodePointRanges): string {
  const written: string[] = [];
  for (let place = 0; place < ranges.length; place += 2) {
    const [first = 0, last = 0] = ranges.subarray(place, place + 2);
    written.push(first === last ? first.toString(16) : `${first.toString(16)}-${last.toString(16)}`);
  }
  return written.join(" ");
}

/** Reads what `writeRanges` has written. */
export function readRanges(written: string): CodePointRanges {
  if (written === "") return new Uint32Array();
  return Uint32Array.from(
    written.split(" ").flatMap((range) => {
      const [first = "", last = first] = range.split("-");
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
    }),
  );
}

/** Whether a code point lies in one of the ranges. */
export function rangesHold(ranges: CodePointRanges, codePoint: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] ?? 0) < codePoint) low = middle + 1;
    else high = middle;
  }
  // `low` is the first bound not below the code point: a last bound, or a first bound that it equals.
  return low < ranges.length && (low % 2 === 1 || ranges[low] === codePoint);
}
