/** The parts of css-tree that are loaded on their own: its full entry costs several times their load time. */
declare module "css-tree/parser" {
  import { parse } from "css-tree";
  export default parse;
}

declare module "css-tree/tokenizer" {
  /** Calls back for each token of CSS Syntax 3, section 4, with its type and its range in the source. */
  export function tokenize(source: string, onToken: (type: number, start: number, end: number) => void): void;
  export const Ident: number;
  export const Function: number;
  export const BadString: number;
  export const BadUrl: number;
  export const Comment: number;
  export const WhiteSpace: number;
  export const Comma: number;
  export const LeftSquareBracket: number;
  export const RightSquareBracket: number;
  export const LeftParenthesis: number;
  export const RightParenthesis: number;
  export const LeftCurlyBracket: number;
  export const RightCurlyBracket: number;
}
