export { layoutPages, type LayoutResources } from "./layoutPages.ts";
export type * from "./displayList.ts";
export { readPageText, type PageBlock, type PageLine, type PageText, type PageWord } from "./pageText.ts";
