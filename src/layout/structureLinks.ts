import type { Report, SourceSpan } from "../diagnostics/index.ts";
import type { StyledElement } from "../style/index.ts";
import type { LinkTarget, StructureLink, StructureType } from "./displayList.ts";

/** Where something comes to stand: set when its text is placed; page 0 until then. */
export interface Place {
  page: number;
  /** pt from the MediaBox's top. */
  y: number;
}

/** Something that waits for the text that comes next, to stand where that stands. */
export interface Awaiting {
  place: Place | undefined;
}

/** A link in the markup. */
export interface LinkDraft {
  readonly element: StyledElement;
  readonly href: string;
  /** What it says of itself. */
  readonly contents: string;
  /** In the copy, or else in the markup. */
  readonly place: () => SourceSpan | undefined;
  /** What it is where nothing leads anywhere. */
  readonly plain: StructureType;
}

/** Schemes that lead out of the document. */
const schemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:", "tel:"]);

/** The links of a document and the elements that they may lead to. */
export interface Links {
  /** Takes note of an element that a link may lead to by its `id`; of several the first counts (HTML Living Standard, 7.4.6.4). */
  readonly note: (element: StyledElement, awaiting: () => Awaiting) => void;
  /** A link with where it leads; `undefined`, and a warning, where that is nowhere. */
  readonly resolve: (draft: LinkDraft) => StructureLink | undefined;
}

/**
 * Opens the links of a document.
 *
 * `resolve` is for after everything has been placed. Reports `layout/broken-link` (warning: no element has the `id`, or the address is none that
 * leads from a file to the web, to mail or to a telephone).
 */
export function openLinks(report: Report): Links {
  const marked = new Map<string, Awaiting>();
  /** An element that several drafts come from is told of once. */
  const targets = new Map<StyledElement, LinkTarget | undefined>();

  const warn = ({ place }: LinkDraft, message: string, hint: string): void => {
    const span = place();
    report({ severity: "warning", code: "layout/broken-link", message, ...(span && { span }), hint });
  };

  const within = (draft: LinkDraft, id: string): LinkTarget | undefined => {
    const place = marked.get(id)?.place;
    if (place !== undefined && place.page > 0) return { kind: "place", page: place.page, y: place.y };
    if (id === "" || id.toLowerCase() === "top") return { kind: "place", page: 1, y: 0 };
    warn(draft, `The link to “#${id}” leads nowhere: no element that is printed has this id.`, "Give the element that it should lead to this id, or correct the href.");
    return undefined;
  };

  const abroad = (draft: LinkDraft): LinkTarget | undefined => {
    const url = URL.canParse(draft.href) ? new URL(draft.href) : undefined;
    // An action's URI is ASCII (ISO 32000-1, 12.6.4.7); so is a parsed address.
    if (url !== undefined && schemes.has(url.protocol)) return { kind: "uri", uri: url.href };
    warn(
      draft, `The link to “${draft.href}” leads nowhere: a file can lead to an address of the web, of mail, of a telephone, or to a place within itself.`,
      "Write the address whole, as in https://example.org/page, mailto:desk@example.org, tel:+20212345 or #id.",
    );
    return undefined;
  };

  return {
    note({ attributes }, awaiting) {
      const id = attributes["id"];
      if (id !== undefined && id !== "" && !marked.has(id)) marked.set(id, awaiting());
    },
    resolve(draft) {
      const { element, href } = draft;
      if (!targets.has(element)) targets.set(element, href.startsWith("#") ? within(draft, fragmentOf(href)) : abroad(draft));
      const target = targets.get(element);
      return target && { target, contents: shortened(draft.contents), plain: draft.plain };
    },
  };
}

/** Characters of what a link says of itself: it is said again of each of its lines, and a link may be round a whole article. */
const longestContents = 300;

function shortened(text: string): string {
  if (text.length <= longestContents) return text;
  const [start] = new RegExp(`^.{0,${longestContents}}(?=\\s)`, "su").exec(text) ?? [Array.from(text).slice(0, longestContents).join("")];
  return start.length < text.length ? `${start.trimEnd()}…` : text;
}

function fragmentOf(href: string): string {
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}
