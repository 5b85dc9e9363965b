import { readProse } from '../text/prose.ts';
import { itemLines, proseLines } from '../text/prose-lines.ts';
import { restStyle } from '../text/rest.ts';

/** Columns of a line of the kernel's documentation. */
export const restColumns = 80;

/** A documentation text as reST, its lines joined. A heading in it is no section of the page. */
export function restText(markdown: string): string {
  return proseLines(readProse(markdown), restStyle(null), restColumns).join('\n');
}

/** The text of a cell of a list-table: what follows its first line hangs under it. */
export function restCell(markdown: string): string {
  const indent = ' '.repeat('   * - '.length);
  const lines = itemLines(readProse(markdown), restStyle(null), restColumns - indent.length);
  return lines.map((line, index) => (index === 0 || line === '' ? line : indent + line)).join('\n');
}
