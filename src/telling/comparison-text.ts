import { visible } from '../diagnostics/visible.ts';
import { wrap } from '../emit/text/wrap.ts';
import { cellLines } from './cell.ts';
import type { Comparison, ComparisonCell } from './comparison.ts';
import type { Painter } from './painter.ts';
import { tableLines } from './table.ts';

/** Columns of a subject, at least and at most, and those between columns. */
const [narrow, wide, gap] = [10, 18, 3];

const titles: Readonly<Record<string, string>> = { 'new-abi': 'new ABI', 'states-explored': 'states explored' };

/** How a row is called. */
export function rowTitle(id: string): string {
  return titles[id] ?? id;
}

/** What stands in a cell. */
export function cellText({ outcome, steps, ending }: ComparisonCell): string {
  if (outcome !== 'violated') return outcome;
  return `VIOLATED${steps === null ? '' : ` ${steps}`}${ending === null ? '' : `, ${ending}`}`;
}

/** A comparison as text; where the columns are too few for all subjects, in several tables with the control in each. */
export function comparisonText(comparison: Comparison, columns: number, paint: Painter): string {
  return [...comparisonTables(comparison, columns, paint), noteLines(comparison, columns)]
    .filter((each) => each.length > 0)
    .map((each) => each.join('\n'))
    .join('\n\n');
}

/** The tables alone, as lines. */
export function comparisonTables(
  comparison: Comparison,
  columns: number,
  paint: Painter,
): readonly (readonly string[])[] {
  const { subjects, rows } = comparison;
  const first = Math.max(...rows.map((each) => rowTitle(each.id).length));
  const fitting = Math.max(2, Math.floor((columns - first) / (narrow + gap)));
  const others = subjects.slice(1).map((_name, index) => index + 1);
  const blocks = others.length === 0 ? [[]] : blocksOf(others, fitting - 1);
  return blocks.map((block) => {
    const shown = [0, ...block];
    const width = Math.max(narrow, Math.min(wide, Math.floor((columns - first) / shown.length) - gap));
    const heads = shown.map((index) => cellLines(visible(subjects[index] ?? ''), width).map((each) => each.trim()));
    const height = Math.max(...heads.map((each) => each.length));
    const head = Array.from({ length: height }, (_unused, line) => ['', ...heads.map((each) => each[line] ?? '')]);
    const body = rows.flatMap(({ id, cells }) => {
      const parts = shown.map((index) => {
        const cell = cells[index];
        return cell ? cellLines(cellText(cell), width).map((each) => each.trim()) : [];
      });
      return Array.from({ length: Math.max(...parts.map((each) => each.length)) }, (_unused, line) => [
        line === 0 ? visible(rowTitle(id)) : '',
        ...parts.map((each) => each[line] ?? ''),
      ]);
    });
    const painted = (text: string, column: number, at: number): string => {
      if (column === 0) return text;
      if (at < height) return paint.strong(text);
      if (text.startsWith('VIOLATED')) return paint.bad(text);
      if (text === 'holds') return paint.good(text);
      return text === 'declared' || text === 'incomplete' ? paint.doubtful(text) : text;
    };
    return tableLines([...head, ...body], { indent: '', paint: painted });
  });
}

function blocksOf(all: readonly number[], size: number): readonly (readonly number[])[] {
  const blocks: (readonly number[])[] = [];
  for (let at = 0; at < all.length; at += size) blocks.push(all.slice(at, at + size));
  return blocks;
}

/** Where what is not well is so, each once with the subjects and properties that it is of, and what all takes for granted. */
export function comparisonNotes({ rows, assumptions }: Comparison): readonly string[] {
  const found = new Map<string, { readonly ids: Set<string>; readonly subjects: Set<string> }>();
  for (const { kind, id, cells } of rows)
    for (const { outcome, note, proposal } of kind === 'property' ? cells : []) {
      if (note === null) continue;
      const text = outcome === '-' ? note : `${outcome} ${note}`;
      const { ids, subjects } = found.get(text) ?? { ids: new Set(), subjects: new Set() };
      found.set(text, { ids: ids.add(id), subjects: subjects.add(proposal) });
    }
  const notes = [...found].map(
    ([text, { ids, subjects }]) => `${[...subjects].join(', ')}: ${text} (${[...ids].join(', ')})`,
  );
  return [...notes, ...(assumptions.length > 0 ? [`assuming: ${assumptions.join('; ')}`] : [])].map(visible);
}

function noteLines(comparison: Comparison, width: number): readonly string[] {
  return comparisonNotes(comparison).flatMap((each) => wrap(each, { width, rest: '  ' }));
}
