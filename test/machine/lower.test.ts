import { describe, expect, it } from 'vitest';
import { successors } from '../../src/machine/labels.ts';
import { liveBefore } from '../../src/machine/liveness.ts';
import { lowerEntry, lowerIoctl, lowerVerb } from '../../src/machine/lower.ts';
import type { Program } from '../../src/machine/program.ts';
import type { Interface } from '../../src/spec/interface.ts';
import { proposals } from '../support/proposals.ts';
import { iommufd } from '../support/specs.ts';
import { trialInterface } from '../support/trial.ts';

interface Lowered {
  readonly program: Program;
  readonly gives: readonly string[];
}

function programs(of: Interface): Lowered[] {
  const calls = [lowerEntry(of), ...[...of.ioctls, ...of.testIoctls].map((ioctl) => lowerIoctl(of, ioctl))];
  const verbs = [...of.verbs.values()];
  return [
    ...calls.map((program) => ({ program, gives: [] })),
    ...verbs.map((verb) => ({ program: lowerVerb(of, verb), gives: verb.gives.map((each) => each.name) })),
  ];
}

function reachable(program: Program): ReadonlySet<number> {
  const found = new Set<number>();
  const open = [0];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...successors(program.instructions[at]!, at));
  }
  return found;
}

const shipped = [iommufd().interface, ...proposals().map((each) => each.result)];
const all = shipped.flatMap((of) =>
  programs(of).map((lowered) => [`${lowered.program.name} of ${of.name}`, lowered] as const),
);

describe.each(all)('the program of %s', (_, { program, gives }) => {
  const { parameters, locals, cursors, instructions } = program;

  it('goes nowhere but to instructions, and ends with a return', () => {
    for (const [at, instruction] of instructions.entries())
      for (const next of successors(instruction, at)) expect(instructions[next], `from ${at}`).toBeDefined();
    const ends = instructions.filter((instruction, at) => successors(instruction, at).length === 0);
    expect(ends.every((each) => each.op === 'return')).toBe(true);
    expect(ends.length).toBeGreaterThan(0);
  });

  it('reads nothing that it does not declare, and nothing before it is written', () => {
    const declared = [...parameters, ...locals, ...cursors].map((each) => each.name);
    expect(new Set(declared).size).toBe(declared.length);
    for (const live of liveBefore(instructions)) for (const name of live) expect(declared).toContain(name);
    // What an undo reads that only a flag knows to be due is written where the flag is set.
    const flags = locals.flatMap(({ name }) => (name.includes('#undo@') ? [name.replace(/#undo@.*$/, '')] : []));
    const first = [...liveBefore(instructions)[0]!].filter((name) => !flags.some((mark) => name.startsWith(mark)));
    expect([...parameters.map((each) => each.name), ...gives]).toEqual(expect.arrayContaining(first));
  });

  it('gives every local a type that a machine can hold', () => {
    for (const { type } of locals) expect(['integer', 'boolean', 'row', 'state-enum', 'null']).toContain(type.kind);
  });
});

it('has every step of a list in its program, each failing one with a way out', () => {
  for (const of of shipped)
    for (const ioctl of of.ioctls) {
      const program = lowerIoctl(of, ioctl);
      const found = reachable(program);
      const fails = ioctl.steps.filter((step) => step.kind === 'reject' || step.kind === 'lookup');
      const ends = program.instructions.filter(
        (each, at) => each.op === 'return' && each.errno !== null && found.has(at),
      );
      for (const step of fails) expect(ends.map((each) => each.origin.step)).toContain(step);
    }
});

it('tells each yield what is needed behind it', () => {
  const of = trialInterface('- { call: act, with: { n: a, m: b } }\n- { reject: id, errno: ERANGE }', {
    verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  takes: { n: u64, m: u64 }
  steps:
    - { set: let kept, to: n }
    - { set: let rebound, to: m }
    - { reject: rebound == m + 1, errno: EDOM }
    - switch: n
      cases:
        0: [ { undo: [ { set: context.total, to: kept } ] } ]
    - { gap: f, lock: a_lock }
    - { set: rebound, to: 1 }
    - { reject: rebound > m, errno: EDOM }
    - each: range
      in: range
      do: [ { gap: f, lock: a_lock } ]
`,
  });
  const lives = lowerIoctl(of, of.ioctls[0]!).instructions.flatMap((each) => (each.op === 'yield' ? [each.live] : []));
  const inAct = (name: string): string => `act@1.${name}`;
  expect(lives).toEqual(
    [
      [inAct('#undo@4.0.1'), inAct('kept'), inAct('m'), 'context'],
      [inAct('#8'), inAct('#undo@4.0.1'), inAct('kept'), 'context'],
    ].map((each) => each.sort()),
  );
});

it('remembers across the gap of an unmap how far it has come, and the area that it holds', () => {
  const of = iommufd().interface;
  const unmap = lowerIoctl(
    of,
    of.ioctls.find((each) => each.name === 'IOMMU_IOAS_UNMAP')!,
  );
  const lives = unmap.instructions.flatMap((each) => (each.op === 'yield' ? [each] : []));
  const withAnArea = lives.filter(({ origin: { step } }) => step.kind === 'gap' && step.lock === 'iova_rwsem');
  const walks = ['#1', 'first', 'ioas', 'last'];
  const inside = ['#1', 'area_first', 'area_last', 'end', 'first', 'ioas', 'last'];
  const live = ['thread', ...walks, ...inside, 'area', 'unmapped', 'unmapped'];
  expect(withAnArea.map((each) => each.live.map((name) => name.replace(/^.*\./, '')))).toEqual([live, live]);
  // While accesses are asked to let go nothing of the area is held: another call may unmap it.
  const asking = lives.filter((each) => !withAnArea.includes(each));
  expect(asking.length).toBeGreaterThan(0);
  for (const each of asking) expect(each.live.filter((name) => name.endsWith('.area'))).toEqual([]);
});
