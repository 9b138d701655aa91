import { bidiClass, bracketPair } from "./bidiCharacters.ts";
import { OPEN } from "./bidiClasses.ts";
import { decodeTable, valueOf } from "./codePointTable.ts";
import { scriptSetNames, scriptSetTable } from "./unicodeTables.ts";

/** A stretch of text in one script. */
export interface ScriptRun {
  /** UTF-16 offsets, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** ISO 15924; `Zyyy` where nothing tells. */
  readonly script: string;
}

/** The scripts that a character or a run may be of, the likeliest first; `undefined` for any. */
type Scripts = readonly string[] | undefined;

interface OpenRun {
  readonly start: number;
  end: number;
  scripts: Scripts;
}

const table = decodeTable(scriptSetTable);

/** The table's values are places in this list, doubled, and one more for what belongs to the character before it. */
const scriptSets: readonly Scripts[] = scriptSetNames.split(",").map((names) => (names === "Zyyy" ? undefined : names.split(" ")));

/**
 * Cuts text where its script changes (UAX #24, section 5). A character of several scripts (Script_Extensions) is of one that
 * its neighbours are of, too; a character of any script goes with what is before it, at the start with what follows; marks
 * and joiners go with their base; a closing bracket or quotation mark is of the script of its opening one. Code points
 * without a script (unassigned, private use) count as of any.
 *
 * @returns Runs that tile the text; neighbours differ in script.
 */
export function scriptRuns(text: string): ScriptRun[] {
  const runs: OpenRun[] = [];
  const openPairs = pairStack();
  let run: OpenRun = { start: 0, end: 0, scripts: undefined };
  for (let start = 0; start < text.length; start = run.end) {
    const end = clusterEnd(text, start);
    const own = scriptSets[valueAt(text, start) >> 1];
    if (own === run.scripts && own?.length === 1) {
      run.end = end;
      continue;
    }
    let scripts = clusterScripts(text, start, end);
    const pair = scripts === undefined ? pairOf(text.charCodeAt(start)) : 0;
    if (pair < 0) scripts = openPairs.close(-pair)?.scripts;
    const shared = common(run.scripts, scripts);
    if (shared === noScript) {
      runs.push(run);
      run = { start, end, scripts };
    } else {
      run.end = end;
      run.scripts = shared;
    }
    if (pair > 0) openPairs.open(pair, run);
  }
  runs.push(run);
  return text === "" ? [] : joined(runs);
}

/** Runs with their likeliest script, neighbours of the same script made one. */
function joined(runs: readonly OpenRun[]): ScriptRun[] {
  const joinedRuns: ScriptRun[] = [];
  for (const { start, end, scripts } of runs) {
    const script = scripts?.[0] ?? "Zyyy";
    const last = joinedRuns.at(-1);
    if (last?.script === script) joinedRuns[joinedRuns.length - 1] = { ...last, end };
    else joinedRuns.push({ start, end, script });
  }
  return joinedRuns;
}

function valueAt(text: string, offset: number): number {
  return valueOf(table, text.codePointAt(offset) ?? 0);
}

function unitsAt(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}

/** The end of the character at an offset and of the marks and joiners after it. */
function clusterEnd(text: string, offset: number): number {
  let end = offset + unitsAt(text, offset);
  while (end < text.length && valueAt(text, end) & 1) end += unitsAt(text, end);
  return end;
}

/** The scripts of a character, which its marks narrow as far as they can. */
function clusterScripts(text: string, start: number, end: number): Scripts {
  let scripts = scriptSets[valueAt(text, start) >> 1];
  for (let mark = start + unitsAt(text, start); mark < end; mark += unitsAt(text, mark)) {
    const narrowed = common(scripts, scriptSets[valueAt(text, mark) >> 1]);
    if (narrowed !== noScript) scripts = narrowed;
  }
  return scripts;
}

const noScript: readonly string[] = [];

/** The scripts of both, {@link noScript} if there are none. */
function common(some: Scripts, others: Scripts): Scripts {
  if (some === undefined || some === others) return others;
  if (others === undefined) return some;
  const shared = some.filter((script) => others.includes(script));
  if (shared.length === 0) return noScript;
  return shared.length === some.length ? some : shared.length === others.length ? others : shared;
}

/** Quotation marks that pair, beside the brackets of UAX #9: the closing mark of each, negative for itself. */
const quotationMarks: ReadonlyMap<number, number> = new Map(
  ["«»", "‹›", "“”", "‘’"].flatMap((pair) => [
    [pair.charCodeAt(0), pair.charCodeAt(1)],
    [pair.charCodeAt(1), -pair.charCodeAt(1)],
  ]),
);

/** The closing partner of an opening character, the negative of itself for a closing one, 0 for all others. */
function pairOf(unit: number): number {
  const bracket = bracketPair(unit);
  if (bracket < 0) return quotationMarks.get(unit) ?? 0;
  return bidiClass(unit) === OPEN ? bracket : -bracket;
}

/** As many as UAX #9 keeps (BD16). */
const mostOpenPairs = 63;

interface PairStack {
  /** Remembers an opening character by its closing partner. */
  readonly open: (closing: number, run: OpenRun) => void;
  /** The run of the opening partner, which is forgotten, and all that was opened after it. */
  readonly close: (closing: number) => OpenRun | undefined;
}

function pairStack(): PairStack {
  const closings: number[] = [];
  const runs: OpenRun[] = [];
  return {
    open(closing, run) {
      if (closings.length === mostOpenPairs) return;
      closings.push(closing);
      runs.push(run);
    },
    close(closing) {
      const depth = closings.lastIndexOf(closing);
      if (depth < 0) return undefined;
      const run = runs[depth];
      closings.length = depth;
      runs.length = depth;
      return run;
    },
  };
}
