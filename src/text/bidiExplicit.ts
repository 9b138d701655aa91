import { AL, B, BN, FSI, L, LRE, LRI, LRO, ON, PDF, PDI, R, RLE, RLI, RLO } from "./bidiClasses.ts";
import { impliedLevel, resolveSequence } from "./bidiSequence.ts";

/** The deepest explicit level (UAX #9, BD2). */
const maxDepth = 125;

/** What has no partner. */
const none = -1;

/**
 * Resolves the levels of a paragraph that may hold explicit formatting characters (UAX #9, X1 to X10, W1 to I2). What rule
 * X9 removes gets the level of the character before it.
 *
 * @param text One paragraph without a paragraph separator.
 * @param classes The class of each UTF-16 unit of the text; changed.
 * @param levels Filled with the level of each unit.
 */
export function resolveExplicit(text: string, classes: Uint8Array, levels: Uint8Array, paragraphLevel: number): void {
  const original = classes.slice();
  const partners = matchIsolates(original);
  applyEmbeddings(original, partners, classes, levels, paragraphLevel);
  resolveRuns(text, original, partners, classes, levels, paragraphLevel);
  let level = paragraphLevel;
  for (let i = 0; i < levels.length; i++) {
    if (classes[i] === BN) levels[i] = level;
    else level = levels[i] ?? level;
  }
}

function isIsolateInitiator(own: number): boolean {
  return own >= LRI && own <= FSI;
}

/** Where the PDI of each isolate initiator stands, and the other way about (BD9). */
function matchIsolates(classes: Uint8Array): Int32Array {
  const partners = new Int32Array(classes.length).fill(none);
  const waiting: number[] = [];
  for (let i = 0; i < classes.length; i++) {
    const own = classes[i] ?? ON;
    if (isIsolateInitiator(own)) {
      waiting.push(i);
    } else if (own === PDI) {
      const initiator = waiting.pop();
      if (initiator === undefined) continue;
      partners[i] = initiator;
      partners[initiator] = i;
    }
  }
  return partners;
}

/**
 * The level that the first strong character asks for, isolates passed over (UAX #9, P2 and P3): 0 if no character is strong.
 *
 * @param classes The class of each UTF-16 unit; an isolate ends at a paragraph separator.
 */
export function firstStrongLevel(classes: Uint8Array): number {
  let depth = 0;
  for (const own of classes) {
    if (own >= LRI && own <= FSI) depth++;
    else if (own === PDI) depth = Math.max(0, depth - 1);
    else if (own === B) depth = 0;
    else if (depth === 0 && own === L) return 0;
    else if (depth === 0 && (own === R || own === AL)) return 1;
  }
  return 0;
}

/** The same within an isolate, in steps over the isolates in it, so that nesting costs nothing. */
function isolateLevel(classes: Uint8Array, partners: Int32Array, initiator: number): number {
  const partner = partners[initiator] ?? none;
  const end = partner === none ? classes.length : partner;
  for (let i = initiator + 1; i < end; i++) {
    const own = classes[i] ?? ON;
    if (own === L) return 0;
    if (own === R || own === AL) return 1;
    if (!isIsolateInitiator(own)) continue;
    const inner = partners[i] ?? none;
    if (inner === none) return 0;
    i = inner;
  }
  return 0;
}

/** An entry of the directional status stack (X1). */
interface DirectionalStatus {
  readonly level: number;
  /** The class that characters are given, L or R; ON for their own. */
  readonly override: number;
  readonly isolate: boolean;
}

/** X1 to X9: the explicit level of each unit, overridden classes, and BN for what is removed. */
function applyEmbeddings(original: Uint8Array, partners: Int32Array, classes: Uint8Array, levels: Uint8Array, paragraphLevel: number): void {
  let status: DirectionalStatus = { level: paragraphLevel, override: ON, isolate: false };
  const enclosing: DirectionalStatus[] = [];
  let overflowIsolates = 0;
  let overflowEmbeddings = 0;
  let validIsolates = 0;

  for (let i = 0; i < original.length; i++) {
    const own = original[i] ?? ON;
    if (own === BN || (own >= LRE && own <= PDF)) classes[i] = BN;
    if (own === PDI) {
      if (overflowIsolates > 0) {
        overflowIsolates--;
      } else if (validIsolates > 0) {
        overflowEmbeddings = 0;
        validIsolates--;
        while (!status.isolate) status = enclosing.pop() ?? status;
        status = enclosing.pop() ?? status;
      }
    }
    levels[i] = status.level;
    if (status.override !== ON && classes[i] !== BN) classes[i] = status.override;
    if (own < LRE || own === PDI) continue;

    if (own === PDF) {
      if (overflowIsolates > 0) continue;
      if (overflowEmbeddings > 0) overflowEmbeddings--;
      else if (!status.isolate) status = enclosing.pop() ?? status;
      continue;
    }
    const isolate = isIsolateInitiator(own);
    const opened = openedStatus(own, own === FSI ? isolateLevel(original, partners, i) : 0, status.level);
    if (opened.level <= maxDepth && overflowIsolates === 0 && overflowEmbeddings === 0) {
      enclosing.push(status);
      status = opened;
      if (isolate) validIsolates++;
    } else if (isolate) {
      overflowIsolates++;
    } else if (overflowIsolates === 0) {
      overflowEmbeddings++;
    }
  }
}

