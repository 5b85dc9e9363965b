const tabStop = 8;

/** East Asian and emoji characters, which take two columns (roughly: a few of them take one). */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{3fffd}]/u;

/** How many columns a line takes, tabs going to the next multiple of eight as in the kernel's style. */
export function columns(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === '\t') column += tabStop - (column % tabStop);
    else column += wide.test(character) ? 2 : 1;
  }
  return column;
}

/** Tabs, then spaces, that reach a column from the start of a line. */
export function indentTo(column: number): string {
  return '\t'.repeat(Math.floor(column / tabStop)) + ' '.repeat(column % tabStop);
}
