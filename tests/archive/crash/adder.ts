/**
 * Adds editions to an archive: started with its folder, it says `ready` and waits for a line on its standard input, `first number, how many, what makes the revisions other ones`. It says `added …` or `known …` after each.
 */
import { createInterface } from "node:readline";
import { openArchive } from "../../../src/archive/archive.ts";
import { submissionOf } from "./submissions.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error("no folder");
// What is loaded late is loaded before the first moment that counts.
await import("better-sqlite3");
process.stdout.write("ready\n");
for await (const line of createInterface(process.stdin)) {
  const [first = "1", count = "1", salt = ""] = line.split(" ");
  const archive = await openArchive({ archive: folder }, { mode: "write", program: "nashra test" });
  for (let number = Number(first); number < Number(first) + Number(count); number++) {
    const { outcome, summary } = await archive.add(submissionOf(number, salt));
    process.stdout.write(`${outcome} ${number} ${summary.revision}\n`);
  }
  await archive.close();
  break;
}
