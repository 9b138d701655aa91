import { isClosingBracket } from "./characters.ts";

/** A part of a text by UTF-16 offsets; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

const schemeCharacter = /[a-z0-9+.-]/iu;
const longestScheme = 30;
const addressEnd = /[\s"«»“”„<>،؛؟]/u;
const ascii = /[!-~]/u;
const trailing = /[.,:;!?']/u;

/**
 * Finds the addresses with a scheme (RFC 3986: `https://…`). An Arabic letter belongs to an address after its first slash, or in a host that begins with
 * one; punctuation and closing brackets at the end belong to the sentence.
 */
export function webAddresses(text: string): TextRange[] {
  const found: TextRange[] = [];
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", Math.max(at + 3, found.at(-1)?.end ?? 0))) {
    const start = schemeStart(text, at);
    if (start < at) found.push({ start, end: addressEndFrom(text, at + 3) });
  }
  return found;
}

function schemeStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < longestScheme && schemeCharacter.test(text.charAt(start - 1))) start--;
  return start;
}

/** Where an address ends that begins, or goes on, at an offset. */
export function addressEndFrom(text: string, from: number): number {
  let end = from;
  let anyLetter = !ascii.test(text.charAt(from));
  while (end < text.length && !addressEnd.test(text.charAt(end)) && (anyLetter || ascii.test(text.charAt(end)))) {
    anyLetter ||= text[end] === "/";
    end++;
  }
  while (end > from && (trailing.test(text.charAt(end - 1)) || isClosingBracket(text[end - 1]))) end--;
  return end;
}
