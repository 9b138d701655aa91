import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ArchiveFault, type KeptFile } from "../../archive/index.ts";
import { makeOutputFolder, writeWhole } from "../writeOutput.ts";
import { fileNameOf } from "./describe.ts";
import type { PlaceOptions } from "./place.ts";
import { withArchive, type ArchiveOutcome } from "./withArchive.ts";

export interface OpenOptions extends PlaceOptions {
  readonly profile?: string;
  readonly out?: string;
}

/** `nashra archive open`: shows a kept PDF in the system's viewer, or with `--out` writes it to a file. Either is a copy: the kept one is not at hand to be changed. */
export async function open(edition: string, options: OpenOptions): Promise<ArchiveOutcome> {
  return withArchive(options, "read", async (archive, report) => {
    const { summary, record } = await archive.resolve(edition);
    const file = choosePdf(record.files, options.profile, summary.name);
    if (options.out === undefined && !(await makeOutputFolder(tmpdir(), report))) return false;
    const path = options.out ?? join(await mkdtemp(join(tmpdir(), "nashra-open-")), `${fileNameOf(summary)}.pdf`);
    if (!(await writeWhole(path, await archive.readFile(file), report))) return false;
    process.stdout.write(`${path}\n`);
    if (options.out === undefined) {
      const { default: show } = await import("open");
      const viewer = await show(path);
      viewer.on("error", () => { process.stderr.write("no viewer could be started: open the file by hand, or give --out\n"); });
    }
    return true;
  });
}

function choosePdf(files: readonly KeptFile[], profile: string | undefined, edition: string): KeptFile {
  const pdfs = files.filter(({ role }) => role === "pdf");
  const chosen = profile === undefined ? (pdfs.find((file) => file.profile === "archive") ?? pdfs[0]) : pdfs.find((file) => file.profile === profile);
  if (chosen) return chosen;
  const known = pdfs.map((file) => file.profile).join(", ");
  throw new ArchiveFault("archive/no-such-pdf", `${edition} has no PDF${profile === undefined ? "" : ` of the profile “${profile}”`}.`, known === "" ? "Only its other files are kept." : `It has: ${known}.`);
}
