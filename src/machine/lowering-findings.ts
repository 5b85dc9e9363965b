import { finding, type Finding } from '../diagnostics/finding.ts';
import type { Interface } from '../spec/interface.ts';
import type { World } from '../spec/world.ts';
import { lowerEntry, lowerIoctl, lowerSteps, lowerVerb } from './lower.ts';
import { ModelError } from './model-error.ts';

/** What a model error is to the author of the spec. */
function modelFinding(error: ModelError): Finding {
  return finding('SEM0009', error.message, error.span);
}

/** What is wrong with an interface's steps that only shows when they are lowered. */
export function loweringFindings(of: Interface): readonly Finding[] {
  const lowerings = [
    () => lowerEntry(of),
    ...[...of.ioctls, ...of.testIoctls].map((ioctl) => () => lowerIoctl(of, ioctl)),
    ...[...of.verbs.values()].map((verb) => () => lowerVerb(of, verb)),
  ];
  return lowerings.flatMap(findingsOf);
}

/** What is wrong with the steps of a world, that only shows when they are lowered. Its ioctls are those of the interface. */
export function worldFindings(of: Interface, { start, names, actors }: World): readonly Finding[] {
  const actions = actors.flatMap((actor) => actor.actions.filter((each) => each.ioctl === null));
  return [
    () => lowerSteps(of, 'start', start, []),
    ...actions.map(
      ({ name, steps }) =>
        () =>
          lowerSteps(of, name, steps, names),
    ),
  ].flatMap(findingsOf);
}

function findingsOf(lower: () => unknown): readonly Finding[] {
  try {
    lower();
    return [];
  } catch (error) {
    if (error instanceof ModelError) return [modelFinding(error)];
    throw error;
  }
}
