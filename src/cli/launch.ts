#!/usr/bin/env node
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { constants, Script } from "node:vm";

/**
 * Starts the bundled program from V8's code cache, where the build left one that fits this Node; V8 refuses any other and
 * compiles the bundle anew, which takes longer than setting a page.
 */
function launch(): void {
  const folder = fileURLToPath(new URL(".", import.meta.url));
  const bundle = `${folder}nashra.cjs`;
  const cache = `${folder}nashra.cache`;
  const script = new Script(`(function (require, __filename) {${readFileSync(bundle, "latin1")}\n})`, {
    filename: bundle,
    ...(existsSync(cache) && { cachedData: readFileSync(cache) }),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const program: unknown = script.runInThisContext();
  if (typeof program !== "function") throw new TypeError(`${bundle} is no program`);
  program(createRequire(bundle), bundle);

  const asked = process.env.NASHRA_WRITE_CODE_CACHE;
  if (asked !== undefined) process.once("exit", () => { writeFileSync(asked, script.createCachedData()); });
}

launch();
