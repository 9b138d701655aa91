import { defineConfig } from "vitest/config";

const debian = "tests/debian/**/*.test.ts";

/** `npm test` needs npm packages alone; `npm run test:debian` adds what needs poppler, MuPDF, qpdf and hb-shape. */
export default defineConfig({
  test: {
    include: process.env.NASHRA_DEBIAN === "1" ? [debian] : ["tests/**/*.test.ts"],
    exclude: process.env.NASHRA_DEBIAN === "1" ? [] : [debian],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
