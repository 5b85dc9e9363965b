import { readProse } from '../text/prose.ts';
import { proseLines } from '../text/prose-lines.ts';
import { restStyle } from '../text/rest.ts';

/** Columns of a line of the kernel's documentation. */
export const restColumns = 80;

/** A documentation text as reST, its lines joined. `level` is that of a heading in it, 1 being a section of a page. */
export function restText(markdown: string, level: number, width: number = restColumns): string {
  return proseLines(readProse(markdown), restStyle(level), width).join('\n');
}

/** The text of a cell of a list-table: what follows its first line hangs under it. */
export function restCell(markdown: string): string {
  const indent = ' '.repeat('   * - '.length);
  return restText(markdown, 1, restColumns - indent.length).replaceAll(/\n(?=[^\n])/g, `\n${indent}`);
}
