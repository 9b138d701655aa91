import type { Report } from "../diagnostics/index.ts";
import type { CopyLine } from "./copyLines.ts";
import { mayBeFullName, mayBeHeadline, mayBeName, mayBePersonalName, mayBeSourceLine, wordCount } from "./copyShape.ts";
import type { CopyText, Credit } from "./model.ts";
import type { RoleLexicon } from "./roleLexicon.ts";

/** The masthead taken from the copy, and the copy without it. */
export interface MastheadReading {
  readonly credits: readonly Credit[];
  /** Role lines at the head of the copy that no name follows. */
  readonly unplaced: readonly CopyText[];
  readonly article: readonly CopyLine[];
}

/** Words of a name that stands between blank lines; a longer line there is the headline. */
const longestLoneName = 5;

/** What may stand between a role and a name on one line; the first of them that has a role before it counts. */
const separator = /[:：/|\t–—-]/gu;

/**
 * Takes the credits out of wire copy: at its head, role lines each followed by its name, or role and name on one line; farther down, paragraphs that
 * consist of nothing else. A role at the head without a name is reported as `edition/role-without-name`, a line that may be a credit or a headline as
 * `edition/credit-or-headline`.
 */
export function readMasthead(lines: readonly CopyLine[], roles: RoleLexicon, report: Report): MastheadReading {
  const head = readHead(lines, roles, report);
  const credits = [...head.credits];
  const article = blocks(head.article).flatMap((block, index) => {
    const found = index === 0 ? undefined : creditsOnly(block, roles);
    if (!found) return block;
    credits.push(...found);
    return [];
  });
  return { ...head, credits, article };
}

function readHead(lines: readonly CopyLine[], roles: RoleLexicon, report: Report): MastheadReading {
  const credits: Credit[] = [];
  const unplaced: CopyText[] = [];
  const airy = isDoubleSpaced(lines, roles);
  let next = 0;
  for (let line = lines[next]; line; line = lines[next]) {
    const onOneLine = creditOnOneLine(line.copy, roles);
    if (onOneLine && ((credits.length > 0 && !line.afterBlank) || isCredit(onOneLine, lines.slice(next, next + 3), roles, report))) {
      credits.push(onOneLine.credit);
      next++;
      continue;
    }
    const role = roleLine(line.copy, roles);
    if (!role) break;
    const names = namesAfter(lines, next, role, roles, airy);
    if (names.length === 0) {
      unplaced.push(line.copy);
      tellUnnamed(line.copy, report);
    }
    credits.push(...names.map((name) => ({ role: role.copy, name })));
    next += 1 + names.length;
  }
  return { credits, unplaced, article: lines.slice(next) };
}

function tellUnnamed({ span }: CopyText, report: Report): void {
  report({
    severity: "warning",
    code: "edition/role-without-name",
    message: "No name follows this role of the masthead; the line was put into the body.",
    span,
    hint: "Write the name on the next line, or take the role out.",
  });
}

/** A line that names a role; a colon at its end, with the name on the next line, is not of the role. */
interface RoleLine {
  readonly copy: CopyText;
  readonly several: boolean;
  readonly common: boolean;
}

function roleLine(copy: CopyText, roles: RoleLexicon): RoleLine | undefined {
  const text = /[:：]$/u.test(copy.text) ? copy.text.slice(0, -1).trimEnd() : copy.text;
  const known = roles.find(text);
  return known && { copy: part(copy, 0, text.length), ...known };
}

/** A role that several hold may have a name a line up to the next blank one; any other has one. */
function namesAfter(lines: readonly CopyLine[], at: number, role: RoleLine, roles: RoleLexicon, airy: boolean): CopyText[] {
  const names: CopyText[] = [];
  for (const line of lines.slice(at + 1, role.several && !airy ? undefined : at + 2)) {
    const parted = line.afterBlank && !(airy && wordCount(line.copy.text) <= longestLoneName);
    if (parted || !mayBeName(line.copy.text) || roleLine(line.copy, roles) || creditOnOneLine(line.copy, roles)) break;
    names.push(line.copy);
  }
  return names;
}

/** Copy that was taken from a web page may have a blank line between any two: role, name and role again, each alone. */
function isDoubleSpaced(lines: readonly CopyLine[], roles: RoleLexicon): boolean {
  const [first, , third] = lines;
  return lines.slice(0, 4).every(({ afterBlank }) => afterBlank) && [first, third].every((line) => line && roleLine(line.copy, roles) !== undefined);
}

