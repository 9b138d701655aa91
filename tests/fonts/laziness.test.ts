import type * as FileSystem from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { indexFonts } from "../../scripts/index-fonts.ts";
import { builtIn, fontsFolder, opened, rule, scratchFolder } from "./fontFiles.ts";

const trace = vi.hoisted(() => ({ read: [] as string[], loaded: [] as string[] }));

vi.mock("node:fs", async (original) => {
  const fs = await original<typeof FileSystem>();
  const readFileSync = (...words: Parameters<typeof fs.readFileSync>) => {
    trace.read.push(String(words[0]));
    return fs.readFileSync(...words);
  };
  return { ...fs, readFileSync };
});

vi.mock("@pdf-lib/fontkit", async (original) => {
  trace.loaded.push("fontkit");
  return await original();
});

vi.mock("harfbuzzjs", async (original) => {
  trace.loaded.push("harfbuzz");
  return await original();
});

const index = join(scratchFolder(), "fonts.json");

beforeEach(() => {
  trace.read = [];
});

// This test comes first: a module that another test has loaded stays loaded.
test("with an index no font is opened but those whose bytes are asked for, and fontkit is not loaded", async () => {
  vi.resetModules();
  await indexFonts(fontsFolder, index);
  expect(trace.loaded).toEqual(["fontkit"]);
  vi.resetModules();
  trace.loaded = [];
  trace.read = [];

  const { library, said } = await opened({ index, faces: [rule(join(fontsFolder, "reem-kufi/ReemKufi-Bold.ttf"))] });
  const faces = library.match({ families: ["Amiri", "Mine"], weight: 400, style: "normal" });
  expect(faces.map(({ covers, ascentUnits, capHeightUnits }) => [covers(0x628), ascentUnits > capHeightUnits]).slice(0, 3)).toEqual([[true, true], [true, true], [true, true]]);
  expect(trace.read).toEqual([index]);

  expect(faces[0]!.data.byteLength).toBe(421196);
  expect(faces[0]!.data).toBe(faces[0]!.data);
  expect(trace.read).toEqual([index, join(fontsFolder, "amiri/Amiri-Regular.ttf")]);
  expect([trace.loaded, said]).toEqual([[], []]);
});

test("a font beside the index is opened to read its facts, and again only when its bytes are asked for", async () => {
  const folder = scratchFolder({ "own.ttf": builtIn("amiri/Amiri-Bold.ttf") });
  trace.read = [];
  const { library } = await opened({ folders: [folder, fontsFolder], index });
  expect(trace.read).toEqual([index, join(folder, "own.ttf")]);
  const [face] = library.match({ families: ["Amiri"], weight: 700, style: "normal" });
  expect(face?.data.byteLength).toBe(403996);
  expect(trace.read.slice(2)).toEqual([join(folder, "own.ttf")]);
});
