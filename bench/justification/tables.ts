import type { Result } from "./results.ts";

const percent = (share: number): string => (share * 100).toFixed(1);

/** Everything, one table a family: a row for each measure and producer. */
export function fullTables(results: readonly Result[]): string {
  const families = [...new Set(results.map(({ family }) => family))];
  return families.map((family) => `### ${family}\n\n${familyTable(results.filter((result) => result.family === family))}`).join("\n\n");
}

function familyTable(results: readonly Result[]): string {
  const rows = results.map(({ millimetres, producer, figures, elongation }) => [
    String(millimetres), producer, figures.mean.toFixed(2), figures.deviation.toFixed(2), figures.percentile95.toFixed(2), figures.most.toFixed(2),
    percent(figures.wide), percent(figures.overfull), figures.rivers.toFixed(1),
    ...(elongation ? [elongation.count.toFixed(1), elongation.longest.toFixed(1), elongation.stacked.toFixed(2)] : ["", "", ""]),
  ]);
  return markdownTable(
    ["mm", "by", "mean", "sd", "p95", "most", "lines past 1.5, %", "overfull, %", "rivers per 100 lines", "elongations per 100 words", "longest, pt", "stacked per 100 words"],
    rows,
  );
}

/** The 95th percentile with the standard deviation in brackets, one row a producer and one column a measure. */
export function shortTable(results: readonly Result[]): string {
  const measures = [...new Set(results.map(({ millimetres }) => millimetres))];
  const names = [...new Set(results.map(({ producer }) => producer))];
  const cell = (name: string, measure: number): string => {
    const figures = results.find(({ producer, millimetres }) => producer === name && millimetres === measure)?.figures;
    return figures ? `${figures.percentile95.toFixed(2)} (${figures.deviation.toFixed(2)})` : "";
  };
  return markdownTable(["p95 (sd)", ...measures.map((measure) => `${measure} mm`)], names.map((name) => [name, ...measures.map((measure) => cell(name, measure))]));
}

/** A table in Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), `|${"---|".repeat(head.length)}`, ...rows.map(line)].join("\n");
}
