import type { Step } from '../../spec/step.ts';
import type { ExploredWorld } from './explore-world.ts';

/** A step that no world has come to. */
export interface DeadStep {
  readonly step: Step;
  readonly verbs: readonly string[];
}

/** Steps of these files that some world could run, and none has. */
export function deadSteps(worlds: readonly ExploredWorld[], files: ReadonlySet<string>): readonly DeadStep[] {
  const done = new Set(worlds.flatMap((each) => each.done.map(({ step }) => step)));
  const dead = new Map<Step, DeadStep>();
  for (const { origins } of worlds)
    for (const { step, verbs } of origins)
      if (files.has(step.span.file) && !done.has(step) && step.unreachable === null) dead.set(step, { step, verbs });
  return [...dead.values()];
}
