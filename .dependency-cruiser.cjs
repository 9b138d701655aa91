/** The stages of docs/architecture.md as rules: a stage imports the stage before it through its index, and nothing runs back up. */
const mayImport = {
  diagnostics: [],
  numerals: [],
  files: [],
  edition: ["diagnostics", "files"],
  template: ["diagnostics", "edition", "files", "numerals"],
  style: ["diagnostics", "template", "numerals"],
  fonts: ["diagnostics", "style"],
  text: ["diagnostics", "fonts"],
  images: ["diagnostics", "style", "press"],
  layout: ["diagnostics", "images", "numerals", "style", "text", "fonts"],
  press: ["diagnostics", "style"],
  preflight: ["diagnostics"],
  archive: ["diagnostics", "edition", "files", "layout", "numerals", "preflight"],
  pdf: ["diagnostics", "images", "layout", "press", "style", "text", "fonts"],
};

const stageRules = Object.entries(mayImport).map(([stage, others]) => ({
  name: `${stage}-imports-only-what-it-may`,
  severity: "error",
  from: { path: `^src/${stage}/` },
  to: { path: "^src/", pathNot: [`^src/${stage}/`, ...others.map((other) => `^src/${other}/index\\.ts$`)] },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...stageRules,
    { name: "no-cycles", severity: "error", from: { path: "^src/" }, to: { circular: true } },
    {
      name: "stages-are-entered-by-their-index",
      severity: "error",
      from: { path: "^src/([^/]+)", pathNot: "^src/[^/]+/.*" },
      to: { path: "^src/[^/]+/", pathNot: "^src/[^/]+/index\\.ts$" },
    },
    {
      name: "no-forbidden-packages-in-the-product",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    { name: "nothing-unresolved", severity: "error", from: { path: "^src/" }, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "node", "default"] },
    doNotFollow: { path: "node_modules" },
  },
};
