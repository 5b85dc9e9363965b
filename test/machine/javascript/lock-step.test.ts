import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GeneratedMachine } from '../../../src/machine/javascript/generated-machine.ts';
import { systemOf } from '../../../src/machine/system/system.ts';
import { interfaceOf, SpecLoader } from '../../../src/workbench/load.ts';
import { LockStep } from '../../support/lock-step.ts';

const loader = new SpecLoader(join(import.meta.dirname, '../../..'));
const names = [...loader.familyNames(), ...loader.proposalNames(), ...loader.systemNames()];
const systems = names.flatMap((name) => {
  const [subject] = loader.load([name]).subjects;
  if (!subject) throw new Error(`${name} does not load`);
  const of = interfaceOf(subject);
  return loader.worlds(subject).worlds.map((world) => ({ name: `${name} in ${world.name}`, of, world }));
});

const walks = 12;
const seed = Number(process.env['ABIWRIGHT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** A small generator of numbers, so that a walk can be gone again. */
function picker(start: number): (count: number) => number {
  let state = start | 1;
  return (count) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b_3c6d) + 0x6d2b_79f5;
    return ((state ^ (state >>> 13)) >>> 0) % count;
  };
}

describe('the evaluator and the generated code go the same ways', () => {
  test('there are worlds to go through', () => {
    expect(systems.length).toBeGreaterThan(8);
  });

  test.each(systems)('$name', { timeout: 120_000 }, ({ of, world }) => {
    const machine = new GeneratedMachine(systemOf(of, world), 'nothing', false);
    let steps = 0;
    for (let walk = 0; walk < walks; walk++) {
      const walked = new LockStep(machine, picker(seed + walk)).walk(60);
      expect([`ABIWRIGHT_SEED=${seed}`, walk, walked.differs]).toEqual([`ABIWRIGHT_SEED=${seed}`, walk, null]);
      steps += walked.steps;
    }
    expect(steps).toBeGreaterThan(walks);
  });
});
