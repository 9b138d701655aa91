import { defineConfig } from "vitest/config";

const debian = "tests/debian/**/*.test.ts";
const conformance = "tests/conformance/**/*.test.ts";

/**
 * `npm test` needs npm packages alone; `npm run test:debian` adds what needs poppler, MuPDF, qpdf and hb-shape, `npm run test:conformance` what needs
 * Java with Maven for veraPDF, and Ghostscript besides those.
 */
const chosen = process.env.NASHRA_DEBIAN === "1" ? debian : process.env.NASHRA_CONFORMANCE === "1" ? conformance : undefined;

export default defineConfig({
  test: {
    include: [chosen ?? "tests/**/*.test.ts"],
    exclude: chosen === undefined ? [debian, conformance] : [],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
