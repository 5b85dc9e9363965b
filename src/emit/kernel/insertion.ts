import type { Ioctl, StepChange } from '../../spec/interface.ts';
import { walk, type Step } from '../../spec/step.ts';
import { hasEffect } from './effect.ts';
import { locate, placeInFile } from './locate.ts';

/** Steps that a proposal puts into the list of an ioctl that the base has. */
export interface Insertion {
  readonly where: 'before' | 'after' | 'replace';
  /** A step of the base. */
  readonly anchor: Step;
  readonly steps: readonly Step[];
  /** Steps behind them that end calls which would come to an effect that does not know them: see guard.ts. */
  readonly guards: readonly Step[];
}

const none = { guards: [] };

/** Steps of which C is a line or two that can be taken out; all else may have grown into the function around it. */
function isReplaceable(step: Step): boolean {
  return step.kind === 'reject' || step.kind === 'lookup';
}

/** Splits what replaces a step where the step itself stays among it, at the top of the list. */
function aroundStaying({ anchor, steps }: StepChange, after: Ioctl): readonly Insertion[] | null {
  const stays = locate(after.steps, anchor);
  if (stays === null || !steps.every((step) => stays.list.includes(step))) return null;
  const insertions: Insertion[] = [
    { ...none, where: 'before', anchor, steps: steps.filter((step) => stays.list.indexOf(step) < stays.index) },
    { ...none, where: 'after', anchor, steps: steps.filter((step) => stays.list.indexOf(step) > stays.index) },
  ];
  return insertions.filter((each) => each.steps.length > 0);
}

/**
 * The insertions of one change. An effect of the base is never taken out: what replaces it stands before it, and what
 * stays of it is reached by going on.
 */
function insertionsOf(change: StepChange, after: Ioctl): readonly Insertion[] {
  const { where, anchor, steps } = change;
  if (where !== 'replace') return [{ ...none, where, anchor, steps }];
  const around = aroundStaying(change, after);
  if (around !== null) return around;
  const stays = [...walk(steps)].some((step) => placeInFile(step) === placeInFile(anchor));
  const removes = isReplaceable(anchor) && !stays && !hasEffect(steps);
  return [{ ...none, where: removes ? 'replace' : 'before', anchor, steps }];
}

const rank = { before: 0, replace: 1, after: 2 };

/** All insertions into an ioctl, in the order of the places in its list. */
export function insertionsInOrder(changes: readonly StepChange[], before: Ioctl, after: Ioctl): readonly Insertion[] {
  const order = [...walk(before.steps)].map(placeInFile);
  const position = ({ anchor }: Insertion): number => order.indexOf(placeInFile(anchor));
  return changes
    .flatMap((change) => insertionsOf(change, after))
    .sort((a, b) => position(a) - position(b) || rank[a.where] - rank[b.where]);
}
