import { within, type Span } from '../diagnostics/span.ts';
import type { Text } from './syntax.ts';

/** Where a part of a text stands; `start` and `end` count UTF-16 units of the text. */
export function textSpan(text: Text, start: number, end: number): Span {
  if (!text.parts) return within(text.span, start, end);
  const first = placeOf(text, start);
  const last = placeOf(text, Math.max(start, end - 1));
  return {
    file: text.span.file,
    line: first.line,
    column: first.column,
    endLine: last.line,
    endColumn: last.column + 1,
  };
}

function placeOf({ parts, text, span }: Text, index: number): { readonly line: number; readonly column: number } {
  // Behind the end, as for an operand that is missing.
  if (index >= text.trimEnd().length) return { line: span.endLine, column: span.endColumn };
  const part = (parts ?? []).findLast((each) => each.start <= index) ?? { start: 0, ...span };
  return { line: part.line, column: part.column + index - part.start };
}
