/** Rows of cells as lines, each column as wide as its widest cell; what is behind the last cell of a line is cut off. */
export function tableLines(rows: readonly (readonly string[])[], options: TableOptions): readonly string[] {
  const count = Math.max(0, ...rows.map((each) => each.length));
  const widths = Array.from({ length: count }, (_unused, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row, index) => {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      const blanks = ' '.repeat(width - cell.length);
      const shown = options.paint?.(cell, column, index) ?? cell;
      return options.right?.has(column) === true ? blanks + shown : shown + blanks;
    });
    return (options.indent + cells.join('   ')).trimEnd();
  });
}

export interface TableOptions {
  readonly indent: string;
  /** Columns whose cells end at the same place: numbers. */
  readonly right?: ReadonlySet<number>;
  readonly paint?: (cell: string, column: number, row: number) => string;
}
