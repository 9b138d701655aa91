/** How a helper may be called. */
export interface CallForm {
  readonly form: "inline" | "block";
  /** The least and the most values it takes. */
  readonly values: readonly [least: number, most: number];
  /** Names of the arguments that are given as name=value. */
  readonly named: readonly string[];
  /** Settings that it reads where it is called without the named argument or value. */
  readonly reads?: readonly string[];
  /** It gives an attribute for the inside of a tag, or a value of CSS for the inside of a `style` attribute, and not text. */
  readonly gives?: "attribute" | "css-value";
}

/** The helpers that templates may call: Handlebars' own without `log`, and Nashra's. */
export const callForms: ReadonlyMap<string, CallForm> = new Map<string, CallForm>([
  ["if", { form: "block", values: [1, 1], named: ["includeZero"] }],
  ["unless", { form: "block", values: [1, 1], named: ["includeZero"] }],
  ["each", { form: "block", values: [1, 1], named: [] }],
  ["with", { form: "block", values: [1, 1], named: [] }],
  ["lookup", { form: "inline", values: [2, 2], named: [] }],
  ["equal", { form: "inline", values: [2, 2], named: [] }],
  ["date", { form: "inline", values: [1, 1], named: ["format", "months", "numerals"], reads: ["months", "numerals"] }],
  ["hijri", { form: "inline", values: [1, 1], named: ["format", "days", "numerals"], reads: ["hijri-days", "numerals"] }],
  ["digits", { form: "inline", values: [1, 2], named: [], reads: ["numerals"] }],
  ["join", { form: "inline", values: [1, 1], named: ["commas"] }],
  ["byRole", { form: "inline", values: [1, 1], named: [] }],
  ["links", { form: "inline", values: [1, 1], named: [] }],
  ["source", { form: "inline", values: [1, 1], named: [], gives: "attribute" }],
  ["cssString", { form: "inline", values: [1, 1], named: [], gives: "css-value" }],
  ["cssColor", { form: "inline", values: [1, 1], named: [], gives: "css-value" }],
]);

/** Called by rewritten templates only; `checkProgram` refuses these names in what a person wrote. */
export const printHelper = "print a value";
export const partialNameHelper = "choose a partial";
/** The empty partial that stands in for one that was not found. */
export const noPartial = "no partial";
