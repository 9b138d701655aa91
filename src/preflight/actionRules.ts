import { contains, overlap, isEmpty, boxOf } from "./geometry.ts";
import type { PdfDictionary } from "./objects.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule } from "./rule.ts";

/** Action types that PDF/A forbids (ISO 19005-2, 6.5.1); X-4 forbids all. */
const forbidden = new Set(["Launch", "Sound", "Movie", "ResetForm", "ImportData", "Hide", "SetOCGState", "Rendition", "Trans", "GoTo3DView", "JavaScript"]);
const named = new Set(["NextPage", "PrevPage", "FirstPage", "LastPage"]);
const actionTypes = new Set([...forbidden, "GoTo", "GoToR", "GoToE", "Thread", "URI", "Named", "SubmitForm"]);

function* actions({ reachable, catalog }: PreflightDocument): Generator<{ readonly action: PdfDictionary; readonly type: string }> {
  for (const dictionary of reachable.dictionaries) {
    // An action need not say its Type; a structure element and an output intent have an S as well, so the place counts.
    const held = [dictionary.dictionary("A"), ...dictionary.oneOrMore("Next"), dictionary === catalog ? dictionary.dictionary("OpenAction") : undefined, dictionary.name("Type") === "Action" ? dictionary : undefined];
    for (const action of held) {
      const type = action?.name("S") ?? "";
      if (action !== undefined && actionTypes.has(type)) yield { action, type };
    }
  }
}

function isForbidden(action: PdfDictionary, type: string): boolean {
  return forbidden.has(type) || (type === "Named" && !named.has(action.name("N") ?? ""));
}

function distinct(faults: Iterable<Fault>): Fault[] {
  return [...new Map([...faults].map((fault) => [`${fault.object} ${fault.message}`, fault])).values()];
}

const exempt = new Set(["TrapNet", "PrinterMark"]);
const media = new Set(["3D", "Sound", "Screen", "Movie", "RichMedia"]);
const annotationFlags = { invisible: 1, hidden: 2, print: 4, noView: 32, toggleNoView: 256 };

function annotationFaults(document: PreflightDocument, fault: (annotation: PdfDictionary, subtype: string) => string | undefined): Fault[] {
  return document.pages.flatMap(({ number, annotations }) => annotations.flatMap((annotation) => {
    const message = fault(annotation, annotation.name("Subtype") ?? "");
    return when(message !== undefined, annotation.id, message ?? "", number);
  }));
}

function* insideBleed({ pages }: PreflightDocument): Generator<Fault> {
  for (const { number, boxes, annotations } of pages) {
    const bleed = boxes.BleedBox ?? boxes.TrimBox ?? boxes.ArtBox ?? boxes.MediaBox;
    for (const annotation of annotations) {
      const box = boxOf(annotation.array("Rect"));
      const subtype = annotation.name("Subtype") ?? "";
      const isInside = box !== undefined && (!isEmpty(overlap(bleed, box)) || contains(bleed, box));
      if (isInside && !exempt.has(subtype)) yield { object: annotation.id, page: number, message: `An annotation (${subtype}) lies inside the printed area.` };
    }
  }
}

function flagFault(annotation: PdfDictionary, subtype: string): string | undefined {
  if (subtype === "Popup") return undefined;
  const flags = annotation.number("F") ?? 0;
  const { print, invisible, hidden, noView, toggleNoView } = annotationFlags;
  if ((flags & print) === 0) return "The annotation's flag Print is not set.";
  return (flags & (invisible | hidden | noView | toggleNoView)) === 0 ? undefined : "The annotation is hidden.";
}

/** Links and what has no size need no appearance (ISO 19005-2, 6.3.3). */
function appearanceFault(annotation: PdfDictionary, subtype: string): string | undefined {
  const [x1, y1, x2, y2] = annotation.array("Rect")?.numbers() ?? [];
  if (subtype === "Popup" || subtype === "Link" || (x1 === x2 && y1 === y2)) return undefined;
  return annotation.dictionary("AP")?.dictionary("N") === undefined ? "The annotation has no appearance." : undefined;
}

