import type { StyledElement } from "../style/index.ts";
import type { CellAttributes, StructureType } from "./displayList.ts";

/** As much of a draft as tables are about. */
export interface TableDraft<Draft> {
  readonly type: StructureType;
  readonly children: Draft[];
  cell: CellAttributes | undefined;
}

/** HTML Living Standard, 4.9.11. */
const mostColumns = 1000;
const mostRows = 65_534;

/** What a cell says of itself (ISO 32000-1, table 349). @param parent the type of the row's parent @param first the row's first cell */
export function cellAttributes({ tag, attributes }: StyledElement, parent: StructureType | undefined, first: boolean): CellAttributes | undefined {
  const columnSpan = spanOf(attributes["colspan"], mostColumns);
  const rowSpan = spanOf(attributes["rowspan"], mostRows);
  const scope = tag === "th" ? scopeOf(attributes["scope"], parent, first) : undefined;
  if (scope === undefined && columnSpan === 1 && rowSpan === 1) return undefined;
  return { ...(scope !== undefined && { scope }), ...(rowSpan > 1 && { rowSpan }), ...(columnSpan > 1 && { columnSpan }) };
}

function spanOf(value: string | undefined, most: number): number {
  const span = value === undefined ? 1 : Number.parseInt(value, 10);
  return Number.isInteger(span) && span > 0 ? Math.min(span, most) : 1;
}

function scopeOf(value: string | undefined, parent: StructureType | undefined, first: boolean): "Row" | "Column" {
  switch (value?.toLowerCase()) {
    case "row":
    case "rowgroup":
      return "Row";
    case "col":
    case "colgroup":
      return "Column";
    default:
      return first && parent !== "THead" ? "Row" : "Column";
  }
}

/**
 * Makes a table regular (ISO 14289-1, 7.5): cells that reach below their group of rows end with it, as in HTML; those that reach into a cell from the row above end
 * before it, those that reach beyond the last column in which a cell begins (`colspan="100"` for “all”) end there; and rows get empty cells at their ends until all are as long as the longest, spans counted.
 *
 * @param addCell adds an empty cell to a row
 */
export function completeTable<Draft extends TableDraft<Draft>>(table: Draft, addCell: (row: Draft) => void): void {
  const groups = table.children.filter(({ type }) => type !== "TR" && type !== "Caption").map(({ children }) => children);
  const rows = [table.children.filter(({ type }) => type === "TR"), ...groups].flatMap((group) => group.map((row, place) => ({ row, left: group.length - place })));
  /** For each row, the columns that are taken. */
  const grid: boolean[][] = rows.map(() => []);
  const wide: { readonly draft: Draft; readonly x: number }[] = [];
  const endAt = (draft: Draft, x: number, end: number): void => {
    if (x + (draft.cell?.columnSpan ?? 1) > end) draft.cell = { ...draft.cell, columnSpan: end - x };
  };
  let width = 0;
  for (const [y, { row, left }] of rows.entries()) {
    let x = 0;
    for (const draft of row.children) {
      while (grid[y]?.[x] === true) x++;
      if ((draft.cell?.rowSpan ?? 1) > left) draft.cell = { ...draft.cell, rowSpan: left };
      const taken = grid[y]?.indexOf(true, x) ?? -1;
      if (taken >= 0) endAt(draft, x, taken);
      const end = x + (draft.cell?.columnSpan ?? 1);
      width = Math.max(width, x + 1);
      if (end > width) wide.push({ draft, x });
      for (const line of grid.slice(y, y + (draft.cell?.rowSpan ?? 1))) for (let column = x; column < end; column++) line[column] = true;
      x = end;
    }
  }
  for (const { draft, x } of wide) endAt(draft, x, width);
  for (const [y, { row }] of rows.entries()) {
    for (let x = 0; x < width; x++) if (grid[y]?.[x] !== true) addCell(row);
  }
}
