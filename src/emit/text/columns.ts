const tabStop = 8;

/** How many columns a line takes, tabs going to the next multiple of eight as in the kernel's style. */
export function columns(line: string): number {
  let column = 0;
  for (const character of line) column = character === '\t' ? column - (column % tabStop) + tabStop : column + 1;
  return column;
}

/** Tabs, then spaces, that reach a column from the start of a line. */
export function indentTo(column: number): string {
  return '\t'.repeat(Math.floor(column / tabStop)) + ' '.repeat(column % tabStop);
}
