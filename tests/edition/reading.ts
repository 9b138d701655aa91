import { copyEditRules, readEdition, type CopyEditRule, type Edition } from "../../src/edition/index.ts";
import { collectDiagnostics, type Diagnostic } from "../../src/diagnostics/index.ts";

export interface Reading {
  readonly edition: Edition | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads texts as the wire copy of one edition, `1.txt`, `2.txt` and so on. */
export function read(texts: string | readonly string[], options: { roles?: readonly string[]; without?: readonly CopyEditRule[]; language?: string } = {}): Reading {
  const { report, diagnostics } = collectDiagnostics();
  const files = (typeof texts === "string" ? [texts] : texts).map((text, index) => ({ path: `${index + 1}.txt`, text }));
  const edition = readEdition(files, { roles: options.roles ?? [], without: options.without ?? [], ...(options.language !== undefined && { language: options.language }), report });
  return { edition, diagnostics };
}

/** All rules but those named. */
export function allBut(...on: readonly CopyEditRule[]): CopyEditRule[] {
  return copyEditRules.filter((rule) => !on.includes(rule));
}

/** Edits a paragraph that stands under a headline too long for a role. */
export function editParagraph(typed: string, without: readonly CopyEditRule[] = []): { text: string; edition: Edition; diagnostics: readonly Diagnostic[] } {
  const { edition, diagnostics } = read(`عنوان الخبر الأول\n${typed}`, { without });
  const paragraph = edition?.articles[0]?.body[0];
  if (!edition || !paragraph) throw new Error("there is no paragraph");
  return { text: paragraph.content.text, edition, diagnostics };
}

/** Every text of an edition, credits aside, in its order. */
export function texts(edition: Edition): string[] {
  return edition.articles.flatMap(({ headline, sourceLine, body }) => [headline.text, ...(sourceLine ? [sourceLine.text] : []), ...body.map(({ content }) => content.text)]);
}
