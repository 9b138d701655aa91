import { describe, expect, test } from "vitest";
import type { ProfileName } from "../../src/press/profiles.ts";
import { built, exampleSubjects, featureSubject, workFolder, type Subject } from "./bulletins.ts";
import { features, inkedFeatures, tooMuchInk, type Feature } from "./features.ts";
import { boxOn, pixelsOf, plate, process, separate, totalInk, type Area, type Plates } from "./plates.ts";

const folder = workFolder();
/** Per cent, of the output condition that files are made for. */
const inkLimit = 300;
/** Four plates of eight bits, each rounded. */
const rounding = 1;
/** Of 255: a pixel that carries ink for certain. */
const inked = 128;

interface Separated {
  readonly page: Plates;
  readonly trim: Area;
  readonly bleed: Area;
}

async function separated(subject: Subject, profile: ProfileName = "print"): Promise<Separated> {
  const { path } = await built(folder, subject, profile);
  const [page] = separate(folder, path);
  if (page === undefined) throw new Error("there is no page");
  // A pt more: the pixel that a box's edge runs through belongs to neither side.
  return { page, trim: boxOn(path, "Trim", page), bleed: boxOn(path, "Bleed", page, 1) };
}

function feature(name: string): Feature {
  const found = features.find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`there is no feature ${name}`);
  return found;
}

/** How many pixels of an ink stand in an area. */
function count(page: Plates, ink: string, area: Area, least = 1): number {
  const values = plate(page, ink);
  let found = 0;
  for (const pixel of pixelsOf(page, area)) if ((values[pixel] ?? 0) >= least) found++;
  return found;
}

test("black text is on the black plate alone", async () => {
  for (const name of ["plain paragraphs", "a large first letter", "spans in other languages", "type of several families"]) {
    const { page, trim } = await separated(featureSubject(folder, feature(name)));
    expect(process.slice(0, 3).map((ink) => count(page, ink, trim))).toEqual([0, 0, 0]);
    expect(count(page, "Black", trim, inked)).toBeGreaterThan(1000);
  }
});

describe("register marks", () => {
  /** Pixels outside the bleed that every plate prints. */
  const common = ({ page, bleed }: Separated): number[] => [...pixelsOf(page, bleed, "outside")].filter((pixel) => [...page.inks.values()].every((values) => (values[pixel] ?? 0) >= inked));

  test("are on every plate, in the same places, outside the bleed", async () => {
    const marked = await separated(featureSubject(folder, feature("plain paragraphs")));
    expect([...marked.page.inks.keys()].sort()).toEqual([...process].sort());
    expect(common(marked).length).toBeGreaterThan(200);
    // On all four sides: plates that are turned against each other show it.
    const { width } = marked.page;
    const { left, right, top, bottom } = marked.bleed;
    const sides = { left: 0, right: 0, above: 0, below: 0 };
    for (const pixel of common(marked)) {
      const x = pixel % width;
      const y = Math.floor(pixel / width);
      if (x < left) sides.left++;
      if (x >= right) sides.right++;
      if (y < top) sides.above++;
      if (y >= bottom) sides.below++;
    }
    expect(Math.min(...Object.values(sides))).toBeGreaterThan(20);
  });

  test.each(inkedFeatures.map((inkedFeature) => [inkedFeature.spots.join(" and "), inkedFeature] as const))("are on the plate of %s too, which has a plate of its own", async (_, inkedFeature) => {
    const marked = await separated(featureSubject(folder, inkedFeature));
    expect([...marked.page.inks.keys()].sort()).toEqual([...process, ...inkedFeature.spots].sort());
    for (const spot of inkedFeature.spots) expect(count(marked.page, spot, marked.trim, inked)).toBeGreaterThan(1000);
    expect(common(marked).length).toBeGreaterThan(200);
    // Nothing of a spot colour is left to the inks that would imitate it.
    for (const ink of process.slice(0, 3)) expect(count(marked.page, ink, marked.trim)).toBe(0);
  });
});

describe("no pixel within the bleed carries more ink than the paper takes", () => {
  const subjects = [...exampleSubjects(), ...[...features, ...inkedFeatures].map((one) => featureSubject(folder, one))];

  test.each(subjects.map((subject) => [subject.name, subject] as const))("%s", async (_, subject) => {
    const { page, bleed } = await separated(subject);
    let most = 0;
    for (const pixel of pixelsOf(page, bleed)) most = Math.max(most, totalInk(page, pixel));
    expect(most).toBeGreaterThan(90);
    expect(most).toBeLessThanOrEqual(inkLimit + rounding);
  });
});

test("a page that carries more is told of, and its plates show it", async () => {
  // `built` holds that nothing else is told; that this is told, the next line does.
  await expect(built(folder, { ...featureSubject(folder, tooMuchInk), tells: [] }, "print")).rejects.toThrow("pdf/ink-limit");
  const { page, trim } = await separated(featureSubject(folder, tooMuchInk));
  let most = 0;
  for (const pixel of pixelsOf(page, trim)) most = Math.max(most, totalInk(page, pixel));
  expect(most).toBeGreaterThan(inkLimit + rounding);
});

describe("black text on a coloured ground", () => {
  /** How many pixels that black ink covers lack the ground's inks, of how many. */
  async function knockedOut(profile: ProfileName): Promise<{ readonly black: number; readonly without: number }> {
    const { page, trim } = await separated(featureSubject(folder, feature("black text on coloured ground")), profile);
    const [black, cyan] = [plate(page, "Black"), plate(page, "Cyan")];
    const covered = [...pixelsOf(page, trim)].filter((pixel) => (black[pixel] ?? 0) >= inked);
    return { black: covered.length, without: covered.filter((pixel) => (cyan[pixel] ?? 0) < inked).length };
  }

  test("is printed over it where the file goes to a press: no white shows where plates are out of register", async () => {
    const { black, without } = await knockedOut("print");
    expect(black).toBeGreaterThan(1000);
    expect(without).toBe(0);
  });

  test("leaves the ground out in an archive's file, so the plates can tell", async () => {
    const { black, without } = await knockedOut("archive");
    expect(without).toBe(black);
  });
});
