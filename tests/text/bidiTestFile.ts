/** Sequences of BidiTest.txt that share their directions and their outcome. */
export interface BidiTestGroup {
  /** The resolved levels, `x` for what rule X9 removes, apart by spaces. */
  readonly levels: string;
  /** The visual order, apart by spaces. */
  readonly order: string;
  /** The paragraph directions that the outcome holds for: 1 auto, 2 left-to-right, 4 right-to-left, or a sum of them. */
  readonly directions: number;
  /** Bidi classes, one letter each: its place in {@link testClasses}, counted from `A`. */
  readonly sequences: readonly string[];
}

/** The classes as BidiTest.txt names them. */
export const testClasses =
  "L R AL EN ES ET AN CS NSM BN B S WS ON LRE LRO RLE RLO PDF LRI RLI FSI PDI".split(" ");

const letters = new Map(testClasses.map((name, place) => [name, String.fromCharCode(65 + place)]));

/** Reads BidiTest.txt as Unicode publishes it. */
export function parseBidiTest(text: string): BidiTestGroup[] {
  const groups: BidiTestGroup[] = [];
  let levels = "";
  let order = "";
  let byDirections = new Map<number, string[]>();
  for (const line of text.split("\n")) {
    if (line.startsWith("@Levels:")) levels = line.slice(8).trim();
    else if (line.startsWith("@Reorder:")) order = line.slice(9).trim();
    if (line.startsWith("@")) byDirections = new Map();
    if (line === "" || line.startsWith("#") || line.startsWith("@")) continue;
    const [classes = "", directions = ""] = line.split(";");
    const sequence = classes.trim().split(/\s+/).map((name) => letters.get(name)!).join("");
    const group = byDirections.get(Number(directions));
    if (group) {
      group.push(sequence);
    } else {
      const sequences = [sequence];
      byDirections.set(Number(directions), sequences);
      groups.push({ levels, order, directions: Number(directions), sequences });
    }
  }
  return groups;
}

/**
 * Writes the same cases so that they compress to a fraction: a line of levels, order and directions for each group, then
 * a line with its sequences, each as a digit, how many letters it shares with the start of the one before, and the rest.
 */
export function formatBidiTest(groups: readonly BidiTestGroup[]): string {
  return groups.map(({ levels, order, directions, sequences }) => `${levels};${order};${directions}\n${frontCoded(sequences)}\n`).join("");
}

function frontCoded(sequences: readonly string[]): string {
  let previous = "";
  return sequences
    .map((sequence) => {
      let shared = 0;
      while (shared < 9 && shared < previous.length && previous[shared] === sequence[shared]) shared++;
      previous = sequence;
      return `${shared}${sequence.slice(shared)}`;
    })
    .join("");
}

/** Reads what {@link formatBidiTest} wrote. */
export function readBidiTest(formatted: string): BidiTestGroup[] {
  const lines = formatted.split("\n");
  const groups: BidiTestGroup[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [levels = "", order = "", directions = ""] = lines[i]!.split(";");
    let previous = "";
    const sequences = [...lines[i + 1]!.matchAll(/(\d)(\D*)/g)].map(([, shared, rest]) => (previous = previous.slice(0, Number(shared)) + rest!));
    groups.push({ levels, order, directions: Number(directions), sequences });
  }
  return groups;
}
