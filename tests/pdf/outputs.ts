import { fileURLToPath } from "node:url";
import type { ContentColours } from "../../src/pdf/contentStream.ts";
import { openInks } from "../../src/pdf/inks.ts";
import { openOutput, type Output, type ProfileName } from "../../src/press/index.ts";

const folder = fileURLToPath(new URL("../../src/press/icc", import.meta.url));

/** What a file is made for, on coated paper. */
export async function outputFor(profile: ProfileName): Promise<Output> {
  const output = await openOutput({ profile }, folder, ({ message }) => { throw new Error(message); });
  if (output === undefined) throw new Error("no output");
  return output;
}

/** Device colours as they are, for content by itself. */
export function contentColours(blackOverprints = false): ContentColours {
  const file = { object: () => { throw new Error("content by itself has no objects"); } };
  return { paintOf: openInks(file, { convert: (color) => color }).paintOf, blackOverprints };
}
