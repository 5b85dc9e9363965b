/** A place in a source file. Lines and columns start at 1; `endColumn` is the column after the last character. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The span that covers a whole file, for findings that no line is to blame for. */
export function wholeFile(file: string): Span {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

/** A part of a one-line span: `start` and `end` count characters from the span's first column. */
export function within(span: Span, start: number, end: number): Span {
  if (span.line !== span.endLine) return span;
  return {
    file: span.file,
    line: span.line,
    column: span.column + start,
    endLine: span.line,
    endColumn: span.column + Math.max(end, start + 1),
  };
}
