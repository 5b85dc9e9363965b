import type { Interface } from './interface.ts';

/** The kernel function that a verb stands for, as `iopt_map_pages()`, or what else it stands for. */
export function functionOf(verb: string, subject: Interface): string {
  const name = subject.verbs.get(verb)?.standsFor ?? verb;
  return /^\w+$/.test(name) ? `${name}()` : name;
}
