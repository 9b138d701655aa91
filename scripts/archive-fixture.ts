/**
 * Makes the small archive that later versions must open: `npx tsx scripts/archive-fixture.ts tests/data/archives/v1`. One that was released stays as it is; a version that writes another schema or another record makes
 * a further one.
 */
import { openArchive } from "../src/archive/archive.ts";
import { keptSubmissions } from "../tests/archive/kept/submissions.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("usage: npx tsx scripts/archive-fixture.ts FOLDER");
for (const { addedAt, ...submission } of keptSubmissions) {
  const archive = await openArchive({ archive: folder }, { mode: "write", program: "nashra 0.1.0", now: () => new Date(addedAt) });
  console.log((await archive.add(submission)).summary.name);
  await archive.close();
}
