import { nested, type Step } from '../../spec/step.ts';

/** Where a step stands in an ioctl's list. */
export interface Location {
  /** The list that the step is in. */
  readonly list: readonly Step[];
  readonly index: number;
  /** How many lists are around that one. */
  readonly depth: number;
  /** What every call that comes to the step has gone through, in order: the steps before it, and before those around it. */
  readonly before: readonly Step[];
  /** What comes after it, the nearest first. */
  readonly after: readonly Step[];
}

/** Where in the file a step is written. A proposal's steps and those of its base are told apart by it. */
export function placeInFile({ span }: Step): string {
  return `${span.file}:${span.line}:${span.column}`;
}

/** Finds the step that is written at the same place as `wanted`, at any depth; null where the list has none. */
export function locate(steps: readonly Step[], wanted: Step): Location | null {
  const index = steps.findIndex((step) => placeInFile(step) === placeInFile(wanted));
  if (index >= 0) return { list: steps, index, depth: 0, before: steps.slice(0, index), after: steps.slice(index + 1) };
  for (const [outer, step] of steps.entries()) {
    for (const list of nested(step)) {
      const found = locate(list, wanted);
      if (found === null) continue;
      return {
        ...found,
        depth: found.depth + 1,
        before: [...steps.slice(0, outer), ...found.before],
        after: [...found.after, ...steps.slice(outer + 1)],
      };
    }
  }
  return null;
}
