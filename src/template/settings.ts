import { knownNamesHint, type Report } from "../diagnostics/index.ts";
import { isHijriShift, parseDay } from "./calendar.ts";
import { isMonthManner, monthManners } from "./monthNames.ts";
import { isNumerals, numeralSets } from "../numerals/index.ts";
import type { SettingDeclaration, Template } from "./template.ts";

/** What is wrong with a setting's value, whoever gave it. */
export interface SettingFault {
  readonly message: string;
  readonly hint: string;
}

/** Settings that mean the same in every template. */
const commonSettings: ReadonlyMap<string, (value: string) => SettingFault | undefined> = new Map([
  ["date", (value) => faultUnless(value === "" || parseDay(value) !== undefined, "date", value, "Write year-month-day, as in --set date=2022-11-24.")],
  ["numerals", (value) => faultUnless(isNumerals(value), "numerals", value, knownNamesHint(value, numeralSets, "values"))],
  ["months", (value) => faultUnless(isMonthManner(value), "months", value, knownNamesHint(value, monthManners, "values"))],
  ["hijri-days", (value) => faultUnless(isHijriShift(value), "hijri-days", value, "Write a whole number from -2 to 2, as in --set hijri-days=-1.")],
]);

/**
 * Checks one setting: `date` (a Gregorian day or empty), `numerals`, `months` and `hijri-days` in every template, others by the values that
 * their template allows.
 *
 * @param values What the template allows; anything if absent.
 */
export function settingFault(name: string, value: string, values: readonly string[] | undefined): SettingFault | undefined {
  return commonSettings.get(name)?.(value) ?? faultUnless(values?.includes(value) ?? true, name, value, knownNamesHint(value, values ?? [], "values"));
}

function faultUnless(holds: boolean, name: string, value: string, hint: string): SettingFault | undefined {
  return holds ? undefined : { message: `The setting “${name}” can't be “${value}”.`, hint };
}

/**
 * The settings of a rendering: those given, before the defaults that the template declares. Reports `template/invalid-setting` of values that
 * a setting can't have, without a place: they are the build's and stand in no file.
 *
 * @param given What the build sets, by name.
 */
export function resolveSettings(given: Readonly<Record<string, string>>, declared: ReadonlyMap<string, SettingDeclaration>, report: Report): ReadonlyMap<string, string> {
  const defaults = [...declared].flatMap(([name, { default: value }]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  const settings = new Map([...defaults, ...Object.entries(given)]);
  for (const [name, value] of settings) {
    const fault = settingFault(name, value, declared.get(name)?.values);
    if (fault) report({ severity: "error", code: "template/invalid-setting", ...fault });
  }
  return settings;
}

/**
 * Warns `template/unknown-setting` of what is set without effect: neither declared by the template nor read by it or by a helper that it calls.
 *
 * @param used Names that the template's sources and their helpers read.
 */
export function warnOfUnknownSettings(given: Readonly<Record<string, string>>, template: Template, used: ReadonlySet<string>, report: Report): void {
  const known = new Set([...template.settings.keys(), ...used]);
  for (const name of Object.keys(given).filter((setting) => !known.has(setting))) {
    const message = commonSettings.has(name) ? `The template “${template.name}” makes no use of the setting “${name}”.` : `The template “${template.name}” has no setting “${name}”.`;
    report({ severity: "warning", code: "template/unknown-setting", message, hint: knownNamesHint(name, known, "settings") });
  }
}
