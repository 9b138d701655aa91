export type * from "./displayList.ts";
