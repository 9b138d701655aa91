const rightToLeftScripts: ReadonlySet<string> = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr", "Yezi"]);

/** The direction of the script that a language is usually written in (CLDR likely subtags); `rtl` for what is no language tag. */
export function textDirection(language: string): "rtl" | "ltr" {
  const { script } = writtenLanguage(language);
  return script === undefined || rightToLeftScripts.has(script) ? "rtl" : "ltr";
}

/** A language tag's language and script, the script as CLDR's likely subtags have it where the tag names none (BCP 47). */
export function writtenLanguage(tag: string): { readonly language: string; readonly script: string | undefined } {
  try {
    const { language, script } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch (error) {
    if (error instanceof RangeError) return { language: tag, script: undefined };
    throw error;
  }
}
