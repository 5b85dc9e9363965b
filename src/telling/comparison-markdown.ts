import { markdownText } from '../emit/text/markdown-text.ts';
import { comparisonNotes, cellText, rowTitle } from './comparison-text.ts';
import type { Comparison } from './comparison.ts';

/** A comparison as a table of Markdown, with its notes as a list. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { subjects, rows } = comparison;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const table = [
    line(['', ...subjects.map(markdownText)]),
    line(['---', ...subjects.map(() => '---')]),
    ...rows.map(({ id, cells }) =>
      line([markdownText(rowTitle(id)), ...cells.map((each) => markdownText(cellText(each)))]),
    ),
  ];
  const notes = comparisonNotes(comparison).map((each) => `- ${markdownText(each)}`);
  return [...table, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
