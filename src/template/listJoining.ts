import { writtenLanguage } from "./languageScript.ts";

/** The word for “and” of languages written in Arabic script that set it apart from both its neighbours; `lah` is CLDR's for Western Punjabi. */
const conjunctions: Readonly<Record<string, string>> = {
  fa: "و", ckb: "و", ku: "و", az: "و", azb: "و", uz: "و", ur: "اور", ps: "او", sd: "۽", ug: "ۋە", pa: "تے", lah: "تے",
};

/** Arabic and the spoken varieties that have tags of their own. */
const arabic: ReadonlySet<string> = new Set(["ar", "arz", "apc", "acm", "afb", "ary", "arq", "aeb"]);

/**
 * Joins names into a list. In Arabic every item after the first takes «و» («أ وب وج»); with `commas` the items are long and set apart by
 * commas as well («أ، وب، وج»). «و» is written together with the word that follows it, with Latin letters and digits it keeps a no-break
 * space. Other languages in Arabic script put commas between the items and their own word before the last («الف، ب و ج»). In what remains the
 * list is Intl's (CLDR list patterns).
 *
 * @param language BCP 47; what is no language tag is taken for Arabic
 */
export function joinList(items: readonly string[], language: string, commas: boolean): string {
  const present = items.filter((item) => item.trim() !== "");
  const { language: spoken, script } = writtenLanguage(language);
  if (script === undefined || arabic.has(spoken)) return present.map((item, index) => (index === 0 ? item : `${commas ? "،" : ""} ${withWaw(item)}`)).join("");
  const conjunction = script === "Arab" ? conjunctions[spoken] : undefined;
  if (conjunction === undefined) return new Intl.ListFormat(language, { type: "conjunction" }).format(present);
  const most = present.slice(0, -1).join("، ");
  return present.length < 2 ? present.join("") : `${most} ${conjunction} ${present.at(-1) ?? ""}`;
}

function withWaw(item: string): string {
  return /^[\p{Script=Latin}\p{N}]/u.test(item) ? `و\u00a0${item}` : `و${item}`;
}
