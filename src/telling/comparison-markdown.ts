import { visible } from '../diagnostics/visible.ts';
import { comparisonNotes, cellText, rowTitle } from './comparison-text.ts';
import type { Comparison } from './comparison.ts';

/** A comparison as a table of Markdown, with its notes as a list. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { subjects, rows } = comparison;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(['', ...subjects.map(escaped)]),
    line(['---', ...subjects.map(() => '---')]),
    ...rows.map(({ id, cells }) => line([escaped(rowTitle(id)), ...cells.map((each) => escaped(cellText(each)))])),
  ];
  const notes = comparisonNotes(comparison).map((each) => `- ${escaped(each)}`);
  return [...table, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}

function escaped(text: string): string {
  return visible(text).replaceAll(/[\\`*_{}[\]<>#|~]/g, (character) => `\\${character}`);
}
