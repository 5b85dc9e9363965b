import { listed } from '../text/list.ts';
import type { Todo } from './todo.ts';

function flattened(todos: readonly Todo[]): readonly Todo[] {
  return todos.flatMap((each) => [each, ...flattened(each.inside)]);
}

/** What is open, as sentences, each once: the functions to be called in one, and each other thing in one of its own. */
export function openSentences(todos: readonly Todo[], lead: string): readonly string[] {
  const all = flattened(todos);
  const marked = all.filter((each) => each.isOpen);
  const open = marked.length > 0 ? marked : all;
  const called = [...new Set(open.flatMap((each) => each.called ?? []))];
  const others = [...new Set(open.flatMap((each) => (each.called === null ? [each.text] : [])))];
  return [...(called.length === 0 ? [] : [listed(called)]), ...others].map((each) => `${lead}: ${each}.`);
}
