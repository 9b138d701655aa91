export { layoutPages, type LayoutResources } from "./layoutPages.ts";
export type * from "./displayList.ts";
