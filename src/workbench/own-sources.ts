import { dirname } from 'node:path';
import type { LoadedSubjects, Subject } from './load.ts';

/**
 * The files that a subject was made of, by path, with their texts: those of other subjects and worlds are not among
 * them. Whatever else was read, and when, they come in the same order.
 */
export function ownSources(
  subject: Subject,
  { subjects, sources, modelFiles }: LoadedSubjects,
): readonly (readonly [path: string, text: string])[] {
  if (subject.kind === 'system') {
    const own = new Set(subject.system.files.map((each) => each.file));
    return inOrder([...sources].filter(([path]) => own.has(path)));
  }
  const others = new Set(
    subjects.flatMap((each) =>
      each.kind === 'proposal' && each !== subject ? [dirname(each.proposal.span.file)] : [],
    ),
  );
  return inOrder([...sources].filter(([path]) => !modelFiles.has(path) && !others.has(dirname(path))));
}

function inOrder(files: readonly (readonly [path: string, text: string])[]): typeof files {
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}
