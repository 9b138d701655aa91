export type * from "./computed.ts";
