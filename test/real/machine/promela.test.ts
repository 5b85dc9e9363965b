import { expect, it } from 'vitest';
import { systemOf } from '../../../src/machine/system/system.ts';
import { interfaceOf, SpecLoader } from '../../../src/workbench/load.ts';
import { firstOpinion, secondOpinion } from '../../support/second-opinion.ts';

/** Worlds with more states are left to the explorer. */
const mostStates = 250_000;

const loader = new SpecLoader(import.meta.dirname);
const { subjects } = loader.load([]);
const worlds = subjects.flatMap((subject) =>
  loader
    .worlds(subject)
    .worlds.map((world) => ({ name: `${interfaceOf(subject).name} in ${world.name}`, subject, world })),
);

let compared = 0;
it.each(worlds)('SPIN says the same of $name, in both orders of search', ({ subject, world }) => {
  const system = systemOf(interfaceOf(subject), world);
  const first = firstOpinion(system, mostStates);
  if (first === null) return;
  expect(secondOpinion(system, first.states, { search: 'depth-first' })).toEqual(first);
  expect(secondOpinion(system, first.states, { search: 'breadth-first' })).toEqual(first);
  compared++;
});

it('has compared nearly all worlds', () => {
  expect(compared).toBeGreaterThan(0.8 * worlds.length);
});
