/** A small generator of numbers, so that a walk can be gone again: each call gives a number below `count`. */
export function picker(start: number): (count: number) => number {
  let state = start | 1;
  return (count) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x6d2b_79f5;
    return ((state ^ (state >>> 13)) >>> 0) % count;
  };
}

export { seed } from './seed.ts';
