import { blockComment, commentPrefix, kernelColumns, lineComment } from '../text/c-comment.ts';
import { columns } from '../text/columns.ts';
import { wrap } from '../text/wrap.ts';

/** A comment of a text without markup: on one line, if it fits there. */
export function comment(text: string): string {
  const line = lineComment(text);
  return columns(line) <= kernelColumns
    ? line
    : blockComment(wrap(text, { width: kernelColumns - commentPrefix.length }));
}
