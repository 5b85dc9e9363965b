import { expect, it } from 'vitest';
import { loadTrial, Trial } from '../support/trial.ts';

it('cuts what a verb is given to the types of its parameters, and what it gives to those of the targets', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a, on: b }, gives: { back: small } }\n- { reply: all, errno: EFAULT }',
    {
      verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  takes: { n: u16, on: bool }
  gives: { back: u32 }
  steps:
    - { set: context.total, to: n + 1 }
    - switch: "on"
      cases:
        true: [ { set: back, to: n } ]
`,
    },
  );
  expect(trial.call({ a: 0x12_ffffn, b: 4n }).argument['small']).toBe(0xffn);
  expect(trial.column('context', 'total')).toEqual(['65536']);
  // A result that is not set is 0, also where the verb was called before.
  expect(trial.call({ a: 7n, small: 9n }).argument['small']).toBe(0n);
});

it('forgets what an earlier call of the verb in the same call gave', () => {
  const trial = new Trial(
    `
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - { call: act, with: { n: item.first }, gives: { back: let back } }
    - { set: a, to: a * 10 + back }
- { reply: all, errno: EFAULT }
`,
    {
      verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  takes: { n: u64 }
  gives: { back: u64 }
  steps:
    - { switch: n > 4, cases: { true: [ { set: back, to: n } ] } }
`,
    },
  );
  expect(trial.call({ count: 3n }, { items: [{ first: 7n }, { first: 1n }, { first: 5n }] }).argument['a']).toBe(705n);
});

it('keeps the variables of two calls of one verb apart, and those of the caller', () => {
  const trial = new Trial(
    `
- { set: let x, to: a }
- { call: outer, with: { n: 3 }, gives: { back: let one } }
- { call: outer, with: { n: 5 }, gives: { back: let two } }
- { set: a, to: x * 10000 + one * 100 + two }
- { reply: all, errno: EFAULT }
`,
    {
      verbs: `
- { verb: outer, stands-for: f, doc: Made up., takes: { n: u64 }, gives: { back: u64 }, steps: [ { set: let x, to: n }, { call: inner, with: { x: x + 1 }, gives: { y: let y } }, { set: back, to: x * 10 + y } ] }
- { verb: inner, stands-for: f, doc: Made up., takes: { x: u64 }, gives: { y: u64 }, steps: [ { set: y, to: x }, { set: x, to: 99 } ] }
`,
    },
  );
  expect(trial.call({ a: 7n }).argument['a']).toBe(73456n);
});

it('does not let a name that an inner list binds change the outer one', () => {
  const trial = new Trial(
    '- { call: act, with: { thing: "null" }, gives: { n: a } }\n- { reply: all, errno: EFAULT }',
    {
      verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  takes: { thing: thing }
  gives: { n: u64 }
  steps:
    - { each: thing, in: thing, do: [ { set: n, to: n * 10 + thing.id } ] }
    - switch: n == 0
      cases:
        false: [ { insert: thing, as: thing, row: { id: 8 } }, { set: n, to: n * 10 + thing.id } ]
    - { set: n, to: "n * 10 + (thing == null ? 1 : 0)" }
`,
    },
  );
  trial.state.insert('thing', { id: 5n });
  expect(trial.call().argument['a']).toBe(581n);
});

it('gives a result that was chosen, also inside of a list', () => {
  const trial = new Trial('- { call: act, gives: { n: a } }\n- { reply: all, errno: EFAULT }', {
    verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  gives: { n: u64 }
  steps:
    - { switch: context.total, cases: { 0: [ { choose: n, from: 5, to: 9, where: true, errno: ENOSPC } ] } }
`,
  });
  expect(trial.call().argument['a']).toBe(5n);
});

it('refuses verbs that call themselves', () => {
  const call = (name: string, other: string): string =>
    `- { verb: ${name}, stands-for: f, doc: Made up., steps: [ { call: ${other} } ] }`;
  const { findings } = loadTrial('- { call: one }', { verbs: [call('one', 'two'), call('two', 'one')].join('\n') });
  expect(findings.map((each) => each.code)).toContain('SPEC0007');
});

it('lets the row of a condition hide a parameter of its name', () => {
  const trial = new Trial(
    '- { lookup: thing, id: id, errno: ENOENT }\n- { call: act, with: { thing: thing, range: null } }'.replace(
      'null',
      '"null"',
    ),
    {
      verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  takes: { thing: thing, range: range }
  steps:
    - { set: context.total, to: "count(thing, thing.id > 1) * 1000 + thing.id" }
    - { each: thing, in: thing, where: thing.id > 1, do: [ { set: context.total, to: context.total * 10 + thing.id } ] }
    - { remove: thing, where: thing.id == 3 }
    - each: hole
      gaps-of: range
      where: range.last > 5
      from: 0
      to: 9
      do: [ { set: context.total, to: context.total * 10 + hole_first } ]
    - { set: context.total, to: context.total * 10 + thing.id }
`,
    },
  );
  for (const id of [1n, 2n, 3n]) trial.state.insert('thing', { id });
  for (const [first, last] of [
    [2n, 4n],
    [3n, 6n],
  ] as const)
    trial.state.insert('range', { first, last });
  expect(trial.call({ id: 1n }).errno).toBeNull();
  // 2 of 3 above 1, the first; 2 and 3 in turn; the holes at 0 and 7 that the second range leaves; the first again.
  expect(trial.column('context', 'total')).toEqual(['200123071']);
  expect(trial.column('thing', 'id')).toEqual(['1', '2']);
});
