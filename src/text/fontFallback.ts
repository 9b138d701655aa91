import type { FontFace } from "../fonts/index.ts";

/** Chooses the face that shows a character and the marks on it, from faces in the order of preference. */
export interface FaceChooser {
  /**
   * The index of the first face that has every character of a cluster; failing that, the first that has its base.
   *
   * @returns -1 where no face has even the base
   */
  readonly faceOf: (text: string, start: number, end: number) => number;
  /** The code points of a cluster that a face does not have. */
  readonly missing: (face: number, text: string, start: number, end: number) => number[];
}

const choosers = new WeakMap<readonly FontFace[], FaceChooser>();

/** The chooser of a list of faces; what it learns of the Basic Multilingual Plane is kept with the list. */
export function faceChooser(faces: readonly FontFace[]): FaceChooser {
  const known = choosers.get(faces);
  if (known) return known;
  /** 0 unknown, 1 none, else the index of the first face that has the character, plus 2. */
  const firstFace = new Uint8Array(0x10000);

  const covers = (face: number, codePoint: number): boolean => isInvisible(codePoint) || faces[face]?.covers(shownAs(codePoint)) === true;

  const search = (codePoint: number): number => {
    for (let index = 0; index < faces.length; index++) if (covers(index, codePoint)) return index;
    return -1;
  };

  const firstFaceOf = (codePoint: number): number => {
    if (codePoint > 0xffff) return search(codePoint);
    const remembered = firstFace[codePoint] ?? 0;
    if (remembered > 0) return remembered - 2;
    const found = search(codePoint);
    firstFace[codePoint] = found + 2;
    return found;
  };

  const missing: FaceChooser["missing"] = (face, text, start, end) =>
    Array.from(text.slice(start, end), (character) => character.codePointAt(0) ?? 0).filter((codePoint) => !covers(face, codePoint));

  const chooser: FaceChooser = {
    missing,
    faceOf(text, start, end) {
      const base = text.codePointAt(start) ?? 0;
      const first = firstFaceOf(base);
      const baseEnd = start + (base > 0xffff ? 2 : 1);
      if (first < 0 || baseEnd >= end) return first;
      for (let index = first; index < faces.length; index++) {
        if (covers(index, base) && missing(index, text, baseEnd, end).length === 0) return index;
      }
      return first;
    },
  };

  choosers.set(faces, chooser);
  return chooser;
}

/** Controls are set as spaces. */
export function shownAs(codePoint: number): number {
  return codePoint < 0x20 || codePoint === 0x7f ? 0x20 : codePoint;
}

/** Whether HarfBuzz shows nothing for the character, whether or not a font has it (Default_Ignorable_Code_Point of running text). */
export function isInvisible(codePoint: number): boolean {
  return (
    codePoint === 0xad || codePoint === 0x34f || codePoint === 0x61c || (codePoint >= 0x200b && codePoint <= 0x200f) ||
    (codePoint >= 0x202a && codePoint <= 0x202e) || (codePoint >= 0x2060 && codePoint <= 0x206f) || (codePoint >= 0xfe00 && codePoint <= 0xfe0f) ||
    codePoint === 0xfeff || (codePoint >= 0xe0000 && codePoint <= 0xe0fff)
  );
}
