export { paintPdf } from "./paintPdf.ts";
export type { PaintOptions } from "./paintPdf.ts";
export type { Attachment } from "./attachments.ts";
