export { findTemplate, type FindTemplateOptions } from "./findTemplate.ts";
export type * from "./markup.ts";
export { renderTemplate, type RenderOptions } from "./renderTemplate.ts";
export type { SettingDeclaration, Template, TemplateSource } from "./template.ts";
