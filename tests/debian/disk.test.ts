import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { nashra, sample, scratchFolder } from "../cli/command.ts";

/** Mounts a disk of its own at `folder`; whether this user may. */
function mount(folder: string, options: string): boolean {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", folder]).status === 0;
  if (mounted) onTestFinished(() => { spawnSync("umount", [folder]); });
  return mounted;
}

test("a full disk is an error with a hint, and the PDF of before is still whole", async ({ skip }) => {
  const disk = join(scratchFolder(), "disk");
  if (!mount(disk, "size=16k")) return skip("this user may not mount a disk");
  writeFileSync(join(disk, "out.pdf"), "the PDF of yesterday");
  const { code, stderr } = await nashra(["build", sample, "--out", join(disk, "out.pdf")], disk);
  expect(code).toBe(1);
  expect(stderr).toContain("disk is full");
  expect(stderr).toContain("hint");
  expect(readFileSync(join(disk, "out.pdf"), "utf8")).toBe("the PDF of yesterday");
  expect(readdirSync(disk)).toEqual(["out.pdf"]);
});

test("a read-only disk is an error with a hint", async ({ skip }) => {
  const folder = scratchFolder();
  const disk = join(folder, "disk");
  if (!mount(disk, "size=1m,ro")) return skip("this user may not mount a disk");
  const { code, stderr } = await nashra(["build", sample, "--out", join(disk, "out.pdf")], folder);
  expect(code).toBe(1);
  expect(stderr).toContain("read-only");
  expect(readdirSync(disk)).toEqual([]);
});
