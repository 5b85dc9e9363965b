import { remember } from '../host/remember.ts';
import { knowVectors } from '../vectors/find.ts';
import { restoredVectors, storedVectors } from '../vectors/stored.ts';
import { interfaceOf, type LoadedSubjects, type Subject } from './load.ts';

/**
 * Finds the vectors of a subject's interface, or takes those of the last run in which its specs were the same. What asks
 * for vectors afterwards has them at once.
 *
 * @param onStage told when they have to be found, which takes seconds
 */
export function rememberVectors(subject: Subject, loaded: LoadedSubjects, onStage: (stage: string) => void): void {
  const of = interfaceOf(subject);
  const stored = remember(
    `vectors-${of.name}`,
    yamlOf(subject, loaded),
    () => {
      onStage(`finding calls that test ${of.name}`);
      return storedVectors(of);
    },
    () => true,
  );
  knowVectors(of, restoredVectors(of, stored));
}

/** The YAML that was read for a subject: all but that of other proposals, of systems and of worlds. */
function yamlOf(subject: Subject, { subjects, sources, modelFiles }: LoadedSubjects): readonly string[] {
  const others = new Set(
    subjects.flatMap((each) => (each.kind === 'proposal' && each !== subject ? [each.proposal.span.file] : [])),
  );
  const own = [...sources].filter(([file]) => file.endsWith('.yaml') && !others.has(file) && !modelFiles.has(file));
  return own.map(([, text]) => text);
}
