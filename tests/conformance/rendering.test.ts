import { afterAll, describe, expect, test } from "vitest";
import type { ProfileName } from "../../src/press/profiles.ts";
import { built, exampleSubjects, featureSubject, workFolder, type Subject } from "./bulletins.ts";
import { features, inkedFeatures } from "./features.ts";
import { profileNames } from "./promises.ts";
import { difference, moved, renderers } from "./raster.ts";
import type { Greys } from "./tiff.ts";

const folder = workFolder();
/** The share of a page's pixels that two programs may draw clearly differently: hairlines are grey in one and black in another. */
const allowed = 0.001;

const pages = [...features, ...inkedFeatures];
/** An archive's pages are those of the press, with other colours. */
const plan: readonly (readonly [Subject, readonly ProfileName[]])[] = [
  ...exampleSubjects().map((subject) => [subject, profileNames] as const),
  ...pages.map((feature) => [featureSubject(folder, feature), ["print", "screen"]] as const),
];
const cases = plan.flatMap(([subject, profiles]) => profiles.map((profile): [name: string, profile: ProfileName, subject: Subject] => [subject.name, profile, subject]));

async function drawings(subject: Subject, profile: ProfileName): Promise<[program: string, drawing: Greys][]> {
  const { path } = await built(folder, subject, profile);
  const drawn: [string, Greys][] = [];
  for (const { name, draw } of renderers) drawn.push([name, await draw(path)]);
  return drawn;
}

let most = { share: 0, where: "" };
afterAll(() => { console.log(`The most that two of ${renderers.map(({ name }) => name).join(", ")} differ: ${(100 * most.share).toFixed(4)} % of pixels, ${most.where}`); });

describe("poppler, MuPDF, PDFium and Ghostscript draw the same page", () => {
  test.each(cases)("%s, %s", async (name, profile, subject) => {
    const drawn = await drawings(subject, profile);
    const differing: string[] = [];
    for (const [index, [one, drawing]] of drawn.entries()) {
      for (const [other, second] of drawn.slice(index + 1)) {
        const share = difference(drawing, second);
        if (share > most.share) most = { share, where: `${one} and ${other}, ${name}, ${profile}` };
        if (share > allowed) differing.push(`${one} and ${other}: ${(100 * share).toFixed(3)} %`);
      }
    }
    expect(differing).toEqual([]);
  });
});

describe("the measure sees", () => {
  const [example] = exampleSubjects();
  if (example === undefined) throw new Error("there is no example");

  test("a page that is moved, or drawn in white", async () => {
    const [[, drawing] = ["", { width: 0, height: 0, values: new Uint8Array() }]] = await drawings(example, "screen");
    expect(difference(drawing, drawing)).toBe(0);
    expect(difference(drawing, moved(drawing, 5))).toBeGreaterThan(10 * allowed);
    expect(difference(drawing, { ...drawing, values: drawing.values.map(() => 255) })).toBeGreaterThan(10 * allowed);
  });

  test("a headline's word that is missing", async () => {
    const body = (last: string): string => `<h1>${last}</h1><p>سطر من النص</p>`;
    const [one, other] = await Promise.all(
      ["عنوان من كلمات", "عنوان من"].map(async (last, index) => drawings(featureSubject(folder, { name: `a word ${index}`, body: body(last) }), "screen")),
    );
    for (const [index, [, drawing]] of (one ?? []).entries()) expect(difference(drawing, other?.[index]?.[1] ?? drawing)).toBeGreaterThan(allowed);
  });
});
