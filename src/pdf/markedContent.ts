import type { Artifact, Rect, Role } from "../layout/index.ts";
import type { ContentStream } from "./contentStream.ts";
import { decimal } from "./decimal.ts";
import type { StructureContent } from "./structureTree.ts";

/**
 * The marked-content sequences of a page (ISO 32000-1, 14.6). One is open at a time: a sequence inside another would belong to two elements
 * (14.7.4.2), and none may reach over the beginning or end of a text object.
 */
export interface MarkedContent {
  /** Sees to it that what follows belongs to a role; a sequence goes on where that is the role's already. */
  readonly enter: (role: Role) => void;
  /** The same for the content of an element by its number. */
  readonly enterElement: (structure: number) => void;
  /** Ends the open sequence, if there is one. */
  readonly leave: () => void;
}

/** @param pageIndex from 0 @param pageHeight pt */
export function openMarkedContent(content: ContentStream, structure: StructureContent, pageIndex: number, pageHeight: number): MarkedContent {
  let artifact: Artifact | undefined;
  let element: number | undefined;

  function leave(): void {
    if (artifact !== undefined || element !== undefined) content.writeLine("EMC");
    artifact = undefined;
    element = undefined;
  }

  function enterElement(id: number): void {
    if (id === element) return;
    leave();
    content.writeLine(`/${structure.typeOf(id)} <</MCID ${structure.claim(pageIndex, id)}>> BDC`);
    element = id;
  }

  function enterArtifact(wanted: Artifact): void {
    if (artifact !== undefined && sameArtifact(artifact, wanted)) return;
    leave();
    content.writeLine(`/Artifact <<${propertiesOf(wanted, pageHeight)}>> BDC`);
    artifact = wanted;
  }

  return {
    enter: (role) => {
      if (role.kind === "content") enterElement(role.structure);
      else enterArtifact(role);
    },
    enterElement,
    leave,
  };
}

function sameArtifact(a: Artifact, b: Artifact): boolean {
  return a === b || (a.type === b.type && a.subtype === b.subtype && a.attached?.join() === b.attached?.join() && sameBox(a.box, b.box));
}

function sameBox(a: Rect | undefined, b: Rect | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height);
}

/** ISO 32000-1, table 330. */
function propertiesOf({ type, subtype, attached, box }: Artifact, pageHeight: number): string {
  const properties = [`/Type /${type}`];
  if (subtype !== undefined) properties.push(`/Subtype /${subtype}`);
  if (box !== undefined) {
    const corners = [box.x, pageHeight - box.y - box.height, box.x + box.width, pageHeight - box.y];
    properties.push(`/BBox [${corners.map(decimal).join(" ")}]`);
  }
  if (attached !== undefined) properties.push(`/Attached [${attached.map((edge) => `/${edge}`).join(" ")}]`);
  return properties.join(" ");
}
