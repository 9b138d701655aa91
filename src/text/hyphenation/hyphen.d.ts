/** The part of the package hyphen that is used; the patterns are data, which `hyphenators.ts` checks. */
declare module "hyphen" {
  interface Options {
    readonly hyphenChar: string;
    readonly html: boolean;
    readonly minWordLength: number;
  }
  export default function createHyphenator(patterns: readonly unknown[], options: Options): (text: string) => string;
}
