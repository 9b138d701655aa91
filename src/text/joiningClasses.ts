/** Joining_Type: non-joining, right-joining, left-joining, dual-joining, join-causing, transparent (The Unicode Standard, section 9.2). */
export const joiningTypeNames = ["U", "R", "L", "D", "C", "T"] as const;

/** The Joining_Groups that elongation tells apart; all others are the last. */
export const joiningGroupNames = [
  "Seen", "Sad", "Teh_Marbuta", "Heh", "Dal", "Alef", "Tah", "Lam", "Kaf", "Gaf", "Beh", "Noon", "Yeh", "Reh", "Waw", "Ain", "Qaf", "Feh", "other",
] as const;

export type JoiningType = (typeof joiningTypeNames)[number];
export type JoiningGroup = (typeof joiningGroupNames)[number];

/** Groups whose letters have the shape of another's where it counts. */
const alike: Readonly<Record<string, JoiningGroup>> = {
  Teh_Marbuta_Goal: "Teh_Marbuta",
  Heh_Goal: "Heh",
  Knotted_Heh: "Heh",
  Swash_Kaf: "Kaf",
  Nya: "Noon",
  African_Noon: "Noon",
  Farsi_Yeh: "Yeh",
  Yeh_With_Tail: "Yeh",
  Yeh_Barree: "Yeh",
  Burushaski_Yeh_Barree: "Yeh",
  Thin_Yeh: "Yeh",
  Rohingya_Yeh: "Yeh",
  Straight_Waw: "Waw",
  African_Qaf: "Qaf",
  African_Feh: "Feh",
};

/** A Joining_Type (short name) and a Joining_Group (long name) of the Unicode Character Database as the one number that the table holds. */
export function joiningClassOf(type: string, group: string): number {
  const typeNumber = joiningTypeNames.findIndex((name) => name === type);
  if (typeNumber < 0) throw new Error(`There is no joining type ${type}.`);
  const known = alike[group] ?? group;
  const groupNumber = joiningGroupNames.findIndex((name) => name === known);
  return typeNumber + joiningTypeNames.length * (groupNumber < 0 ? joiningGroupNames.length - 1 : groupNumber);
}
