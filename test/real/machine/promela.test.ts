import { expect, it } from 'vitest';
import { firstOpinion, secondOpinion } from '../../support/second-opinion.ts';
import { distinctWorlds } from '../../support/shipped-worlds.ts';

/** More than any shipped world has. */
const mostStates = 5_000_000;

const worlds = distinctWorlds();

it.each(worlds.filter(({ of }) => of === 'system'))('SPIN says the same of $name, in both orders', ({ system }) => {
  const first = firstOpinion(system(), mostStates);
  expect(first).not.toBeNull();
  expect(secondOpinion(system(), first?.states ?? 0, { search: 'depth-first' })).toEqual(first);
  expect(secondOpinion(system(), first?.states ?? 0, { search: 'breadth-first' })).toEqual(first);
});

// The text of these is long, and takes the compiler minutes: there is time for one order of search.
it.each(worlds.filter(({ of }) => of !== 'system'))('SPIN says the same of $name', ({ system }) => {
  const first = firstOpinion(system(), mostStates);
  expect(first).not.toBeNull();
  expect(secondOpinion(system(), first?.states ?? 0, { search: 'depth-first' })).toEqual(first);
});
