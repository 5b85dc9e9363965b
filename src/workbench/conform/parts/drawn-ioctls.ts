import { changesOf } from '../../../emit/change.ts';
import type { Ioctl } from '../../../spec/interface.ts';
import { labelled } from '../../../telling/conform/labelled.ts';
import type { ConformSubject } from '../make-calls.ts';

/** Of which ioctls random calls are made. */
export interface DrawnIoctls {
  readonly has: (ioctl: Ioctl) => boolean;
  /** The names of those that are left out. */
  readonly leftOut: readonly string[];
  /** Says which are left out, and why; nothing where none is. */
  readonly note: readonly string[];
}

/**
 * All ioctls of a base; of a proposal those that it leaves as they are, since a kernel that has the series makes the
 * checks of the others and none of their effect. Where somebody has `implemented` that, all of them.
 */
export function drawnIoctls(subject: ConformSubject, implemented: boolean): DrawnIoctls {
  if (subject.kind === 'base' || implemented) return { has: () => true, leftOut: [], note: [] };
  const changed = changesOf(subject.proposal).flatMap(({ ioctl }) => (ioctl === null ? [] : [ioctl.name]));
  return {
    has: ({ name }) => !changed.includes(name),
    leftOut: changed,
    note:
      changed.length === 0
        ? []
        : [
            labelled(
              '',
              `without ${changed.join(', ')}, which the proposal adds or changes (--implemented includes them)`,
            ),
          ],
  };
}
