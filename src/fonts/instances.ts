import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as z from "zod/mini";

/** As much of the global object as is used here; the library of types for Node.js has none of it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> };
  readonly Memory: new () => { readonly buffer: ArrayBuffer };
};

const callable = z.custom<(...words: number[]) => number>((value) => typeof value === "function");

/** What is used of HarfBuzz's subsetter; pointers and tags are 32-bit numbers. */
const subsetterSchema = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  _initialize: callable,
  malloc: callable,
  free: callable,
  hb_blob_create: callable,
  hb_blob_destroy: callable,
  hb_blob_get_data: callable,
  hb_blob_get_length: callable,
  hb_face_create: callable,
  hb_face_destroy: callable,
  hb_face_reference_blob: callable,
  hb_subset_input_create_or_fail: callable,
  hb_subset_input_destroy: callable,
  hb_subset_input_keep_everything: callable,
  hb_subset_input_pin_all_axes_to_default: callable,
  hb_subset_input_pin_axis_location: callable,
  hb_subset_or_fail: callable,
});

type Subsetter = z.infer<typeof subsetterSchema>;

const READ_ONLY_MEMORY = 1;
const FIRST_FONT = 0;
/** The tag `wght`. */
const WEIGHT_AXIS = 0x77676874;
const NULL = 0;

let subsetter: Subsetter | undefined;

/** Half a megabyte of code: only a variable font is worth that. */
function loadSubsetter(): Subsetter {
  if (!subsetter) {
    const path = createRequire(import.meta.url).resolve("harfbuzzjs/dist/harfbuzz-subset.wasm");
    subsetter = subsetterSchema.parse(new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path))).exports);
    subsetter._initialize();
  }
  return subsetter;
}

/**
 * Makes a static font out of a variable one with HarfBuzz's subsetter: glyph ids, names, layout tables and character map stay, variations go.
 *
 * @param data the variable font's file
 * @param weight where the weight axis is pinned, in the axis's units; other axes are pinned to their defaults
 * @returns the static font's file, or `undefined` if HarfBuzz can't make one
 */
export function makeInstance(data: Uint8Array, weight: number): Uint8Array | undefined {
  const hb = loadSubsetter();
  const start = hb.malloc(data.byteLength);
  new Uint8Array(hb.memory.buffer).set(data, start);
  const blob = hb.hb_blob_create(start, data.byteLength, READ_ONLY_MEMORY, NULL, NULL);
  const face = hb.hb_face_create(blob, FIRST_FONT);
  const input = hb.hb_subset_input_create_or_fail();
  try {
    hb.hb_subset_input_keep_everything(input);
    hb.hb_subset_input_pin_all_axes_to_default(input, face);
    hb.hb_subset_input_pin_axis_location(input, face, WEIGHT_AXIS, weight);
    const instance = hb.hb_subset_or_fail(face, input);
    return instance === NULL ? undefined : bytesOf(instance, hb);
  } finally {
    hb.hb_subset_input_destroy(input);
    hb.hb_face_destroy(face);
    hb.hb_blob_destroy(blob);
    hb.free(start);
  }
}

function bytesOf(face: number, hb: Subsetter): Uint8Array | undefined {
  const blob = hb.hb_face_reference_blob(face);
  const length = hb.hb_blob_get_length(blob);
  const start = hb.hb_blob_get_data(blob, NULL);
  const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + length);
  hb.hb_blob_destroy(blob);
  hb.hb_face_destroy(face);
  return length === 0 ? undefined : bytes;
}
