import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { expect, onTestFinished, test } from "vitest";
import { openArchive, type Archive } from "../../src/archive/archive.ts";
import { ArchiveFault } from "../../src/archive/archiveFault.ts";
import { isWhole } from "../../src/archive/verify.ts";
import { submissionOf, wordOf } from "../archive/crash/submissions.ts";
import { scratchFolder } from "../cli/command.ts";

const run = (command: string, ...words: readonly string[]): boolean => spawnSync(command, words).status === 0;

/** Mounts a disk of its own; whether this user may. */
function mount(folder: string, options: string): boolean {
  mkdirSync(folder, { recursive: true });
  const mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder);
  if (mounted) onTestFinished(() => { run("umount", folder); });
  return mounted;
}

async function open(folder: string, mode: "read" | "write"): Promise<Archive> {
  return openArchive({ archive: folder }, { mode, program: "nashra test" });
}

async function faultOf(work: Promise<unknown>): Promise<ArchiveFault["diagnostic"] | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (!(error instanceof ArchiveFault)) throw error;
    return error.diagnostic;
  }
}

/** A big file that is another in each edition, so that sometimes the objects fill the disk and sometimes the database. */
const withFile = (number: number): Parameters<Archive["add"]>[0] => {
  const submission = submissionOf(number, randomBytes(20_000).toString("base64"));
  return { ...submission, files: [...submission.files, { role: "image", name: "images/a.bin", mediaType: "application/octet-stream", bytes: randomBytes(number % 2 === 0 ? 60_000 : 10) }] };
};

test("a disk that fills up is a fault of the archive; what was added is whole, and with room again more can be added", async ({ skip }) => {
  for (const size of [1200, 1800, 2500]) {
    const disk = join(scratchFolder(), "disk");
    if (!mount(disk, `size=${size}k`)) return skip("this user may not mount a disk");
    const folder = join(disk, "archive");
    const archive = await open(folder, "write");
    let added = 0;
    let fault = await faultOf(archive.add(withFile(added + 1)));
    while (fault === undefined && added < 1000) {
      added++;
      fault = await faultOf(archive.add(withFile(added + 1)));
    }
    expect(fault).toMatchObject({ code: "archive/disk-full" });
    expect(fault?.message).toContain("disk is full");
    await archive.close();

    const reopened = await open(folder, "read");
    expect((await reopened.list({})).length).toBe(added);
    const verified = await reopened.verify();
    expect(isWhole(verified), JSON.stringify(verified.findings)).toBe(true);
    await reopened.close();

    expect(run("mount", "-o", "remount,size=20m", disk)).toBe(true);
    const roomy = await open(folder, "write");
    expect(await roomy.add(withFile(added + 1))).toMatchObject({ outcome: "added" });
    await roomy.close();
  }
});

test("an archive on a disk that may only be read is read, searched and verified, its write-ahead log too", async ({ skip }) => {
  const scratch = scratchFolder();
  const disk = join(scratch, "disk");
  if (!mount(disk, "size=20m")) return skip("this user may not mount a disk");
  const made = await open(join(scratch, "made"), "write");
  await made.add(submissionOf(1));
  await made.add(submissionOf(2));
  // Copied while it is open, so that the last revisions stand in the log alone.
  cpSync(join(scratch, "made"), join(disk, "open"), { recursive: true, filter: (path) => !path.endsWith("-shm") });
  await made.close();
  cpSync(join(scratch, "made"), join(disk, "closed"), { recursive: true });
  expect(run("mount", "-o", "remount,ro", disk)).toBe(true);
  expect(readdirSync(join(disk, "open"))).toContain("nashra-archive.db-wal");
  for (const name of ["open", "closed"]) {
    const archive = await open(join(disk, name), "read");
    expect((await archive.list({})).length).toBe(2);
    expect((await archive.search(wordOf(2), {}, { limit: 5, offset: 0 }, () => undefined))?.total).toBe(3);
    expect((await archive.verify()).findings).toEqual([]);
    await archive.close();
    const fault = await faultOf(open(join(disk, name), "write").then((opened) => opened.add(submissionOf(3)).finally(() => opened.close())));
    expect(fault?.severity).toBe("error");
    expect(fault?.code).toMatch(/^archive\/not-(?:writable|readable)$/);
  }
});
