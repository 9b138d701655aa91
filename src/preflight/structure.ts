import { PdfArray, PdfDictionary, PdfReference } from "./objects.ts";

/** A structure element (ISO 32000-1, 14.7.2). */
export interface StructureElement {
  readonly dictionary: PdfDictionary;
  /** As it stands in the file. */
  readonly type: string;
  /** After the role map. */
  readonly role: string;
  readonly parent: StructureElement | undefined;
  readonly children: StructureElement[];
  /** The marked content directly in it: the owner's object and the identifier, as {@link ../contentUse.ts} writes them. */
  readonly marks: string[];
  /** The objects, annotations mostly, directly in it. */
  readonly objects: PdfDictionary[];
}

/** The structure tree in reading order. */
export interface Structure {
  readonly elements: readonly StructureElement[];
  readonly roles: ReadonlyMap<string, string>;
  /** Types that the role map leads round in a circle. */
  readonly circular: readonly string[];
}

/** More nesting than any document has; a tree that goes round in a circle ends here. */
const deepest = 300;

/** Reads the structure tree; `undefined` where there is none. */
export function readStructure(catalog: PdfDictionary): Structure | undefined {
  const root = catalog.dictionary("StructTreeRoot");
  if (root === undefined) return undefined;
  const map = root.dictionary("RoleMap");
  const given = new Map([...(map?.entries.keys() ?? [])].map((key) => [key, map?.name(key) ?? ""]));
  const circular: string[] = [];
  const roles = new Map([...given.keys()].map((type) => [type, roleOf(type, given, circular)]));
  const elements: StructureElement[] = [];
  const seen = new Set<PdfDictionary>();

  const read = (kid: unknown, parent: StructureElement | undefined, page: string | undefined, depth: number): void => {
    if (typeof kid === "number") {
      if (parent !== undefined && page !== undefined) parent.marks.push(`${page} ${kid}`);
      return;
    }
    if (!(kid instanceof PdfDictionary) || depth > deepest) return;
    const own = pageOf(kid) ?? page;
    if (kid.name("Type") === "MCR") {
      const owner = streamOf(kid) ?? own;
      parent?.marks.push(`${owner ?? ""} ${kid.number("MCID") ?? -1}`);
    } else if (kid.name("Type") === "OBJR") {
      const object = kid.dictionary("Obj");
      if (object !== undefined) parent?.objects.push(object);
    } else if (!seen.has(kid)) {
      seen.add(kid);
      const type = kid.name("S") ?? "";
      const element: StructureElement = { dictionary: kid, type, role: roles.get(type) ?? type, parent, children: [], marks: [], objects: [] };
      elements.push(element);
      parent?.children.push(element);
      for (const below of kidsOf(kid)) read(below, element, own, depth + 1);
    }
  };
  for (const kid of kidsOf(root)) read(kid, undefined, undefined, 0);
  return { elements, roles, circular };
}

function kidsOf(node: PdfDictionary): readonly unknown[] {
  const kids = node.get("K");
  return kids instanceof PdfArray ? kids.values() : kids === undefined ? [] : [kids];
}

function pageOf(node: PdfDictionary): string | undefined {
  const page = node.entries.get("Pg");
  return page instanceof PdfReference ? page.id : undefined;
}

function streamOf(node: PdfDictionary): string | undefined {
  const stream = node.entries.get("Stm");
  return stream instanceof PdfReference ? stream.id : undefined;
}

function roleOf(type: string, given: ReadonlyMap<string, string>, circular: string[]): string {
  const passed = new Set<string>();
  let role = type;
  for (let next = given.get(role); next !== undefined; next = given.get(role)) {
    if (passed.has(role)) {
      circular.push(type);
      return type;
    }
    passed.add(role);
    role = next;
  }
  return role;
}

/** Whether the element of marked content, or one round it, says what the content means. */
export function hasActualText(structure: Structure | undefined, mark: string | undefined): boolean {
  const element = structure?.elements.find(({ marks }) => mark !== undefined && marks.includes(mark));
  for (let at = element; at !== undefined; at = at.parent) if (at.dictionary.has("ActualText")) return true;
  return false;
}
