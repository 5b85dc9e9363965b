import type { Space } from './space.ts';
import type { StateSet } from './state-set.ts';

/**
 * States around which fair steps alone can go for ever; null where there are none. All states that can be reached must
 * have been found.
 */
export function fairCycle(space: Space, states: StateSet): readonly number[] | null {
  const colours = new Uint8Array(states.count);
  /** The states on the way, and behind each its successors that are still to be looked at. */
  const way: number[] = [];
  const left: number[] = [];
  const ends: number[] = [];
  const sink = (): void => {
    if (space.fair()) left.push(states.indexOf(space.next));
  };
  const enter = (state: number): void => {
    colours[state] = onTheWay;
    way.push(state);
    ends.push(left.length);
    space.expand(states.chunkOf(state), states.offsetOf(state), sink);
  };
  for (let state = 0; state < states.count; state++) {
    if (colours[state] !== unseen) continue;
    enter(state);
    while (way.length > 0) {
      if (left.length === ends.at(-1)) {
        ends.pop();
        colours[way.pop() ?? 0] = finished;
        continue;
      }
      const next = left.pop() ?? -1;
      if (next < 0 || colours[next] === finished) continue;
      if (colours[next] === onTheWay) return way.slice(way.indexOf(next));
      enter(next);
    }
  }
  return null;
}

const unseen = 0;
const onTheWay = 1;
const finished = 2;
