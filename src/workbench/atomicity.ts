import { remember } from '../host/remember.ts';
import { atomicityOf, type Atomicity } from '../vectors/atomicity.ts';
import { interfaceOf, type LoadedSubjects, type Subject } from './load.ts';
import { ownSources } from './own-sources.ts';

/**
 * Makes the calls of a subject that fail, or takes what came of it in the last run in which its specs were the same. Its
 * vectors are known already.
 *
 * @param onStage told when the calls have to be made
 */
export function rememberedAtomicity(
  subject: Subject,
  loaded: LoadedSubjects,
  onStage: (stage: string) => void,
): Atomicity {
  const of = interfaceOf(subject);
  return remember(
    `atomicity-${of.name}`,
    ownSources(subject, loaded).flat(),
    () => {
      onStage(`making calls of ${of.name} that fail`);
      return atomicityOf(of);
    },
    () => true,
  );
}
