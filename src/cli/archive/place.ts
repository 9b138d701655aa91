import type { ArchivePlace } from "../../archive/index.ts";
import manifest from "../../../package.json" with { type: "json" };

/** Where the archive lies, as the command line says it. */
export interface PlaceOptions {
  /** True where it was asked for without a place. */
  readonly archive?: string | true;
  readonly objects?: string;
}

/** The program as archives write it down. */
export const program = `Nashra ${manifest.version}`;

/** The place asked for; what is absent is the environment's or the default. */
export function archivePlace({ archive, objects }: PlaceOptions): ArchivePlace {
  return { ...(typeof archive === "string" && { archive }), ...(objects !== undefined && { objects }) };
}
