import { describe, expect, it } from 'vitest';
import { GeneratedMachine } from '../../../src/machine/javascript/generated-machine.ts';
import type { System } from '../../../src/machine/system/system.ts';
import { stepsInSpin, type Way } from '../../support/guided.ts';
import { LockStep } from '../../support/lock-step.ts';
import { picker, seed } from '../../support/picker.ts';
import { distinctWorlds } from '../../support/shipped-worlds.ts';
import { stepKindCases } from '../../support/step-kinds/cases.ts';

/** Ways that the evaluator has picked, and the generated code has gone too. */
function walked(system: System, count: number, most: number): readonly Way[] {
  const machine = new GeneratedMachine(system, 'nothing', false);
  return Array.from({ length: count }, (_way, index) => {
    const { differs, states } = new LockStep(machine, picker(seed + index)).walk(most);
    expect([`ABIWRIGHT_SEED=${seed}`, index, differs]).toEqual([`ABIWRIGHT_SEED=${seed}`, index, null]);
    return states;
  });
}

function expectSameSteps(system: System, ways: readonly Way[]): void {
  expect([`ABIWRIGHT_SEED=${seed}`, ...stepsInSpin(system, ways)]).toEqual([
    `ABIWRIGHT_SEED=${seed}`,
    ...ways.map((way) => way.length - 1),
  ]);
}

// Where the text is more than a million characters, the compiler takes half a minute to a minute: iommufd in
// exec-while-mapped, mdev-dma-and-close and two-processes, and ioas-change-process in exec-and-change. All others take
// seconds.
describe('the evaluator, the generated code and SPIN go the same ways', () => {
  it.each(distinctWorlds())('through $name', ({ system: made }) => {
    const system = made();
    const ways = walked(system, 8, 40);
    expect(Math.max(...ways.map((way) => way.length))).toBeGreaterThan(3);
    expectSameSteps(system, ways);
  });

  it.each(stepKindCases)('through a world where $kind $shows', ({ system }) => {
    expectSameSteps(system, walked(system, 6, 10));
  });

  it('and SPIN goes no way on which a state is another', () => {
    const { system } = stepKindCases.find(({ kind }) => kind === 'gap')!;
    const [way = []] = walked(system, 1, 10);
    const wrong = way.map((state, index) => (index === 2 ? state.map((word) => word ^ 1) : state));
    expect(way.length).toBeGreaterThan(2);
    expect(stepsInSpin(system, [way, wrong])).toEqual([way.length - 1, 1]);
  });
});
