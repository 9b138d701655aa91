import type { Report, SourceSpan } from "../diagnostics/index.ts";
import { gregorianDay, hijriDay, isHijriShift, parseDay, type CalendarDay, type DayInstant } from "./calendar.ts";
import { linkAddresses, type LinkedPart } from "../edition/index.ts";
import { noPartial } from "./calls.ts";
import { groupCredits, type CreditGroup } from "./creditGroups.ts";
import { datePieces, formatDay, unknownPieces } from "./dateFormat.ts";
import { joinList } from "./listJoining.ts";
import { gregorianMonths, hijriMonths, isMonthManner, monthManners } from "./monthNames.ts";
import { knownNamesHint } from "../diagnostics/index.ts";
import { isNumerals, numeralSets, writeDigits, type Numerals } from "../numerals/index.ts";
import type { WrittenExpression } from "./syntaxTree.ts";

/** What one rendering's helpers work with. */
export interface HelperScope {
  readonly language: string;
  readonly settings: ReadonlyMap<string, string>;
  /** The place of each text of the edition. */
  readonly spans: ReadonlyMap<unknown, SourceSpan>;
  readonly partials: ReadonlyMap<string, unknown>;
  /** The index of a place among the markup's sources. */
  readonly sourceIndex: (span: SourceSpan) => number;
  readonly report: Report;
}

/** How a template calls a helper. */
export interface HelperCall {
  /** The arguments that are given as name=value. */
  readonly named: Readonly<Record<string, unknown>>;
  /** What stands in the template; asked for only when there is something to say about it. */
  readonly written: () => WrittenExpression;
}

/** What a helper does with its values. It gives `undefined` for a value that is absent, and an empty text after it has reported a fault. */
export interface Helpers {
  readonly print: (value: unknown, surroundings: unknown, call: HelperCall) => string;
  readonly equal: (a: unknown, b: unknown) => boolean;
  readonly date: (value: unknown, call: HelperCall) => string | undefined;
  readonly hijri: (value: unknown, call: HelperCall) => string | undefined;
  readonly digits: (value: unknown, numerals: unknown, call: HelperCall) => string | undefined;
  readonly join: (values: unknown, call: HelperCall) => string | undefined;
  readonly byRole: (values: unknown, call: HelperCall) => readonly CreditGroup[] | undefined;
  /** The parts of a text, addresses of the web and of mail with their `href`. */
  readonly links: (value: unknown, call: HelperCall) => readonly LinkedPart[] | undefined;
  /** A CSS string with its quotes. */
  readonly cssString: (value: unknown, call: HelperCall) => string | undefined;
  /** A colour as it stands, if it is written as one. */
  readonly cssColor: (value: unknown, call: HelperCall) => string | undefined;
  /** The attribute that names the place of an edition's text, as markup. */
  readonly source: (value: unknown, call: HelperCall) => string;
  readonly partialName: (value: unknown, call: HelperCall) => string;
}

const defaultFormat = "weekday day month year";

/**
 * The helpers of a rendering. They report `template/missing-value` (a warning), `template/not-text`, `template/invalid-date`,
 * `template/date-format`, `template/hijri-range`, `template/unknown-numerals`, `template/unknown-months`, `template/not-a-list`,
 * `template/invalid-colour` and `template/unknown-partial`.
 */
