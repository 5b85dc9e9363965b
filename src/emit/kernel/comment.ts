import { blockComment, commentPrefix, kernelColumns, lineComment } from '../text/c-comment.ts';
import { columns } from '../text/columns.ts';
import { wrap } from '../text/wrap.ts';
import type { Todo } from './todo.ts';

/** Columns that a tab takes. */
export const tab = 8;

/** Marks each place that only a person can fill. */
export const mark = 'RFC:';

function bullets(todos: readonly Todo[], width: number, indent: string): string[] {
  return todos.flatMap(({ text, inside }) => [
    ...wrap(text, { width, first: `${indent}- `, rest: `${indent}  ` }),
    ...bullets(inside, width, `${indent}  `),
  ]);
}

/**
 * A comment that marks a place, and says what is to be written there, in order.
 *
 * @param level how many tabs stand before it
 */
export function todoComment(todos: readonly Todo[], level: number): string {
  const width = kernelColumns - tab * level - commentPrefix.length;
  const [only] = todos;
  if (only === undefined || todos.length > 1 || only.inside.length > 0)
    return blockComment([`${mark} to be written, in this order:`, ...bullets(todos, width, '')]);
  const text = `${mark} to be written: ${only.text}.`;
  const line = lineComment(text);
  return columns(line) + tab * level <= kernelColumns ? line : blockComment(wrap(text, { width }));
}
