import { isTag, type Element } from "domhandler";

/** Counted from 1, from either end; a number of 0 means that the element is not among those counted. */
interface Position {
  readonly fromStart: number;
  readonly fromEnd: number;
}

/** Places of elements among their siblings, counted once for all children of a parent. */
export type SiblingPositions = (element: Element) => Position;

const nowhere: Position = { fromStart: 0, fromEnd: 0 };

/**
 * Counts siblings, as `:nth-child()` and its kin ask (CSS Selectors 4, section 14).
 *
 * @param groupOf Siblings of one group are counted together; `undefined` leaves an element out.
 */
export function siblingPositions(groupOf: (element: Element) => string | undefined): SiblingPositions {
  const known = new WeakMap<Element, Position>();
  const count = (siblings: readonly Element[]): void => {
    const groups = new Map<string, Element[]>();
    for (const sibling of siblings) {
      const group = groupOf(sibling);
      if (group === undefined) known.set(sibling, nowhere);
      else {
        const members = groups.get(group);
        if (members) members.push(sibling);
        else groups.set(group, [sibling]);
      }
    }
    for (const members of groups.values()) {
      for (const [i, member] of members.entries()) known.set(member, { fromStart: i + 1, fromEnd: members.length - i });
    }
  };
  return (element) => {
    const position = known.get(element);
    if (position) return position;
    count(element.parent ? element.parent.children.filter(isTag) : [element]);
    return known.get(element) ?? nowhere;
  };
}

/** The numbers `a·n + b` for n = 0, 1, 2 … (CSS Syntax 3, section 6). */
export interface Progression {
  readonly step: number;
  readonly offset: number;
}

/** @returns `undefined` if the text is no An+B. */
export function readProgression(text: string): Progression | undefined {
  const plain = text.replace(/\/\*[^]*?\*\//g, "").trim().toLowerCase();
  if (plain === "even") return { step: 2, offset: 0 };
  if (plain === "odd") return { step: 2, offset: 1 };
  if (/^[+-]?\d+$/.test(plain)) return { step: 0, offset: Number(plain) };
  const parts = /^([+-]?\d*)n(?:\s*([+-])\s*(\d+))?$/.exec(plain);
  if (!parts) return undefined;
  const [, step = "", sign = "+", offset = "0"] = parts;
  return { step: /\d/.test(step) ? Number(step) : Number(`${step}1`), offset: Number(`${sign}${offset}`) };
}

export function isInProgression(position: number, { step, offset }: Progression): boolean {
  if (position < 1) return false;
  return step === 0 ? position === offset : (position - offset) % step === 0 && (position - offset) / step >= 0;
}
