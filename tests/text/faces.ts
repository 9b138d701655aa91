import { fileURLToPath } from "node:url";
import { openFontLibrary, type FontFace, type FontLibrary } from "../../src/fonts/index.ts";

const fonts = fileURLToPath(new URL("../../fonts", import.meta.url));

/** The built-in fonts. */
export async function builtInFonts(): Promise<FontLibrary> {
  const library = await openFontLibrary({ folders: [fonts], faces: [], report: ({ message }) => { throw new Error(message); } });
  if (!library) throw new Error("there are no fonts");
  return library;
}

/** One face of the built-in fonts. */
export function faceOf(library: FontLibrary, family: string, weight = 400): FontFace {
  const [face] = library.match({ families: [family], weight, style: "normal" });
  if (!face) throw new Error(`there is no ${family}`);
  return face;
}
