/** What a file is made for. */
export const profileNames = ["print", "archive", "screen"] as const;
export type ProfileName = (typeof profileNames)[number];

/** What the files of a profile promise to whoever receives them; everything is checked before a file is written. */
export interface Promises {
  /** The version in the file's header. */
  readonly version: "1.6" | "1.7";
  /** ISO 19005: part and conformance level. */
  readonly pdfA?: { readonly part: 2 | 3; readonly conformance: "A" };
  /** ISO 15930-7. */
  readonly pdfX?: "PDF/X-4";
  /** ISO 14289: part. */
  readonly pdfUA: 1;
  /**
   * What becomes of colours: all in the inks of the output condition; kept as the stylesheet gives them, with the profiles that say what they mean; all in
   * sRGB.
   */
  readonly colours: "inks" | "kept" | "sRGB";
  /** Black ink alone prints over what lies below it. */
  readonly blackOverprints: boolean;
  /** Printer's marks, colour bars and a slug line where the stylesheet leaves them to the profile. */
  readonly marks: boolean;
  /** Links lead somewhere; they may not stand within the BleedBox of a PDF/X file. */
  readonly links: boolean;
  /** The sources go along as attachments. */
  readonly sources: boolean;
  /** Readers show pages side by side, as an open paper lies: the first one alone. */
  readonly facingPages: boolean;
}

/** The profiles by name. */
export const profiles: Readonly<Record<ProfileName, Promises>> = {
  print: {
    version: "1.6", pdfX: "PDF/X-4", pdfA: { part: 2, conformance: "A" }, pdfUA: 1, colours: "inks", blackOverprints: true, marks: true, links: false,
    sources: false, facingPages: false,
  },
  archive: { version: "1.7", pdfA: { part: 3, conformance: "A" }, pdfUA: 1, colours: "kept", blackOverprints: false, marks: false, links: true, sources: true, facingPages: false },
  screen: { version: "1.7", pdfUA: 1, colours: "sRGB", blackOverprints: false, marks: false, links: true, sources: false, facingPages: true },
};