/**
 * What holds within an embedding, an override or an isolate (X2 to X5c).
 *
 * @param opener The class of the character that opens it.
 * @param firstStrong The level that its content asks for: the direction of FSI.
 */
function openedStatus(opener: number, firstStrong: number, outerLevel: number): DirectionalStatus {
  const rightToLeft = opener === RLE || opener === RLO || opener === RLI || (opener === FSI && firstStrong === 1);
  return {
    level: rightToLeft ? (outerLevel + 1) | 1 : (outerLevel + 2) & ~1,
    override: opener === LRO ? L : opener === RLO ? R : ON,
    isolate: isIsolateInitiator(opener),
  };
}

/** X10: level runs, the isolating run sequences that they make, and the rules for each of these. */
function resolveRuns(
  text: string,
  original: Uint8Array,
  partners: Int32Array,
  classes: Uint8Array,
  levels: Uint8Array,
  paragraphLevel: number,
): void {
  const runs = levelRuns(classes, levels);
  const runAt = new Int32Array(classes.length).fill(none);
  runs.forEach(({ first }, index) => {
    runAt[first] = index;
  });
  const sequenceClasses = new Uint8Array(classes.length);
  const offsets = new Int32Array(classes.length);
  const explicitLevels = runs.map(({ first }) => levels[first] ?? paragraphLevel);

  for (let index = 0; index < runs.length; index++) {
    const start = runs[index]?.first ?? 0;
    if (original[start] === PDI && partners[start] !== none) continue;
    let length = 0;
    let lastRun = index;
    for (let next = index; next !== none; next = continuation(lastRun)) {
      lastRun = next;
      length = gather(next, length);
    }
    const level = explicitLevels[index] ?? paragraphLevel;
    const unclosed = isIsolateInitiator(original[runs[lastRun]?.last ?? 0] ?? ON);
    resolveSequence(
      {
        classes: sequenceClasses,
        length,
        offsets,
        level,
        start: edgeClass(level, explicitLevels[index - 1]),
        end: edgeClass(level, unclosed ? paragraphLevel : explicitLevels[lastRun + 1]),
      },
      text,
    );
    for (let i = 0; i < length; i++) levels[offsets[i] ?? 0] = impliedLevel(level, sequenceClasses[i] ?? ON);
  }

  function gather(run: number, length: number): number {
    const { first, last } = runs[run] ?? { first: 0, last: none };
    for (let i = first; i <= last; i++) {
      const own = classes[i] ?? ON;
      if (own === BN) continue;
      sequenceClasses[length] = own;
      offsets[length++] = i;
    }
    return length;
  }

  /** The run that goes on where an isolate interrupts a run (BD13). */
  function continuation(run: number): number {
    const last = runs[run]?.last ?? 0;
    const partner = isIsolateInitiator(original[last] ?? ON) ? (partners[last] ?? none) : none;
    return partner === none ? none : (runAt[partner] ?? none);
  }

  function edgeClass(level: number, neighbour: number | undefined): number {
    return Math.max(level, neighbour ?? paragraphLevel) & 1 ? R : L;
  }
}

interface LevelRun {
  /** Offsets of the first and the last character that is not removed. */
  readonly first: number;
  readonly last: number;
}

/** BD7, what rule X9 removes passed over. */
function levelRuns(classes: Uint8Array, levels: Uint8Array): LevelRun[] {
  const runs: LevelRun[] = [];
  let first = none;
  let last = none;
  for (let i = 0; i < classes.length; i++) {
    if (classes[i] === BN) continue;
    if (first === none || levels[i] !== levels[first]) {
      if (first !== none) runs.push({ first, last });
      first = i;
    }
    last = i;
  }
  if (first !== none) runs.push({ first, last });
  return runs;
}
