import type { ContentFaultKind } from "./contentUse.ts";
import { PdfArray, type PdfDictionary } from "./objects.ts";
import type { PreflightDocument } from "./preflightDocument.ts";
import { when, type Fault, type Rule } from "./rule.ts";
import { standardTypes } from "./standardTypes.ts";
import type { StructureElement } from "./structure.ts";

function inContent({ content }: PreflightDocument, kind: ContentFaultKind, message: string): Fault[] {
  return [...content.faults.values()].filter((fault) => fault.kind === kind).map(({ object, page }) => ({ object, page, message }));
}

function inElements({ structure }: PreflightDocument, fault: (element: StructureElement) => string | undefined): Fault[] {
  return (structure?.elements ?? []).flatMap((element) => {
    const message = fault(element);
    return when(message !== undefined, element.dictionary.id, message ?? "");
  });
}

/** Marks in content that no element holds; where there is no tree, another rule says so. */
function orphans({ content, structure }: PreflightDocument): Fault[] {
  if (structure === undefined) return [];
  const held = new Set(structure.elements.flatMap(({ marks }) => marks));
  const orphaned = [...content.marks].filter(([key]) => !held.has(key)).map(([, { page, owner }]) => ({ object: owner, page, message: "Tagged content hangs on no structure element." }));
  return [...new Map(orphaned.map((fault) => [fault.object, fault])).values()];
}

/** Heading levels in reading order (ISO 14289-1, 7.4.2): the first is 1, and each is at most one deeper than the one before. */
function headingFaults({ structure }: PreflightDocument): Fault[] {
  let before = 0;
  return (structure?.elements ?? []).flatMap(({ role, dictionary }) => {
    const level = Number(/^H(\d+)$/.exec(role)?.[1] ?? 0);
    if (level === 0) return [];
    const skips = level > before + 1;
    const message = before === 0 ? `The first heading is H${level}.` : `A heading H${level} follows H${before}.`;
    before = level;
    return when(skips, dictionary.id, message);
  });
}

function mixedHeadings({ structure, catalog }: PreflightDocument): Fault[] {
  const roles = new Set((structure?.elements ?? []).map(({ role }) => role));
  return when(roles.has("H") && [...roles].some((role) => /^H\d+$/.test(role)), catalog.id, "There are both headings H and headings H1, H2.");
}

function alternativeOf({ dictionary }: StructureElement): string | undefined {
  return dictionary.text("Alt") ?? dictionary.text("ActualText");
}

/** An attribute of an element (ISO 32000-1, 14.7.5). */
function attribute(element: StructureElement, key: string): unknown {
  return element.dictionary.oneOrMore("A").map((attributes) => attributes.get(key)).find((value) => value !== undefined);
}

/** Which elements may hold those that belong nowhere else (ISO 32000-1, 14.8.4.3). */
const parents: Readonly<Record<string, readonly string[]>> = {
  TR: ["Table", "THead", "TBody", "TFoot"], TH: ["TR"], TD: ["TR"], THead: ["Table"], TBody: ["Table"], TFoot: ["Table"],
  LI: ["L"], Lbl: ["LI", "Note", "TOCI", "BibEntry", "Reference", "Sect", "P", "Span", "Form", "Formula", "Figure", "Caption"], LBody: ["LI"], TOCI: ["TOC"],
};

function nestingFault({ role, parent }: StructureElement): string | undefined {
  const allowed = parents[role];
  if (allowed === undefined || (parent !== undefined && allowed.includes(parent.role))) return undefined;
  return `${role} stands in ${parent?.role ?? "the root"}.`;
}

function tagged({ structure }: PreflightDocument): Map<PdfDictionary, StructureElement> {
  return new Map((structure?.elements ?? []).flatMap((element) => element.objects.map((object) => [object, element] as const)));
}

const exempt = new Set(["Popup", "PrinterMark", "TrapNet"]);
const annotationFlags = { hidden: 2 };

function annotationFaults(document: PreflightDocument, fault: (annotation: PdfDictionary, subtype: string, element: StructureElement | undefined) => string | undefined): Fault[] {
  const elements = tagged(document);
  return document.pages.flatMap(({ number, annotations }) => annotations.flatMap((annotation) => {
    const subtype = annotation.name("Subtype") ?? "";
    if (exempt.has(subtype) || ((annotation.number("F") ?? 0) & annotationFlags.hidden) !== 0) return [];
    const message = fault(annotation, subtype, elements.get(annotation));
    return when(message !== undefined, annotation.id, message ?? "", number);
  }));
}

const wantedRole: Readonly<Record<string, string>> = { Link: "Link", Widget: "Form" };

function duplicateIds({ structure }: PreflightDocument): Fault[] {
  const seen = new Set<string>();
  return (structure?.elements ?? []).filter(({ role }) => role === "Note").flatMap(({ dictionary }) => {
    const id = dictionary.text("ID");
    const message = id === undefined || id === "" ? "A note has no ID." : seen.has(id) ? `Two notes have the ID ${id}.` : undefined;
    if (id !== undefined) seen.add(id);
    return when(message !== undefined, dictionary.id, message ?? "");
  });
}

