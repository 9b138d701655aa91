import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isSystemError, makeFolders } from "../../src/files/index.ts";

test("folders are made with those above them, by several at once, and none that cannot be", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true }); });
  const deep = join(folder, "a/b/c");
  await Promise.all([makeFolders(deep), makeFolders(deep), makeFolders(join(folder, "a/b/d"))]);
  expect(statSync(deep).isDirectory()).toBe(true);
  writeFileSync(join(folder, "file"), "");
  for (const path of [join(folder, "file"), join(folder, "file/below")]) {
    const error: unknown = await makeFolders(path).then(() => undefined, (fault: unknown) => fault);
    expect(isSystemError(error) && error.code).toBe("EEXIST");
  }
});

test.runIf(process.platform === "linux")("a file system that makes no folders is told, and not asked for ever", async () => {
  const error: unknown = await makeFolders("/proc/none/below").then(() => undefined, (fault: unknown) => fault);
  expect(isSystemError(error) && error.code).toBe("ENOENT");
});
