import { expect, test } from "vitest";
import { profileNamed, type Line, type ProfileName } from "../../../src/text/index.ts";
import { declarations, sampleArticle } from "../../corpus/texts.ts";
import { compose } from "../paragraphs.ts";

/** A line's text as it is set: an extension shows as tatweels, one for each tenth of an em. */
function shown({ text, runs }: Line): string {
  const extensions = new Map<number, number>();
  for (const run of runs) {
    for (const { widened, cluster, advance } of run.glyphs()) if (widened !== undefined) extensions.set(cluster, (extensions.get(cluster) ?? 0) + advance / run.size);
  }
  let set = "";
  let pending = 0;
  for (let offset = 0; offset < text.length; offset++) {
    if (pending > 0 && !/\p{M}/u.test(text.charAt(offset))) {
      set += "ـ".repeat(pending);
      pending = 0;
    }
    set += text.charAt(offset);
    pending = Math.max(pending, Math.round((extensions.get(offset) ?? 0) * 10));
  }
  return set.trim();
}

/** What a person reviews: each line with what its word spaces are of their natural width, and what stands out into the margins. */
function described(paragraphs: readonly string[], profile: ProfileName, millimetres: number, family: string, language: string): string {
  const measure = (millimetres * 72) / 25.4;
  const style = { language, font: { families: [family], weight: 400, style: "normal" as const } };
  return paragraphs
    .map((text) =>
      compose(text, { measure, style, paragraph: { justification: profileNamed(profile) } })
        .lines.map((line) => {
          const hang = [line.hang.right > 0 ? `right ${line.hang.right.toFixed(1)}` : "", line.hang.left > 0 ? `left ${line.hang.left.toFixed(1)}` : ""].filter(Boolean).join(", ");
          return `${line.last ? " end" : (1 + line.spaceStretch).toFixed(2)}  ${shown(line)}${hang === "" ? "" : `  [${hang}]`}`;
        })
        .join("\n"),
    )
    .join("\n\n")
    .concat("\n");
}

const sample = sampleArticle();
const persian = declarations().find(({ language }) => language === "fa")!;
const urdu = declarations().find(({ language }) => language === "ur")!;

test.each([
  ["sample-newspaper-45mm-amiri", sample.paragraphs, "newspaper", 45, "Amiri", "ar"],
  ["sample-newspaper-65mm-amiri", sample.paragraphs, "newspaper", 65, "Amiri", "ar"],
  ["sample-newspaper-55mm-noto-naskh", sample.paragraphs, "newspaper", 55, "Noto Naskh Arabic", "ar"],
  ["sample-book-90mm-amiri", sample.paragraphs, "book", 90, "Amiri", "ar"],
  ["sample-display-55mm-amiri", sample.paragraphs, "display", 55, "Amiri", "ar"],
  ["sample-spaces-only-55mm-amiri", sample.paragraphs, "spaces-only", 55, "Amiri", "ar"],
  ["persian-newspaper-55mm-noto-naskh", persian.paragraphs.slice(0, 12), "newspaper", 55, "Noto Naskh Arabic", "fa"],
  ["urdu-newspaper-55mm-noto-nastaliq", urdu.paragraphs.slice(0, 8), "newspaper", 55, "Noto Nastaliq Urdu", "ur"],
] as const)("the lines of %s are those that were reviewed", async (name, paragraphs, profile, millimetres, family, language) => {
  await expect(described(paragraphs, profile, millimetres, family, language)).toMatchFileSnapshot(`references/${name}.txt`);
});
