import type { Space } from './space.ts';
import { StateSet } from './state-set.ts';

/** How far a search may go. */
export interface Bounds {
  readonly states: number;
  /** Of the states that are held. */
  readonly bytes: number;
}

/** The first state that breaks a property. */
export interface Violation {
  /** The bit of the property. */
  readonly bit: number;
  readonly state: number;
  /** Steps from the start. */
  readonly depth: number;
  /** How many states had been looked at. */
  readonly looked: number;
}

/** What a search found. */
export interface Searched {
  readonly states: StateSet;
  readonly transitions: number;
  /** Steps from the start to the farthest state that was looked at. */
  readonly depth: number;
  /** Why not all reachable states were looked at; null where all were. */
  readonly stopped: string | null;
  readonly violations: readonly Violation[];
}

/** How often the search tells how far it is, in states. */
const interval = 0x1_0000;

/**
 * Looks at all states that can be reached, those with the fewest steps from the start first, so that the first violation
 * of each property is a shortest one. The same space gives the same result.
 *
 * @param wanted bits of properties; once each of them is broken, the search ends. 0: it never ends for that
 */
export function search(
  space: Space,
  bounds: Bounds,
  wanted: number,
  progress: (looked: number, found: number, depth: number) => void = () => undefined,
): Searched {
  const states = new StateSet(space.words);
  const violations: Violation[] = [];
  let [transitions, depth, levelEnd, broken, looked] = [0, 0, 1, 0, 0];
  let stopped: string | null = null;
  space.start();
  states.add(space.next, -1);
  const sink = (): void => {
    transitions++;
    states.add(space.next, looked);
  };
  for (; looked < states.count; looked++) {
    if (looked === levelEnd) {
      levelEnd = states.count;
      depth++;
    }
    if (states.count > bounds.states) stopped = `more than ${bounds.states} states`;
    if (states.bytes > bounds.bytes) stopped = `more than ${Math.round(bounds.bytes / 2 ** 20)} MiB of states`;
    if (stopped !== null) break;
    const bad = space.expand(states.chunkOf(looked), states.offsetOf(looked), sink);
    const full = space.full();
    if (full !== null) {
      stopped = full;
      break;
    }
    for (let bit = 1, left = bad & ~broken; left !== 0; bit *= 2)
      if (left & bit) {
        left &= ~bit;
        violations.push({ bit, state: looked, depth, looked: looked + 1 });
      }
    broken |= bad;
    if (wanted !== 0 && (wanted & ~broken) === 0) break;
    if (looked % interval === 0 && looked > 0) progress(looked, states.count, depth);
  }
  return { states, transitions, depth, stopped, violations };
}

/** The states on the way from the start to one, both included. */
export function pathTo(states: StateSet, state: number): readonly number[] {
  const path: number[] = [];
  for (let at = state; at >= 0; at = states.parentOf(at)) path.push(at);
  return path.reverse();
}
