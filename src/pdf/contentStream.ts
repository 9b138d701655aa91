import { Buffer } from "node:buffer";

import type { Color } from "../style/index.ts";

/** A number as content streams write it: three decimals at most, never with an exponent. */
export function decimal(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return rounded === 0 ? "0" : String(rounded);
}

function components(color: Color): string {
  return color.space === "cmyk"
    ? `${decimal(color.c)} ${decimal(color.m)} ${decimal(color.y)} ${decimal(color.k)}`
    : `${decimal(color.r)} ${decimal(color.g)} ${decimal(color.b)}`;
}

/** A page's content, put together as text; remembers the graphics state so as not to say things twice. */
export interface ContentStream {
  readonly write: (operators: string) => void;
  readonly setFill: (color: Color) => void;
  readonly setStroke: (color: Color) => void;
  /** Forgets what is set: after a `Q`. */
  readonly forgetState: () => void;
  /** Opacities used, in per mille, each needing an ExtGState named `opacityName`. */
  readonly opacities: ReadonlySet<number>;
  readonly bytes: () => Uint8Array;
}

/** The name of the graphics state that sets an opacity of so many per mille. */
export function opacityName(perMille: number): string {
  return `O${perMille}`;
}

/** Starts an empty content stream; black is the initial colour of PDF but not of this: the first colour is always written. */
export function openContentStream(): ContentStream {
  const parts: string[] = [];
  const opacities = new Set<number>();
  let fill = "";
  let stroke = "";
  let opacity = 1000;

  function setOpacity(color: Color): void {
    const perMille = Math.round(color.alpha * 1000);
    if (perMille === opacity) return;
    opacity = perMille;
    opacities.add(perMille);
    parts.push(`/${opacityName(perMille)} gs\n`);
  }

  return {
    write: (operators) => {
      parts.push(operators);
    },
    setFill: (color) => {
      setOpacity(color);
      const operator = `${components(color)} ${color.space === "cmyk" ? "k" : "rg"}\n`;
      if (operator !== fill) parts.push(operator);
      fill = operator;
    },
    setStroke: (color) => {
      setOpacity(color);
      const operator = `${components(color)} ${color.space === "cmyk" ? "K" : "RG"}\n`;
      if (operator !== stroke) parts.push(operator);
      stroke = operator;
    },
    forgetState: () => {
      fill = "";
      stroke = "";
    },
    opacities,
    bytes: () => Buffer.from(parts.join(""), "latin1"),
  };
}
