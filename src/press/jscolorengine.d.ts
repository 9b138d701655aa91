/** What is used of jscolorengine 1.6.1, which brings no declarations. */
declare module "jscolorengine" {
  interface Profile {
    loadBinary(bytes: Uint8Array): void;
    readonly loaded: boolean;
  }
  /** With `device` colours are arrays of channels from 0 to 1, those of Lab too; with `int8` samples one after the other, all channels to 255. */
  interface TransformOptions {
    readonly buildLut: boolean;
    readonly BPC: boolean;
    readonly dataFormat: "device" | "int8";
    /** Points to an axis of the table that a LUT of three channels is, or of four. */
    readonly lutGridPoints3D?: number;
    readonly lutGridPoints4D?: number;
  }
  interface Transform {
    create(from: Profile | "*sRGB" | "*Lab", to: Profile | "*sRGB" | "*Lab", intent: number): void;
    /** Of `device`. */
    transform(color: readonly number[]): unknown;
    /** Of `int8`. */
    array(samples: Uint8Array, inputHasAlpha: boolean, outputHasAlpha: boolean): unknown;
  }
  interface Engine {
    readonly Profile: new () => Profile;
    readonly Transform: new (options: TransformOptions) => Transform;
    readonly eIntent: { readonly relative: number };
  }
  const engine: Engine;
  export default engine;
}