/** Rules about what happens when a file is read: actions, annotations, forms. */
export const actionRules: readonly Rule[] = [
  {
    id: "actions/any", severity: "error", demanded: { x4: "" }, subject: "12.6",
    what: "There are no actions.", hint: "Leave links and bookmarks' actions out of the file for print.",
    check: (document) => distinct([...actions(document)].filter(({ action, type }) => !isForbidden(action, type)).map(({ action, type }) => ({ object: action.id, message: `There is an action (${type}).` }))),
  },
  {
    id: "actions/forbidden", severity: "error", demanded: { x4: "", a: "6.5.1" }, subject: "12.6.4",
    what: "There is no JavaScript, and no action that starts programs, plays media or changes what is shown.", hint: "Take the action away.",
    check: (document) => distinct([...actions(document)].filter(({ action, type }) => isForbidden(action, type)).map(({ action, type }) => ({ object: action.id, message: `There is an action ${type}.` }))),
  },
  {
    id: "actions/script-names", severity: "error", demanded: { x4: "", a: "6.5.1" }, subject: "7.7.4",
    what: "The document has no scripts of its own (Names/JavaScript).", hint: "Take the scripts away.",
    check: ({ catalog }) => when(catalog.dictionary("Names")?.has("JavaScript") === true, catalog.id, "The document has scripts of its own."),
  },
  {
    id: "actions/triggers", severity: "error", demanded: { x4: "", a: "6.5.2" }, subject: "12.6.3",
    what: "Nothing has trigger events (AA).", hint: "Take the additional actions away.",
    check: ({ reachable, catalog, pages }) => reachable.dictionaries
      .filter((holder) => holder.dictionary("AA") !== undefined && (holder === catalog || pages.some(({ dictionary }) => dictionary === holder) || holder.has("Subtype") || holder.has("FT")))
      .map(({ id }) => ({ object: id, message: "There are actions that the reader starts by opening, closing or pointing." })),
  },
  {
    id: "annotations/inside-bleed", severity: "error", demanded: { x4: "" }, subject: "12.5",
    what: "Annotations, links and form fields among them, lie outside the BleedBox.", hint: "Leave links, notes and fields out of the file for print.",
    check: insideBleed,
  },
  {
    id: "annotations/media", severity: "error", demanded: { a: "6.3.1" }, subject: "12.5.6",
    what: "No annotation plays sound, film or 3D.", hint: "Put a picture in its place.",
    check: (document) => annotationFaults(document, (_, subtype) => (media.has(subtype) ? `There is an annotation ${subtype}.` : undefined)),
  },
  {
    id: "annotations/flags", severity: "error", demanded: { a: "6.3.2" }, subject: "12.5.3",
    what: "Annotations are printed and not hidden.", hint: "Set the flag Print and clear the others.",
    check: (document) => annotationFaults(document, flagFault),
  },
  {
    id: "annotations/appearance", severity: "error", demanded: { a: "6.3.3" }, subject: "12.5.5",
    what: "Annotations but links have an appearance.", hint: "Give the annotation an appearance stream.",
    check: (document) => annotationFaults(document, appearanceFault),
  },
  {
    id: "forms/xfa", severity: "error", demanded: { x4: "", a: "6.4.2", ua: "7.15" }, subject: "12.7.8",
    what: "There is no XFA form.", hint: "Save the form as a plain PDF.",
    check: ({ catalog }) => when(catalog.dictionary("AcroForm")?.has("XFA") === true, catalog.id, "The file holds an XFA form."),
  },
  {
    id: "forms/need-appearances", severity: "error", demanded: { a: "6.4.1" }, subject: "12.7.2",
    what: "Form fields show what stands in the file (NeedAppearances is not true).", hint: "Save the form with its appearances.",
    check: ({ catalog }) => when(catalog.dictionary("AcroForm")?.boolean("NeedAppearances") === true, catalog.id, "Form fields are drawn by the reader, not by the file."),
  },
];
