import { dirname } from 'node:path';
import type { LoadedSubjects, Subject } from './load.ts';

/** The files that a base or proposal was made of, by path, with their texts: those of other subjects are not among them. */
export function ownSources(
  subject: Subject,
  { subjects, sources, modelFiles }: LoadedSubjects,
): readonly (readonly [path: string, text: string])[] {
  const others = new Set(
    subjects.flatMap((each) =>
      each.kind === 'proposal' && each !== subject ? [dirname(each.proposal.span.file)] : [],
    ),
  );
  return [...sources].filter(([path]) => !modelFiles.has(path) && !others.has(dirname(path)));
}
