import { addressEndFrom, webAddresses } from "./webAddresses.ts";

/** Part of a text; with an address where it leads somewhere. */
export interface LinkedPart {
  readonly text: string;
  readonly href?: string;
}

interface Address {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly href: string;
}

const scheme = /^https?:\/\/./iu;
/** After an Arabic letter too: «وwww.example.org». */
const host = /(?<![a-z0-9.@/_-])www\.(?=[a-z0-9-]+\.[a-z])/giu;
const mail = /(?<![a-z0-9._%+@/-])[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![a-z0-9-])/giu;

/**
 * Parts a text where addresses of the web (`https://…`, `http://…`, `www.…`) and of mail begin and end; all parts together are the text. Punctuation
 * after an address belongs to the sentence.
 */
export function linkAddresses(text: string): LinkedPart[] {
  const parts: LinkedPart[] = [];
  let from = 0;
  for (const { start, end, href } of addressesIn(text)) {
    if (start < from) continue;
    if (start > from) parts.push({ text: text.slice(from, start) });
    parts.push({ text: text.slice(start, end), href });
    from = end;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function addressesIn(text: string): Address[] {
  const found: Address[] = [];
  for (const { start, end } of webAddresses(text)) {
    const href = text.slice(start, end);
    if (scheme.test(href)) found.push({ start, end, href });
  }
  for (const { index } of text.matchAll(host)) {
    const end = addressEndFrom(text, index);
    found.push({ start: index, end, href: `https://${text.slice(index, end)}` });
  }
  for (const { 0: address, index } of text.matchAll(mail)) found.push({ start: index, end: index + address.length, href: `mailto:${address}` });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}
