import { columns } from './columns.ts';
import type { ProseStyle } from './prose-lines.ts';
import { restInline } from './rest-inline.ts';

/** What makes a block of the paragraph that begins with it: a list, a directive, a field, a table, a title's line. */
const blockStart =
  /^(?:[•‣⁃](?:\s|$)|(?:\(?(?:\d+|#|[a-zA-Z]|[ivxlcdmIVXLCDM]+)[.)])(?:\s|$)|\.\.(?:\s|$)|__(?:\s|$)|:[^\s:]|>>>|--?\w|\/\w|([!-/:-@[-`{-~])\1*(?:\s|$)|([!-/:-@[-`{-~])\2{3,})/;

/** Escapes the start of a paragraph which would make it something else. */
export function escapeRestStart(paragraph: string): string {
  if (!blockStart.test(paragraph)) return paragraph;
  return paragraph.startsWith('\\') ? `\\ ${paragraph}` : `\\${paragraph}`;
}

/** A line of a title, from the top of a document down, as the kernel's documentation uses them. */
export const titleLines = ['=', '-', '~', '^', '"'] as const;

/** A title, which is escaped already, at a level from 1 up. */
export function restTitle(title: string, level: number): string[] {
  const line = titleLines[Math.min(level, titleLines.length) - 1] ?? '"';
  const shown = escapeRestStart(title.replaceAll(/\s+/g, ' ').trim());
  return [shown, line.repeat(Math.max(columns(shown), 3))];
}

/** The line before a literal block, with the second colon that announces it. */
export function announceRest(line: string): string | null {
  return /[^:\\\s]:$/.test(line) ? `${line}:` : null;
}

/** A literal block, with a pair of colons of its own unless it is announced. */
export function restLiteralBlock(text: string, announced: boolean): string[] {
  const body = text.split('\n').map((line) => (line.trim() === '' ? '' : `    ${line}`));
  return announced ? body : ['::', '', ...body];
}

/** reStructuredText whose titles start at a level from 1 up; with null, headings are paragraphs in bold. */
export function restStyle(firstLevel: number | null): ProseStyle {
  return {
    inline: (content) => restInline(content),
    start: escapeRestStart,
    mayNotBegin: (text) => /^([!-/:-@[-`{-~])\1*(?:\s|$)/.test(text),
    announce: announceRest,
    literal: (text, _language, announced) => restLiteralBlock(text, announced),
    heading: firstLevel === null ? null : (text, level) => restTitle(text, firstLevel + level - 1),
    quote: '    ',
    bullet: '- ',
  };
}
