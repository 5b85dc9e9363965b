import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fairCycle } from '../../src/explore/fair-cycle.ts';
import { pathTo, search } from '../../src/explore/search.ts';
import type { Space } from '../../src/explore/space.ts';
import { StateSet } from '../../src/explore/state-set.ts';

const unbounded = { states: 1e9, bytes: 1e12 };

/** A graph of numbers, each in two words. */
function spaceOf(successors: (state: number) => readonly number[], bad: (state: number) => number = () => 0): Space {
  const next = new Int32Array(2);
  const put = (state: number): void => {
    next[0] = state;
    next[1] = ~state;
  };
  return {
    words: 2,
    next,
    start: () => put(0),
    expand: (states, at, sink) => {
      const state = states[at] ?? 0;
      for (const each of successors(state)) {
        put(each);
        sink();
      }
      return bad(state);
    },
    fair: () => true,
    full: () => null,
  };
}

describe('search', () => {
  it('looks at each state once, and counts every step to it', () => {
    const { states, transitions, depth, stopped } = search(
      spaceOf((state) => [(state + 1) % 10, (state + 3) % 10]),
      unbounded,
      0,
    );
    expect([states.count, transitions, depth, stopped]).toEqual([10, 20, 4, null]);
  });

  it('finds a shortest way to what is wrong', () => {
    // 1 a step, or 5 a step; 17 is 5+5+5+1+1.
    const { violations, states } = search(
      spaceOf(
        (state) => (state > 30 ? [] : [state + 1, state + 5]),
        (state) => (state === 17 ? 4 : 0),
      ),
      unbounded,
      0,
    );
    const [violation] = violations;
    expect(violation).toMatchObject({ bit: 4, depth: 5 });
    expect(pathTo(states, violation!.state)).toHaveLength(6);
    expect(violations).toHaveLength(1);
  });

  it('says what stopped it, and ends there', () => {
    const endless = spaceOf((state) => [state + 1, state + 2]);
    expect(search(endless, { states: 1000, bytes: 1e12 }, 0).stopped).toBe('more than 1000 states');
    expect(search(endless, { states: 1e9, bytes: 2 ** 21 }, 0).stopped).toBe('more than 2 MiB of states');
    const full = { ...spaceOf((state) => [state + 1]), full: () => 'area' };
    expect(search(full, unbounded, 0).stopped).toBe('area');
  });

  it('ends once all that was asked for is broken', () => {
    const endless = spaceOf(
      (state) => [state + 1],
      (state) => (state === 50 ? 1 : state === 70 ? 2 : 0),
    );
    const { violations, states } = search(endless, unbounded, 3);
    expect(violations.map((each) => each.depth)).toEqual([50, 70]);
    expect(states.count).toBeLessThan(75);
  });
});

describe('fairCycle', () => {
  const found = (successors: (state: number) => readonly number[], fair = () => true): readonly number[] | null => {
    const space = { ...spaceOf(successors), fair };
    const { states } = search(space, unbounded, 0);
    const cycle = fairCycle(space, states);
    return cycle && cycle.map((each) => states.chunkOf(each)[states.offsetOf(each)]!);
  };

  it('finds none where steps only lead on', () => {
    expect(found((state) => (state > 500 ? [] : [state + 1, state + 2, 2 * state + 1]))).toBeNull();
  });

  it('goes around the one there is', () => {
    const around = found((state) => (state === 7 ? [4] : state < 9 ? [state + 1] : []))!;
    expect([...around].sort()).toEqual([4, 5, 6, 7]);
  });

  it('takes no step that need not be taken', () => {
    const steps: boolean[] = [];
    expect(
      found(
        (state) => [(state + 1) % 5],
        () => steps.push(false) < 0,
      ),
    ).toBeNull();
    expect(steps.length).toBeGreaterThan(4);
  });
});

describe('StateSet', () => {
  it('holds what a set holds, in the order of the first times', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(300), fc.nat(2), fc.integer()), { maxLength: 30_000 }), (all) => {
        const set = new StateSet(3);
        const known = new Map<string, number>();
        for (const [a, b, c] of all) {
          const state = [a, b, c % 7];
          if (!known.has(String(state))) known.set(String(state), known.size);
          set.add(Int32Array.from(state), known.size - 1);
        }
        expect(set.count).toBe(known.size);
        for (const [state, index] of known) {
          const at = set.offsetOf(index);
          expect(String([...set.chunkOf(index).slice(at, at + 3)])).toBe(state);
          expect(set.parentOf(index)).toBe(index);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('takes few bytes a state', () => {
    const set = new StateSet(4);
    for (let state = 0; state < 1_000_000; state++) set.add(Int32Array.of(state, 0, state >> 3, 7), state - 1);
    expect(set.bytes / set.count).toBeLessThan(32);
  });
});
