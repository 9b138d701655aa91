/**
 * Where in the markup a point of a template stands, as far as it decides whether a value is safe there. `tag` is anywhere inside a tag but in an
 * attribute's value; `raw-text` is inside `script`, `style` and the like, where no escape is understood.
 */
export interface MarkupPlace {
  readonly at: "text" | "tag" | "before-value" | "double-quoted" | "single-quoted" | "unquoted" | "comment" | "raw-text";
  /** The tag being read, or the raw text's element; lower case. */
  readonly element: string;
  /** The attribute whose value is being read; lower case. */
  readonly attribute?: string;
}

export const textPlace: MarkupPlace = { at: "text", element: "" };

/** Elements whose content the HTML parser takes as it stands (HTML Living Standard, 13.1.2, raw text elements, and those parsed like them). */
const rawTextElements: ReadonlySet<string> = new Set(["script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext", "noscript"]);

/** The place after a stretch of a template's own markup (the tokenizer of the HTML Living Standard, 13.2.5, as far as places go). */
export function placeAfter(place: MarkupPlace, markup: string): MarkupPlace {
  let current = place;
  let rest = markup;
  while (rest !== "") {
    const { next, taken } = step(current, rest);
    current = next;
    rest = rest.slice(taken);
  }
  return current;
}

export function samePlace(a: MarkupPlace, b: MarkupPlace): boolean {
  return a.at === b.at && (a.at === "text" || (a.element === b.element && a.attribute === b.attribute));
}

interface Step {
  readonly next: MarkupPlace;
  readonly taken: number;
}

function step(place: MarkupPlace, rest: string): Step {
  const { element } = place;
  switch (place.at) {
    case "text": return fromText(rest);
    case "comment": return until(rest, /--!?>/, place, textPlace);
    case "raw-text": return until(rest, new RegExp(`</${element}(?=[\\s/>])[^>]*>`, "i"), place, textPlace);
    case "double-quoted": return until(rest, /"/, place, { at: "tag", element });
    case "single-quoted": return until(rest, /'/, place, { at: "tag", element });
    case "unquoted": return fromUnquoted(rest, place);
    case "before-value": return fromBeforeValue(rest, place);
    case "tag": return fromTag(rest, place);
  }
}

function fromText(rest: string): Step {
  const match = /<(?:!--|\/?([a-z][^\s/>]*)|[!?/]|$)/i.exec(rest);
  if (!match) return { next: textPlace, taken: rest.length };
  const taken = match.index + match[0].length;
  if (match[0] === "<!--") return { next: { at: "comment", element: "" }, taken };
  const name = (match[1] ?? "").toLowerCase();
  return { next: { at: "tag", element: match[0].startsWith("</") ? `/${name}` : name }, taken };
}

function fromTag(rest: string, place: MarkupPlace): Step {
  // An equals sign that begins an attribute's name belongs to the name (13.2.5.32).
  const match = />|([^\s/>][^\s/>=]*)\s*=/.exec(rest);
  if (!match) return { next: place, taken: rest.length };
  const { element } = place;
  const next: MarkupPlace = match[0] === ">" ? afterTag(element) : { at: "before-value", element, attribute: match[1]?.toLowerCase() ?? "" };
  return { next, taken: match.index + match[0].length };
}

function fromBeforeValue(rest: string, place: MarkupPlace): Step {
  const first = /\S/.exec(rest);
  if (!first) return { next: place, taken: rest.length };
  const taken = first.index + 1;
  switch (first[0]) {
    case ">": return { next: afterTag(place.element), taken };
    case '"': return { next: { ...place, at: "double-quoted" }, taken };
    case "'": return { next: { ...place, at: "single-quoted" }, taken };
    default: return { next: { ...place, at: "unquoted" }, taken: first.index };
  }
}

function fromUnquoted(rest: string, place: MarkupPlace): Step {
  const match = /[\s>]/.exec(rest);
  if (!match) return { next: place, taken: rest.length };
  const { element } = place;
  return { next: match[0] === ">" ? afterTag(element) : { at: "tag", element }, taken: match.index + 1 };
}

function afterTag(element: string): MarkupPlace {
  return rawTextElements.has(element) ? { at: "raw-text", element } : textPlace;
}

function until(rest: string, end: RegExp, inside: MarkupPlace, after: MarkupPlace): Step {
  const match = end.exec(rest);
  return match ? { next: after, taken: match.index + match[0].length } : { next: inside, taken: rest.length };
}
