import { fileURLToPath } from "node:url";
import { buildBulletin } from "../../src/build.ts";
import { readEdition, readSourceFile } from "../../src/edition/index.ts";
import type { ProfileName } from "../../src/press/profiles.ts";

const copy = fileURLToPath(new URL("../../examples/wire-article.txt", import.meta.url));

/** The sample's paragraphs as copy-editing leaves them. */
export const sampleParagraphs: readonly string[] = (() => {
  const file = readSourceFile(copy, () => undefined, [copy]);
  const edition = file && readEdition([file], { roles: [], without: [], report: () => undefined });
  return edition?.articles.flatMap(({ body }) => body.map(({ content }) => content.text)) ?? [];
})();

/** The sample in the built-in template, for a profile. */
export async function sampleBulletin(profile: ProfileName): Promise<Uint8Array> {
  const { bulletin, diagnostics } = await buildBulletin({ sources: [copy], settings: { date: "2022-11-24", number: "1" }, output: { profile } });
  if (bulletin === undefined) throw new Error(JSON.stringify(diagnostics));
  return bulletin.pdf;
}
