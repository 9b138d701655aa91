import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { goodFile, write } from "../preflight/goodFile.ts";
import { nashra, scratchFolder } from "./command.ts";

const printed = z.array(z.object({
  file: z.string(), pages: z.number(), standards: z.array(z.string()), claims: z.object({ pdfx: z.string().nullable(), pdfa: z.string().nullable(), pdfua: z.string().nullable() }),
  errors: z.number(), findings: z.array(z.object({ rule: z.string(), severity: z.string(), object: z.string(), page: z.number().optional(), message: z.string(), hint: z.string() })),
}));

async function folderWith(damage: (file: ReturnType<typeof goodFile>) => void = () => undefined): Promise<string> {
  const folder = scratchFolder();
  const file = goodFile();
  damage(file);
  writeFileSync(join(folder, "a.pdf"), await write(file));
  return folder;
}

test("a file without fault ends with 0 and one line", async () => {
  const { code, stdout, stderr } = await nashra(["preflight", "a.pdf"], await folderWith());
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "a.pdf: nothing to refuse\n", stderr: "" });
});

test("errors end with 1, warnings alone with 0", async () => {
  const refused = await nashra(["preflight", "a.pdf"], await folderWith(({ context }) => { delete context.trailerInfo.ID; }));
  expect(refused.code).toBe(1);
  expect(refused.stdout).toMatch(/^error\[file\/identifier\]: .*\n = hint: .*\na\.pdf: 1 error\n$/);
  const warned = await nashra(["preflight", "a.pdf", "--ink-limit", "30"], await folderWith());
  expect([warned.code, warned.stdout.includes("warning[ink/colour]")]).toEqual([0, true]);
});

test("--standard chooses, and --json tells everything of every file", async () => {
  const folder = await folderWith(({ context }) => { delete context.trailerInfo.ID; });
  const { code, stdout } = await nashra(["preflight", "a.pdf", "nowhere.pdf", "--standard", "ua,shop", "--json"], folder);
  const told = printed.parse(JSON.parse(stdout));
  expect(code).toBe(1);
  expect(told.map(({ file, errors }) => [file, errors])).toEqual([["a.pdf", 0], ["nowhere.pdf", 1]]);
  expect(told[0]).toMatchObject({ pages: 2, standards: ["ua", "shop"], claims: { pdfx: "PDF/X-4", pdfa: "2a", pdfua: "1" } });
  expect(told[1]?.findings[0]?.rule).toBe("file/unreadable");
});

test.each([["what is no PDF", "a.txt"], ["a file that is not there", "b.pdf"], ["a folder", "."]])("%s is told without a stack trace", async (_, path) => {
  const folder = scratchFolder();
  writeFileSync(join(folder, "a.txt"), "نص");
  const { code, stdout, stderr } = await nashra(["preflight", path], folder);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^error\[file\/unreadable\]: .+\n = hint: .+\n.+: 1 error\n$/);
  expect(stderr).toBe("");
});

test.each([[["preflight"]], [["preflight", "a.pdf", "--standard", "x5"]], [["preflight", "a.pdf", "--ink-limit", "much"]], [["preflight", "a.pdf", "--wrong"]]])("%j is wrong usage", async (words) => {
  const { code, stdout, stderr } = await nashra(words, scratchFolder());
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^error: /);
});
