import type { ProfileName } from "../../src/press/profiles.ts";
import type { Flavour } from "./veraPdf.ts";

/** What each profile's files have to pass. */
export const flavours: Readonly<Record<ProfileName, readonly Flavour[]>> = {
  print: ["2u", "2a", "ua1"],
  archive: ["3a", "ua1"],
  screen: ["ua1"],
};

export const profileNames: readonly ProfileName[] = ["print", "archive", "screen"];
