import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { findVectors, knowVectors } from '../../src/vectors/find.ts';
import { restoredVectors, storedVectors } from '../../src/vectors/stored.ts';
import { walk } from '../../src/spec/step.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { iommufd } from '../support/specs.ts';
import { putSteps, shelf, type Steps } from '../support/vector-example.ts';

/** Steps of which one is out of reach, and one is said to be and is not. */
const odd: Steps = [
  ...putSteps.slice(0, 2),
  { reject: 'length < 1', errno: 'ERANGE' },
  { reject: 'length > 1 << 40', errno: 'ERANGE', unreachable: 'nobody has as much' },
  ...putSteps.slice(2),
];

describe.each<[string, () => Interface]>([
  ['an example', () => shelf()],
  ['an example with mistakes', () => shelf(odd)],
  ['the base', () => iommufd().interface],
])('what was found of %s', (_, load) => {
  const of = load();
  const found = of.ioctls.map((ioctl) => findVectors(of, ioctl));
  const kept = restoredVectors(of, deserialize(serialize(storedVectors(of))) as ReturnType<typeof storedVectors>);

  it('is the same when it was kept as bytes', () => {
    expect([...kept.values()]).toEqual(found);
  });

  it('speaks of the steps and ioctls of the interface, and not of copies', () => {
    const steps = new Set([...of.ioctls, ...of.verbs.values()].flatMap((each) => [...walk(each.steps)]));
    for (const step of walk(of.family.entry)) steps.add(step);
    for (const { vectors, leftOut, ioctl } of kept.values()) {
      expect(of.ioctls).toContain(ioctl);
      const calls = vectors.flatMap((each) => [...each.setup, each.call]);
      expect(calls.filter((each) => !of.ioctls.includes(each.ioctl))).toEqual([]);
      const targets = [...vectors, ...leftOut].flatMap(({ target }) => target ?? []);
      expect(targets.filter(({ step }) => !steps.has(step))).toEqual([]);
    }
  });
});

it('what was kept is given in place of a search', () => {
  const of = shelf();
  const again = shelf();
  const reports = restoredVectors(again, storedVectors(of));
  knowVectors(again, reports);
  for (const ioctl of again.ioctls) expect(findVectors(again, ioctl)).toBe(reports.get(ioctl));
});

it('vectors of another interface are refused', () => {
  expect(() => restoredVectors(iommufd().interface, storedVectors(shelf()))).toThrow('of another interface');
});
