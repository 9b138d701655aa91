export type * from "./markup.ts";
