import { describe, expect, test } from 'vitest';
import { GeneratedMachine } from '../../../src/machine/javascript/generated-machine.ts';
import { LockStep } from '../../support/lock-step.ts';
import { picker, seed } from '../../support/picker.ts';
import { shippedWorlds } from '../../support/shipped-worlds.ts';

const worlds = shippedWorlds();
const walks = 12;

describe('the evaluator and the generated code go the same ways', () => {
  test('there are worlds to go through', () => {
    expect(worlds.length).toBeGreaterThan(8);
  });

  test.each(worlds)('$name', { timeout: 120_000 }, ({ system }) => {
    const machine = new GeneratedMachine(system(), 'nothing', false);
    let steps = 0;
    for (let walk = 0; walk < walks; walk++) {
      const walked = new LockStep(machine, picker(seed + walk)).walk(60);
      expect([`ABIWRIGHT_SEED=${seed}`, walk, walked.differs]).toEqual([`ABIWRIGHT_SEED=${seed}`, walk, null]);
      steps += walked.steps;
    }
    expect(steps).toBeGreaterThan(walks);
  });
});
