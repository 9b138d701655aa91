import type { Report } from "../../diagnostics/index.ts";
import type { Line, Paragraph } from "../paragraph.ts";

/** A justified line in its room, pt; of words that had to be broken nothing more is told. */
export interface SetLine {
  readonly line: Pick<Line, "width" | "spaceStretch" | "last">;
  readonly room: number;
  readonly broken: boolean;
}

/** Slack that rounding needs, pt. */
const tolerance = 0.01;

/**
 * Tells of a justified paragraph's lines that nothing could fill well, once for the paragraph.
 *
 * Reports `text/loose-lines` (warning: word spaces wider than the profile's worst), `text/underfull` (warning: lines that stay short of the measure) and
 * `text/overfull` (warning: lines that stick out of it).
 */
export function reportMisfits(lines: readonly SetLine[], { align, alignLast, justification, source }: Paragraph, report: Report): void {
  if (align !== "justify") return;
  const filled = lines.filter(({ line, broken }) => !broken && (!line.last || alignLast === "justify"));
  const gaps = filled.map(({ line, room }) => room - line.width);
  const short = gaps.filter((gap) => gap > tolerance);
  const long = lines.map(({ line, room }) => line.width - room).filter((excess) => excess > tolerance);
  const loose = filled.map(({ line }) => 1 + line.spaceStretch).filter((ratio) => ratio > justification.spaces.worst);
  const tell = (code: string, message: string): void => {
    report({ severity: "warning", code: `text/${code}`, message, ...(source && { span: source }), hint });
  };
  if (loose.length > 0) {
    tell("loose-lines", `${counted(loose.length)} loose: word spaces are up to ${Math.max(...loose).toFixed(1)} times as wide as they are by nature, where ${justification.spaces.most} times is the most that is good.`);
  }
  if (short.length > 0) tell("underfull", `${counted(short.length)} too short, by up to ${Math.max(...short).toFixed(1)} pt: there is no space that could be widened.`);
  if (long.length > 0) tell("overfull", `${counted(long.length)} too long, by up to ${Math.max(...long).toFixed(1)} pt.`);
}

const hint = "Give the text a wider measure or a smaller size, or change its words.";

function counted(count: number): string {
  return count === 1 ? "A line is" : `${count} lines are`;
}
