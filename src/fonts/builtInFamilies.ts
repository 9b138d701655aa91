/** The families that stand for the generic names of CSS Fonts 4, section 2.1.4, the first that is there. */
export const genericFamilies: ReadonlyMap<string, readonly string[]> = new Map([
  ["serif", ["Amiri", "Noto Naskh Arabic", "Source Serif 4"]],
  ["ui-serif", ["Amiri", "Noto Naskh Arabic", "Source Serif 4"]],
  ["sans-serif", ["Noto Kufi Arabic", "Reem Kufi"]],
  ["ui-sans-serif", ["Noto Kufi Arabic", "Reem Kufi"]],
  ["system-ui", ["Noto Kufi Arabic", "Reem Kufi"]],
  ["ui-rounded", ["Reem Kufi", "Noto Kufi Arabic"]],
  ["fantasy", ["Reem Kufi", "Noto Kufi Arabic"]],
  ["cursive", ["Noto Nastaliq Urdu"]],
  ["generic(nastaliq)", ["Noto Nastaliq Urdu"]],
  ["monospace", ["Noto Kufi Arabic"]],
  ["ui-monospace", ["Noto Kufi Arabic"]],
  ["math", ["Amiri"]],
  ["emoji", []],
]);

/**
 * The order in which families are tried for a letter that none asked for has: Naskh with the widest coverage first (Arabic, Persian, Urdu,
 * Kurdish, Uyghur and Latin), then Latin, then display faces, and Nastaliq, whose lines stand much wider apart, last.
 */
export const fallbackFamilies: readonly string[] = [
  "Amiri",
  "Noto Naskh Arabic",
  "Scheherazade New",
  "Source Serif 4",
  "Noto Kufi Arabic",
  "Reem Kufi",
  "Noto Nastaliq Urdu",
];
