import type { Span } from './span.ts';
import { visible } from './visible.ts';

/** A source line made fit for a terminal, and where its caret goes; both in columns of the terminal. */
export interface Excerpt {
  readonly line: string;
  /** How many blanks stand before the caret. */
  readonly indent: number;
  /** How long the underline is, caret included; at least 1. */
  readonly length: number;
}

/** One character as it is printed. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** Where it begins in the line, in UTF-16 units. */
  readonly start: number;
}

const tabStop = 4;
const ellipsis = '...';
/** Of a very long line this many widths to either side of the caret are looked at: combining characters take none. */
const clipped = 4;
const zeroWidth = /^[\p{Mn}\p{Me}]$/u;
/** East Asian wide and full-width characters and emoji: two columns in a terminal (Unicode Annex 11, W and F). */
const doubleWidth =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/**
 * Cuts a window of at most `width` columns around the span out of its first line. Columns of the span count UTF-16
 * units, as a YAML reader does; a span beyond the end of the line is shown at the end.
 */
export function excerpt(sourceLine: string, span: Span, width: number): Excerpt {
  const clip = Math.max(0, span.column - 1 - clipped * width);
  const line = sourceLine.slice(clip, clip + 2 * clipped * width);
  const cells = layOut(line);
  const first = cellAt(cells, span.column - 1 - clip, line.length);
  const stop = span.endLine > span.line ? line.length : span.endColumn - 1 - clip;
  const last = Math.max(cellAt(cells, stop, line.length), first + 1);
  const { from, to } = fit(cells, first, last, width);
  const before = from > 0 || clip > 0 ? ellipsis : '';
  const after = to < cells.length || clip + line.length < sourceLine.length ? ellipsis : '';
  const shown = cells.slice(from, to).map((cell) => cell.text);
  return {
    line: before + shown.join('') + after,
    indent: before.length + columns(cells, from, first),
    length: Math.max(1, columns(cells, first, Math.min(last, to))),
  };
}

function layOut(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let start = 0;
  for (const character of line) {
    const cell = { ...printed(character, column), start };
    cells.push(cell);
    column += cell.width;
    start += character.length;
  }
  return cells;
}

function printed(character: string, column: number): { text: string; width: number } {
  if (character === '\t') {
    const width = tabStop - (column % tabStop);
    return { text: ' '.repeat(width), width };
  }
  const text = visible(character);
  if (text !== character) return { text, width: text.length };
  if (zeroWidth.test(character)) return { text, width: 0 };
  return { text, width: doubleWidth.test(character) ? 2 : 1 };
}

/** The cell that holds the UTF-16 unit at `offset`; one past the last cell for an offset at or past the end. */
function cellAt(cells: readonly Cell[], offset: number, length: number): number {
  if (offset >= length) return cells.length;
  return Math.max(
    0,
    cells.findLastIndex((cell) => cell.start <= offset),
  );
}

/** Which cells to show: all of them if they fit, or else a window that holds the caret at most a third of the way in. */
function fit(cells: readonly Cell[], first: number, last: number, width: number): { from: number; to: number } {
  if (columns(cells, 0, cells.length) <= width) return { from: 0, to: cells.length };
  const room = Math.max(width - 2 * ellipsis.length, 1);
  const lead = Math.max(0, Math.min(Math.floor(room / 3), room - columns(cells, first, last)));
  let from = first;
  while (from > 0 && columns(cells, from - 1, first) <= lead) from--;
  let to = Math.min(first + 1, cells.length);
  while (to < cells.length && columns(cells, from, to + 1) <= room) to++;
  while (from > 0 && columns(cells, from - 1, to) <= room) from--;
  return { from, to };
}

function columns(cells: readonly Cell[], from: number, to: number): number {
  return cells.slice(from, to).reduce((sum, cell) => sum + cell.width, 0);
}
