import { remember } from '../host/remember.ts';
import { findDeviceVectors, knowDeviceVectors, knowVectors } from '../vectors/find.ts';
import { restoredVectors, storedVectors } from '../vectors/stored.ts';
import { interfaceOf, type LoadedSubjects, type Subject } from './load.ts';
import { ownSources } from './own-sources.ts';

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

/**
 * The same for the vectors that need a device of the test kernel.
 *
 * @param onStage told when they have to be found, which takes seconds
 */
export function rememberDeviceVectors(
  subject: Subject,
  loaded: LoadedSubjects,
  onStage: (stage: string) => void,
): void {
  const of = interfaceOf(subject);
  const stored = remember(
    `device-vectors-${of.name}`,
    yamlOf(subject, loaded),
    () => {
      onStage(`finding calls that test ${of.name} with a device`);
      return storedVectors(of, findDeviceVectors);
    },
    () => true,
  );
  knowDeviceVectors(of, restoredVectors(of, stored));
}

/** The YAML that was read for a subject; where it lies decides nothing. */
function yamlOf(subject: Subject, loaded: LoadedSubjects): readonly string[] {
  return ownSources(subject, loaded).flatMap(([path, text]) => (path.endsWith('.yaml') ? [text] : []));
}
