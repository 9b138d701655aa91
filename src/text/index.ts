export { composeParagraph, type ComposeResources } from "./composeParagraph.ts";
export { openShaper } from "./wordShapes.ts";
export type { WordShaper } from "./wordShapes.ts";
export type * from "./paragraph.ts";
