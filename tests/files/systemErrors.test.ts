import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isSystemError, readingReasonOf } from "../../src/files/index.ts";

async function reasonNotRead(path: string): Promise<string> {
  const error: unknown = await readFile(path).then(() => undefined, (fault: unknown) => fault);
  return isSystemError(error) ? readingReasonOf(error) : `no system error: ${String(error)}`;
}

test("why a file cannot be read is told in words, also where Node itself refuses it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nashra-test-"));
  onTestFinished(() => { rmSync(folder, { recursive: true }); });
  const large = join(folder, "large.pdf");
  writeFileSync(large, "");
  // Without blocks on the disk.
  truncateSync(large, 3 * 1024 ** 3);
  expect(await reasonNotRead(large)).toBe("it is larger than 2 GB");
  expect(await reasonNotRead(folder)).toBe("it is a folder");
  expect(await reasonNotRead(join(folder, "none"))).toBe("there is none of that name");
  expect(await reasonNotRead(join(large, "within"))).toBe("part of the path is a file and no folder");
});

test("what is thrown for other reasons is no error of the system", () => {
  for (const other of [new TypeError("x"), Object.assign(new Error("x"), { code: "SQLITE_FULL" }), Object.assign(new Error("x"), { code: "Z_DATA_ERROR" }), "ENOENT", undefined]) expect(isSystemError(other)).toBe(false);
});
