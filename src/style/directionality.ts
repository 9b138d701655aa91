import { isTag, isText, type Element } from "domhandler";

export type Direction = "rtl" | "ltr";

/** What an element is whose ancestors say nothing of a direction: bulletins are Arabic. */
const defaultDirection: Direction = "rtl";

/** An element's directionality (HTML Living Standard, 3.2.6.4): its own `dir`, else that of its nearest ancestor which has one. */
export function directionality(element: Element): Direction {
  for (let current: Element | undefined = element; current; current = parentOf(current)) {
    const dir = current.attribs["dir"]?.toLowerCase();
    if (dir === "rtl" || dir === "ltr") return dir;
    if (dir === "auto" || current.name === "bdi") return firstStrong(current) ?? "ltr";
  }
  return defaultDirection;
}

function parentOf({ parent }: Element): Element | undefined {
  return parent && isTag(parent) ? parent : undefined;
}

const ownDirection: ReadonlySet<string> = new Set(["bdi", "script", "style", "textarea"]);

/** The direction of the first letter in an element's text, that of descendants with a direction of their own left out. */
function firstStrong(element: Element): Direction | undefined {
  for (const child of element.children) {
    if (isText(child)) {
      const direction = directionOfText(child.data);
      if (direction) return direction;
    } else if (isTag(child) && !ownDirection.has(child.name) && !/^(?:rtl|ltr|auto)$/i.test(child.attribs["dir"] ?? "")) {
      const direction = firstStrong(child);
      if (direction) return direction;
    }
  }
  return undefined;
}

const strong = /[\p{L}\u200E\u200F\u061C]/u;
const rightToLeft =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Yezidi}\u200F\u061C]/u;

/** Rules P2 and P3 of UAX #9, of whose strong characters letters and direction marks are the ones that text begins with. */
function directionOfText(text: string): Direction | undefined {
  const [character] = strong.exec(text) ?? [];
  if (character === undefined) return undefined;
  return rightToLeft.test(character) ? "rtl" : "ltr";
}
