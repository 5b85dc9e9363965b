import { expect, it } from 'vitest';
import { PromelaLimit } from '../../../src/machine/promela/limit.ts';
import { promelaOf, type PromelaAbout } from '../../../src/machine/promela/world.ts';
import { loadSystem } from '../../../src/spec/load/system.ts';
import { loadWorld } from '../../../src/spec/load/world.ts';
import { systemOf, type System } from '../../../src/machine/system/system.ts';
import { gateSource, world as gateWorld } from '../../spec/load/gate.ts';
import { printer } from '../../support/templates.ts';
import { trialSystem } from '../../support/trial-world.ts';

const about: PromelaAbout = {
  name: 'made',
  assumptions: ['page faults are answered'],
  processes: null,
  heaviest: null,
};

function text(system: System, changed: Partial<PromelaAbout> = {}): string {
  return printer()('promela/world', promelaOf(system, { ...about, ...changed }));
}

const choosing = (values: string): System =>
  trialSystem(
    `rows: { context: 1, thing: 1 }
start: [{ insert: context, as: opened, row: {} }]
actors:
  - actor: user
    is: user
    calls: 1
    given: { context: opened }
    may: [{ ioctl: TRIAL_TRY, with: { op: [1, 2], a: ${values} } }]
`,
    '- { set: context.total, to: "a + op" }\n- { reply: all, errno: EFAULT }',
  );

it('prints a small world as it has been read and found good', async () => {
  const { value: gate } = loadSystem(gateSource, { part: () => null, system: () => null });
  const { value: world } = loadWorld({ path: 'worlds/two.yaml', text: gateWorld }, gate!.interface);
  await expect(text(systemOf(gate!.interface, world!))).toMatchFileSnapshot('gate.pml');
});

it('has an option for each way in which a call may turn out', () => {
  const made = text(choosing('[0, 4, 8]'));
  expect(made.match(/^\t\tuser_TRIAL_TRY\(0, \d\)$/gm)).toHaveLength(6);
});

it('lets processes choose instead where it is told to', () => {
  const made = text(choosing('[0, 4, 8]'), { processes: 4 });
  expect(made).toContain('active [4] proctype world()');
  expect(made.match(/^\t\tuser_TRIAL_TRY\(.*\)$/gm)).toEqual([
    '\t\tuser_TRIAL_TRY(0, _pid)',
    '\t\tuser_TRIAL_TRY(0, (_pid + 4))',
  ]);
  expect(made).toContain('&& _pid < 2 ->');
});

it('takes a step apart that is too long for SPIN', () => {
  const whole = text(choosing('[0, 4]'));
  const parts = text(choosing('[0, 4]'), { heaviest: 10 });
  expect(whole).not.toContain('atomic');
  expect(parts).toContain(':: atomic {');
  expect(parts).toContain('short where;');
});

it('refuses what would take thousands of options, and says where', () => {
  const many = `[${Array.from({ length: 64 }, (_value, index) => index % 32).join(', ')}]`;
  const system = trialSystem(
    `rows: { context: 1, thing: 1 }
start: [{ insert: context, as: opened, row: {} }]
actors:
  - actor: user
    is: user
    calls: 1
    given: { context: opened }
    may: [{ ioctl: TRIAL_TRY, with: { op: ${many}, a: ${many} } }]
faults: [ENOMEM]
`,
    '- { fault: ENOMEM }\n- { set: context.total, to: "a + op" }\n- { reply: all, errno: EFAULT }',
  );
  const failing = (): string => text(system);
  expect(failing).toThrow(PromelaLimit);
  expect(failing).toThrow('user: TRIAL_TRY may turn out in more than 4096 ways: 8192');
});
