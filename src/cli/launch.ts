#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

/**
 * Starts the bundled program from V8's code cache, where the build left one that fits this Node; V8 refuses any other and
 * compiles the bundle anew, which takes longer than setting a page.
 */
function launch(): void {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const bundle = `${folder}nashra.cjs`;
  const cache = `${folder}nashra.cache`;
  const script = new Script(`(function (require, __filename, importModule) {${readFileSync(bundle, "latin1")}\n})`, {
    filename: bundle,
    ...(existsSync(cache) && { cachedData: readFileSync(cache) }),
  });
  const program: unknown = script.runInThisContext();
  if (!isProgram(program)) throw new TypeError(`${bundle} is no program`);
  program(createRequire(bundle), bundle, (specifier) => import(specifier));

  const asked = process.env.NASHRA_WRITE_CODE_CACHE;
  if (asked !== undefined) process.once("exit", () => { writeFileSync(asked, script.createCachedData()); });
}

/** A script has no `import()` of its own that is not experimental, so the bundle is handed one. */
type Program = (require: NodeJS.Require, filename: string, importModule: (specifier: string) => Promise<unknown>) => void;

function isProgram(value: unknown): value is Program {
  return typeof value === "function";
}

launch();
