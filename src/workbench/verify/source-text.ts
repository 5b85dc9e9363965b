import type { Span } from '../../diagnostics/span.ts';
import type { Sources } from '../../diagnostics/render-text.ts';

/** What a spec says in a span, on one line; empty where the file was not read. */
export function sourceText(sources: Sources, { file, line, column, endLine, endColumn }: Span): string {
  const lines = (sources.get(file) ?? '').split(/\r\n|[\r\n]/).slice(line - 1, endLine);
  const last = lines.length - 1;
  return lines
    .map((text, index) => text.slice(index === 0 ? column - 1 : 0, index === last ? endColumn - 1 : undefined))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