function pagesWithoutOrder({ pages }: PreflightDocument): Fault[] {
  return pages.filter(({ annotations, dictionary }) => annotations.length > 0 && dictionary.name("Tabs") !== "S")
    .map(({ dictionary, number }) => ({ object: dictionary.id, page: number, message: "The tab order on the page is not that of the structure (Tabs S)." }));
}

const scopes = new Set(["Row", "Column", "Both"]);

function lacksScope(element: StructureElement): boolean {
  const scope = attribute(element, "Scope");
  const headers = attribute(element, "Headers");
  const given = typeof scope === "object" && scope !== null && "value" in scope ? String(scope.value) : "";
  return !scopes.has(given) && !(headers instanceof PdfArray);
}

const languageTag = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** Rules about the structure tree and tags. */
export const tagRules: readonly Rule[] = [
  {
    id: "tags/marked", severity: "error", demanded: { aa: "6.7.2.2", ua: "7.1" }, subject: "14.7.1",
    what: "The catalog says that the file is tagged: MarkInfo with Marked true.", hint: "Save the file as tagged PDF.",
    check: ({ catalog }) => when(catalog.dictionary("MarkInfo")?.boolean("Marked") !== true, catalog.id, "The file does not say that it is tagged."),
  },
  {
    id: "tags/suspects", severity: "error", demanded: { ua: "7.1" }, subject: "14.7.1",
    what: "The tags are not suspect (MarkInfo/Suspects).", hint: "Check the tags and take Suspects away.",
    check: ({ catalog }) => when(catalog.dictionary("MarkInfo")?.boolean("Suspects") === true, catalog.id, "The file says that its tags may be wrong."),
  },
  {
    id: "tags/tree", severity: "error", demanded: { aa: "6.7.3.3", ua: "7.1" }, subject: "14.7.2",
    what: "The file has a structure tree.", hint: "Save the file as tagged PDF.",
    check: ({ structure, catalog }) => when(structure === undefined, catalog.id, "The file has no structure tree."),
  },
  {
    id: "tags/untagged", severity: "error", demanded: { ua: "7.1" }, subject: "14.8.2.2",
    what: "All content is tagged or an artifact.", hint: "Tag the content, or mark it as an artifact.",
    check: (document) => inContent(document, "untagged", "Content is neither tagged nor an artifact."),
  },
  {
    id: "tags/artifact-inside", severity: "error", demanded: { ua: "7.1" }, subject: "14.8.2.2",
    what: "No artifact stands inside tagged content.", hint: "End the tagged content before the artifact.",
    check: (document) => inContent(document, "artifact-inside-tag", "An artifact stands inside tagged content."),
  },
  {
    id: "tags/inside-artifact", severity: "error", demanded: { ua: "7.1" }, subject: "14.8.2.2",
    what: "No tagged content stands inside an artifact.", hint: "End the artifact before the tagged content.",
    check: (document) => inContent(document, "tag-inside-artifact", "Tagged content stands inside an artifact."),
  },
  {
    id: "tags/unbalanced", severity: "error", demanded: { x4: "", a: "", ua: "" }, subject: "14.6.1",
    what: "Marked content is ended where it is begun.", hint: "Save the file anew.",
    check: ({ content }) => [...content.faults.values()].filter(({ kind }) => kind === "unbalanced-marks").map(({ object, page, detail }) => ({ object, page, message: `In the content ${detail}.` })),
  },
  {
    id: "tags/orphan", severity: "error", demanded: { ua: "7.1" }, subject: "14.7.4.2",
    what: "Tagged content hangs on a structure element.", hint: "Save the file anew as tagged PDF.",
    check: orphans,
  },
  {
    id: "tags/role-map", severity: "error", demanded: { aa: "6.7.3.4", ua: "7.1" }, subject: "14.7.3",
    what: "Every type of element is a standard one or mapped to one.", hint: "Map the type to a standard one in the role map.",
    check: (document) => inElements(document, ({ type, role }) => (standardTypes.has(role) || document.structure?.circular.includes(type) === true ? undefined : `The type ${type} is not mapped to a standard one.`)),
  },
  {
    id: "tags/role-circle", severity: "error", demanded: { aa: "6.7.3.4", ua: "7.1" }, subject: "14.7.3",
    what: "The role map does not lead round in a circle.", hint: "Map the types to standard ones.",
    check: ({ structure, catalog }) => (structure?.circular ?? []).slice(0, 1).map((type) => ({ object: catalog.dictionary("StructTreeRoot")?.id ?? catalog.id, message: `The role map leads from ${type} back to it.` })),
  },
  {
    id: "tags/role-standard", severity: "error", demanded: { ua: "7.1" }, subject: "14.7.3",
    what: "Standard types are not mapped to others.", hint: "Take the standard type out of the role map.",
    check: ({ structure, catalog }) => [...(structure?.roles ?? [])].filter(([type, role]) => standardTypes.has(type) && role !== type)
      .map(([type, role]) => ({ object: catalog.dictionary("StructTreeRoot")?.id ?? catalog.id, message: `The standard type ${type} is mapped to ${role}.` })),
  },
  {
    id: "tags/language", severity: "error", demanded: { aa: "6.7.4", ua: "7.2" }, subject: "14.9.2",
    what: "The catalog says the document's language.", hint: "Set Lang: ar, fa, ur …",
    check: ({ catalog }) => when(!languageTag.test(catalog.text("Lang") ?? ""), catalog.id, catalog.has("Lang") ? `The language ${catalog.text("Lang") ?? ""} is none.` : "The file does not say its language."),
  },
  {
    id: "tags/display-title", severity: "error", demanded: { ua: "7.1" }, subject: "12.2",
    what: "Readers show the title, not the file's name (DisplayDocTitle).", hint: "Set ViewerPreferences/DisplayDocTitle.",
    check: ({ catalog }) => when(catalog.dictionary("ViewerPreferences")?.boolean("DisplayDocTitle") !== true, catalog.id, "Readers show the file's name instead of the title."),
  },
  {
    id: "tags/tab-order", severity: "error", demanded: { ua: "7.18.3" }, subject: "12.5",
    what: "Pages with annotations have the tab order of the structure.", hint: "Set Tabs to S on the page.",
    check: pagesWithoutOrder,
  },
  {
    id: "tags/heading-levels", severity: "error", demanded: { ua: "7.4.2" }, subject: "14.8.4.3.2",
    what: "Heading levels begin with 1 and skip none.", hint: "Set the levels of headings anew.",
    check: headingFaults,
  },
  {
    id: "tags/heading-kinds", severity: "error", demanded: { ua: "7.4.4" }, subject: "14.8.4.3.2",
    what: "Headings are either all H or all H1, H2 …", hint: "Use H1, H2 …",
    check: mixedHeadings,
  },
  {
    id: "tags/figure-alternative", severity: "error", demanded: { ua: "7.3" }, subject: "14.9.3",
    what: "Figures say in words what they show.", hint: "Give the figure an Alt, or make it an artifact.",
    check: (document) => inElements(document, (element) => (element.role === "Figure" && (alternativeOf(element) ?? "").trim() === "" ? "A figure has no Alt." : undefined)),
  },
  {
    id: "tags/formula-alternative", severity: "error", demanded: { ua: "7.7" }, subject: "14.9.3",
    what: "Formulas say in words what they mean.", hint: "Give the formula an Alt.",
    check: (document) => inElements(document, (element) => (element.role === "Formula" && (alternativeOf(element) ?? "").trim() === "" ? "A formula has no Alt." : undefined)),
  },
  {
    id: "tags/note-identifier", severity: "error", demanded: { ua: "7.9" }, subject: "14.8.4.4",
    what: "Every note has an ID of its own.", hint: "Give each note another ID.",
    check: duplicateIds,
  },
  {
    id: "tags/header-scope", severity: "error", demanded: { ua: "7.5" }, subject: "14.8.5.7",
    what: "Headers of tables say what they head (Scope), unless they have Headers.", hint: "Give TH the attribute Scope: Row, Column or Both.",
    check: (document) => inElements(document, (element) => (element.role === "TH" && lacksScope(element) ? "A header of a table has no Scope." : undefined)),
  },
  {
    id: "tags/nesting", severity: "error", demanded: { ua: "7.2" }, subject: "14.8.4.3",
    what: "Parts of tables and lists stand where they belong.", hint: "Put the element into its table or list.",
    check: (document) => inElements(document, nestingFault),
  },
  {
    id: "tags/annotation", severity: "error", demanded: { ua: "7.18.1" }, subject: "14.7.4.3",
    what: "Links hang on a Link element, fields on a Form element, other annotations on an element of their own (OBJR).", hint: "Tag the annotation.",
    check: (document) => annotationFaults(document, (_, subtype, element) => {
      if (element === undefined) return `An annotation (${subtype}) is not tagged.`;
      const wanted = wantedRole[subtype];
      return wanted === undefined || element.role === wanted ? undefined : `An annotation (${subtype}) is tagged as ${element.role}.`;
    }),
  },
  {
    id: "tags/annotation-contents", severity: "error", demanded: { ua: "7.18.1" }, subject: "12.5.2",
    what: "Links and other annotations say in words what they are for (Contents).", hint: "Give the annotation Contents.",
    check: (document) => annotationFaults(document, (annotation, subtype, element) => {
      const told = annotation.text("Contents") ?? annotation.text("TU") ?? (subtype === "Link" ? undefined : element?.dictionary.text("Alt"));
      return subtype === "Widget" || (told ?? "").trim() !== "" ? undefined : `An annotation (${subtype}) has no Contents.`;
    }),
  },
];