export function createHelpers({ language, settings, spans, partials, sourceIndex, report }: HelperScope): Helpers {
  const fail = (call: HelperCall, code: string, message: string, hint: string): "" => {
    report({ severity: "error", code: `template/${code}`, message, span: call.written().span, hint });
    return "";
  };

  const print: Helpers["print"] = (value, surroundings, call) => {
    const text = textOf(value);
    if (text !== undefined) return text;
    if (!isAbsent(value)) return failNotText(value, call);
    const { text: expression, span } = call.written();
    report({ severity: "warning", code: "template/missing-value", message: `“${expression}” has no value here and prints nothing.`, span, hint: missingHint(expression, surroundings) });
    return "";
  };

  const failNotText = (value: unknown, call: HelperCall): "" => {
    const [what, hint] = Array.isArray(value) ? ["a list", "Go through it with {{#each …}}."] : ["a group of values", "Name one of its values."];
    return fail(call, "not-text", `“${call.written().text}” is ${what} and not text.`, hint);
  };

  const numeralsFrom = (argument: unknown, call: HelperCall): Numerals | undefined => {
    const name = textOf(argument ?? settings.get("numerals") ?? "arabic-indic") ?? "?";
    if (isNumerals(name)) return name;
    fail(call, "unknown-numerals", `There are no numerals “${name}”.`, knownNamesHint(name, numeralSets, "numerals"));
    return undefined;
  };

  const dayFrom = (value: unknown, call: HelperCall): DayInstant | undefined => {
    const text = textOf(value);
    const day = text === undefined ? undefined : parseDay(text);
    if (day === undefined) fail(call, "invalid-date", `“${text ?? call.written().text}” is no day of the calendar.`, "Write year-month-day, as in 2022-11-24.");
    return day;
  };

  const formatted = (day: CalendarDay, months: readonly string[], call: HelperCall): string => {
    const format = textOf(call.named["format"]) ?? defaultFormat;
    const [unknown] = unknownPieces(format);
    if (unknown !== undefined) return fail(call, "date-format", `A date has no piece “${unknown}”.`, knownNamesHint(unknown, datePieces, "pieces"));
    const numerals = numeralsFrom(call.named["numerals"], call);
    return numerals === undefined ? "" : formatDay(day, format, months, numerals);
  };

  const date: Helpers["date"] = (value, call) => {
    if (isAbsent(value)) return undefined;
    const instant = dayFrom(value, call);
    const manner = textOf(call.named["months"] ?? settings.get("months") ?? "egyptian") ?? "?";
    if (!isMonthManner(manner)) return fail(call, "unknown-months", `There is no manner of months “${manner}”.`, knownNamesHint(manner, monthManners, "manners"));
    return instant === undefined ? "" : formatted(gregorianDay(instant), gregorianMonths[manner], call);
  };

  const hijri: Helpers["hijri"] = (value, call) => {
    if (isAbsent(value)) return undefined;
    const instant = dayFrom(value, call);
    if (instant === undefined) return "";
    const shift = textOf(call.named["days"] ?? settings.get("hijri-days") ?? "0") ?? "?";
    if (!isHijriShift(shift)) return fail(call, "hijri-range", `“${shift}” is no number of days to shift the Hijri date by.`, "Give a whole number from -2 to 2.");
    const day = hijriDay(instant, Number(shift));
    if (!day) return fail(call, "hijri-range", "The Umm al-Qura calendar reaches from 1300 to 1600 only.", "Give a date from November 1882 to November 2174, or leave the Hijri date out.");
    return formatted(day, hijriMonths, call);
  };

  const digits: Helpers["digits"] = (value, argument, call) => {
    if (isAbsent(value)) return undefined;
    const text = textOf(value);
    if (text === undefined) return failNotText(value, call);
    const numerals = numeralsFrom(argument, call);
    return numerals === undefined ? "" : writeDigits(text, numerals);
  };

  const listFrom = (values: unknown, call: HelperCall): readonly unknown[] => {
    if (Array.isArray(values)) return values;
    fail(call, "not-a-list", `“${call.written().text}” needs a list.`, "Give it a list such as articles or credits.");
    return [];
  };

  const join: Helpers["join"] = (values, call) => {
    if (isAbsent(values)) return undefined;
    const items = listFrom(values, call).map((value) => textOf(value) ?? failNotText(value, call));
    return joinList(items, language, call.named["commas"] === true);
  };

  const byRole: Helpers["byRole"] = (values, call) => (isAbsent(values) ? undefined : groupCredits(listFrom(values, call), textOf));

  const links: Helpers["links"] = (value, call) => {
    if (isAbsent(value)) return undefined;
    const text = textOf(value);
    if (text !== undefined) return linkAddresses(text);
    failNotText(value, call);
    return [];
  };

  const cssString: Helpers["cssString"] = (value, call) => {
    if (isAbsent(value)) return undefined;
    const text = textOf(value);
    return text === undefined ? failNotText(value, call) : `"${escapeCss(text)}"`;
  };

  const cssColor: Helpers["cssColor"] = (value, call) => {
    if (isAbsent(value)) return undefined;
    const text = textOf(value);
    if (text === undefined) return failNotText(value, call);
    if (isWrittenAsColor(text)) return text.trim();
    return fail(call, "invalid-colour", `“${text}” is not written as a colour.`, "Write device-cmyk(0 100% 81% 4%), #c8102e or a name such as crimson.");
  };

  const source: Helpers["source"] = (value, call) => {
    const span = spans.get(value);
    if (span) return `data-source="${sourceIndex(span)}"`;
    return fail(call, "not-text", `“${call.written().text}” names no text of the edition.`, "Give source a text such as headline, sourceLine, content, role or name.");
  };

  const partialName: Helpers["partialName"] = (value, call) => {
    const name = textOf(value);
    if (name !== undefined && partials.has(name)) return name;
    fail(call, "unknown-partial", `There is no partial “${name ?? call.written().text}”.`, knownNamesHint(name ?? "", partials.keys(), "partials"));
    return noPartial;
  };

  return { print, equal: (a, b) => (textOf(a) ?? a) === (textOf(b) ?? b), date, hijri, digits, join, byRole, links, cssString, cssColor, source, partialName };
}

/** Writes all but letters, marks, digits and spaces as escapes, so that the text ends no string, comment or URL (CSS Syntax 3, 4.3.7). */
function escapeCss(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} ]/gu, (character) => `\\${character.codePointAt(0)?.toString(16) ?? ""} `);
}

/**
 * Whether a text can be nothing but one colour of CSS: a name, #hex, or a function of numbers and percentages. Which names and how many numbers there are is for
 * the stylesheet to say; what could end a declaration is none of it.
 */
function isWrittenAsColor(text: string): boolean {
  return /^\s*(?:[a-z]+|#[\da-f]{3,8}|(?:device-cmyk|rgba?|hsla?|hwb)\([\d\s.,%/+-]+\))\s*$/i.test(text);
}

function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** What a template's value prints: texts of the edition are objects with their text. */
function textOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "object" && value !== null && "text" in value && typeof value.text === "string") return value.text;
  return undefined;
}

function missingHint(expression: string, surroundings: unknown): string {
  const setting = /(?:^|[\s(./])settings\.([^\s.()]+)/.exec(expression)?.[1];
  if (setting !== undefined) return `Give it with --set ${setting}=…, give template.yaml a default, or put {{#if settings.${setting}}} … {{/if}} round it.`;
  const known = typeof surroundings === "object" && surroundings !== null && !Array.isArray(surroundings) ? Object.keys(surroundings) : [];
  if (known.length > 0 && !/\s/.test(expression)) return knownNamesHint(expression, known, "values here");
  return "Put {{#if …}} … {{/if}} round it if what it prints may be absent.";
}