/** A role and a name on one line. */
interface OneLineCredit {
  readonly credit: Credit;
  readonly common: boolean;
}

function creditOnOneLine(copy: CopyText, roles: RoleLexicon): OneLineCredit | undefined {
  for (const { index } of copy.text.slice(0, 100).matchAll(separator)) {
    const role = copy.text.slice(0, index).trimEnd();
    const name = copy.text.slice(index + 1).trim();
    const known = name === "" ? undefined : roles.find(role);
    if (known) {
      const nameStart = copy.text.length - copy.text.slice(index + 1).trimStart().length;
      const credit = { role: part(copy, 0, role.length), name: part(copy, nameStart, nameStart + name.length) };
      return mayBeName(name) ? { credit, common: known.common } : undefined;
    }
  }
  return undefined;
}

/**
 * Headlines have the shape of a role with its name, too: «المدير الفني: الفريق جاهز», «رئيس التحرير: لن نسكت». A newspaper's own office with a full name is a
 * credit, and so is a line that another credit follows. What is left is told with a notice, unless what stands in the name's place is none.
 *
 * @param lines The line, and the two after it.
 */
function isCredit({ credit, common }: OneLineCredit, lines: readonly CopyLine[], roles: RoleLexicon, report: Report): boolean {
  const [line, second] = lines;
  if (!common && mayBeFullName(credit.name.text)) return true;
  if (second && mayBeHeadline(second.copy.text) && (roleLine(second.copy, roles) ?? creditOnOneLine(second.copy, roles))) return true;
  const taken = !mayBeHeadlineOf(lines);
  if (line && (taken || mayBePersonalName(credit.name.text))) tellAmbiguous(line.copy, credit, taken, report);
  return taken;
}

function tellAmbiguous({ span }: CopyText, { role, name }: Credit, taken: boolean, report: Report): void {
  report({
    severity: "notice",
    code: "edition/credit-or-headline",
    message: taken ? "This line was taken for a credit of the masthead; it may be a headline." : "This line was taken for the headline; it may be a credit of the masthead.",
    span,
    hint: taken
      ? `If it is the headline, put the role into quotation marks: «${role.text}».`
      : `If it is a credit, write the name “${name.text}” on a line of its own under the role.`,
  });
}

/** Whether the first line would be a headline of what follows: its source line, its body, or nothing. */
function mayBeHeadlineOf([, second, third]: readonly CopyLine[]): boolean {
  if (!second || !mayBeHeadline(second.copy.text)) return true;
  return second.afterBlank && mayBeSourceLine(second.copy.text) && (!third || (third.afterBlank && !mayBeSourceLine(third.copy.text)));
}

/** Lines without a blank one between them. */
function blocks(lines: readonly CopyLine[]): CopyLine[][] {
  const found: CopyLine[][] = [];
  for (const line of lines) {
    const block = found.at(-1);
    if (!block || line.afterBlank) found.push([line]);
    else block.push(line);
  }
  return found;
}

/** The credits of a block of two lines or more that has nothing else in it, one of them at least of a newspaper's own office. */
function creditsOnly(block: readonly CopyLine[], roles: RoleLexicon): Credit[] | undefined {
  if (block.length < 2) return undefined;
  const credits: Credit[] = [];
  let office = false;
  for (let next = 0; next < block.length; ) {
    const line = block[next];
    const onOneLine = line && creditOnOneLine(line.copy, roles);
    const role = line && roleLine(line.copy, roles);
    const names = role ? namesAfter(block, next, role, roles, false) : [];
    office ||= (onOneLine ?? role)?.common === false;
    if (onOneLine) credits.push(onOneLine.credit);
    else if (!role || names.length === 0) return undefined;
    else credits.push(...names.map((name) => ({ role: role.copy, name })));
    next += 1 + names.length;
  }
  return office ? credits : undefined;
}

/** A part of a text, by UTF-16 offsets in it. */
function part({ text, span }: CopyText, start: number, end: number): CopyText {
  const { file, start: from } = span;
  return { text: text.slice(start, end), span: { file, start: { ...from, column: from.column + start }, end: { ...from, column: from.column + end } } };
}
