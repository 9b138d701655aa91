import { decodeTable, valueOf } from "./codePointTable.ts";
import { joiningGroupNames, joiningTypeNames, type JoiningGroup, type JoiningType } from "./joiningClasses.ts";
import { joiningTable } from "./unicodeTables.ts";

const classes = decodeTable(joiningTable);

/** How a character joins to its neighbours (Joining_Type). */
export function joiningTypeOf(codePoint: number): JoiningType {
  return joiningTypeNames[valueOf(classes, codePoint) % joiningTypeNames.length] ?? "U";
}

/** Which letter's shape a character has (Joining_Group). */
export function joiningGroupOf(codePoint: number): JoiningGroup {
  return joiningGroupNames[Math.floor(valueOf(classes, codePoint) / joiningTypeNames.length)] ?? "other";
}
