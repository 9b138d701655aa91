export type * from "./paragraph.ts";
