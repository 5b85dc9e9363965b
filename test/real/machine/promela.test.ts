import { expect, it } from 'vitest';
import { systemOf } from '../../../src/machine/system/system.ts';
import { interfaceOf, SpecLoader } from '../../../src/workbench/load.ts';
import { firstOpinion, secondOpinion } from '../../support/second-opinion.ts';

/** More than any shipped world has. */
const mostStates = 5_000_000;

const loader = new SpecLoader(import.meta.dirname);
const { subjects } = loader.load([]);
const pairs = subjects.flatMap((subject) =>
  loader.worlds(subject).worlds.map((world) => ({
    name: `${interfaceOf(subject).name} in ${world.name}`,
    kind: subject.kind,
    system: () => systemOf(interfaceOf(subject), world),
  })),
);

it.each(pairs.filter(({ kind }) => kind === 'system'))('SPIN says the same of $name, in both orders', ({ system }) => {
  const first = firstOpinion(system(), mostStates);
  expect(first).not.toBeNull();
  expect(secondOpinion(system(), first?.states ?? 0, { search: 'depth-first' })).toEqual(first);
  expect(secondOpinion(system(), first?.states ?? 0, { search: 'breadth-first' })).toEqual(first);
});

// The text of these is long, and takes the compiler minutes: there is time for one order of search.
it.each(pairs.filter(({ kind }) => kind !== 'system'))('SPIN says the same of $name', ({ system }) => {
  const first = firstOpinion(system(), mostStates);
  expect(first).not.toBeNull();
  expect(secondOpinion(system(), first?.states ?? 0, { search: 'depth-first' })).toEqual(first);
});
