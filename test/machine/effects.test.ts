import { expect, it } from 'vitest';
import { Trial } from '../support/trial.ts';

const verb = (steps: string, more = ''): { verbs: string } => ({
  verbs: `- verb: act\n  stands-for: f\n  doc: Made up.\n${more}  steps:\n${steps.replace(/^(?=.)/gm, '    ')}`,
});

it('sets members, variables and columns, cut to their widths', () => {
  const trial = new Trial(`
- { set: let x, to: a }
- { set: small, to: a + 1 }
- { set: narrow, to: x + 2 }
- { set: id, to: 0 - 1 }
- { set: pair.right, to: a }
- { set: context.total, to: 0 - x }
- { reply: all, errno: EFAULT }
`);
  const ended = trial.call({ a: 0x1_2345_67ffn });
  expect(ended.argument).toMatchObject({
    small: 0n,
    narrow: 0x6801n,
    id: 0xffff_ffffn,
    'pair.right': 0x2345_67ffn,
    'pair.left': 0n,
  });
  expect(trial.column('context', 'total')).toEqual([String((1n << 64n) - 0x1_2345_67ffn)]);
});

it('makes truth values of numbers and numbers of truth values, as C does', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a } }\n- { set: b, to: a > 1 }\n- { reply: all, errno: EFAULT }',
    verb(
      `
- { insert: thing, row: { id: n > 1, on: n, small: n } }
`,
      '  takes: { n: u64 }\n',
    ),
  );
  expect(trial.call({ a: 0x102n }).argument['b']).toBe(1n);
  expect(trial.rows('thing')).toEqual([{ id: '1', small: '2', on: 'true', mood: '0', other: 'null' }]);
});

it('inserts rows with the columns that are given, and what a variable is bound to is the row', () => {
  const trial = new Trial(
    '- { call: act }',
    verb(`
- { insert: thing, as: one, row: { id: 1, mood: SAD } }
- { insert: thing, as: two, row: { id: 2, other: one } }
- { set: one.other, to: two }
- { set: context.best, to: one }
`),
  );
  trial.call();
  expect(trial.rows('thing')).toEqual([
    { id: '1', small: '0', on: 'false', mood: '2', other: 'thing 2' },
    { id: '2', small: '0', on: 'false', mood: '0', other: 'thing 1' },
  ]);
  expect(trial.column('context', 'best')).toEqual(['thing 1']);
});

it('removes every row that a condition is true of when the step begins', () => {
  const trial = new Trial(
    '- { call: act }',
    verb(`
- { remove: thing, where: "thing.id == 2 || some(other = thing, other.id == 2 && thing.id == 3)" }
- { remove: range, as: gone, where: gone.first == 1 }
`),
  );
  for (const id of [1n, 2n, 3n, 4n]) trial.state.insert('thing', { id });
  for (const first of [1n, 2n]) trial.state.insert('range', { first });
  trial.call();
  expect(trial.column('thing', 'id')).toEqual(['1', '4']);
  expect(trial.column('range', 'first')).toEqual(['2']);
});

it('replies the whole argument, or the members that are named, and fails where it cannot', () => {
  const steps = '- { set: a, to: 1 }\n- { set: b, to: 2 }\n';
  const all = new Trial(`${steps}- { reply: all, errno: EFAULT }`);
  expect(all.call().argument).toMatchObject({ a: 1n, b: 2n });
  const some = new Trial(`${steps}- { reply: [b], errno: EFAULT }\n- { set: b, to: 3 }`);
  expect(some.call().argument).toMatchObject({ a: 0n, b: 2n });
  expect(some.call({}, { readOnly: true })).toMatchObject({ errno: 'EFAULT', argument: { a: 0n, b: 0n } });
});

it('replies before a failure', () => {
  const trial = new Trial('- { set: a, to: 1 }\n- { reply: [a], errno: EFAULT }\n- { reject: b, errno: EMSGSIZE }');
  expect(trial.call({ b: 1n })).toMatchObject({ errno: 'EMSGSIZE', argument: { a: 1n } });
});

it('writes an element of an array in user memory, and fails where it cannot', () => {
  const trial = new Trial(`
- reply: element
  at: items
  index: a
  of: trial_item
  values: { first: a + 1, last: b }
  errno: EFAULT
`);
  expect(trial.call({ a: 1n, b: 9n }, { items: [{ first: 5n }] }).items).toEqual([
    { first: 5n },
    { first: 2n, last: 9n },
  ]);
  expect(trial.call({ a: 1n }, { unwritable: 1 }).errno).toBe('EFAULT');
});

it('fails where the environment lets it, with the errno of the step or of the driver', () => {
  const trial = new Trial('- { call: act }', verb('- { fault: ENOMEM }\n- { fault: driver }\n'));
  expect(trial.call().errno).toBeNull();
  expect(trial.call({}, { failing: ['ENOMEM'] }).errno).toBe('ENOMEM');
  expect(trial.call({}, { failing: ['ENXIO'] }).errno).toBe('ENXIO');
});

it('waits for what holds already, and tells where a call would sleep for ever', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a } }\n- { reply: all, errno: EFAULT }',
    verb(
      `
- { wait: context.total >= n, unless: { killed: EINTR, stopped: ENODEV } }
- { gap: f, lock: a_lock }
- { set: context.total, to: n + 1 }
`,
      '  takes: { n: u64 }\n',
    ),
  );
  expect(trial.call({ a: 0n })).toMatchObject({ errno: null, blocked: false });
  const ended = trial.call({ a: 2n });
  expect(ended).toMatchObject({ errno: null, blocked: true });
  expect(ended.by?.step.kind).toBe('wait');
  expect(trial.column('context', 'total')).toEqual(['1']);
});

it('keeps what is needed across a yield', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a }, gives: { twofold: b } }\n- { reply: all, errno: EFAULT }',
    verb(
      `
- { set: let kept, to: n + 1 }
- { set: let lost, to: n + 2 }
- { reject: lost == 0, errno: EDOM }
- each: range
  in: range
  do:
    - { gap: f, lock: a_lock }
    - { set: kept, to: kept * 10 + range.first }
- { wait: kept != 0 }
- { set: twofold, to: kept * 2 }
`,
      '  takes: { n: u64 }\n  gives: { twofold: u64 }\n',
    ),
  );
  for (const first of [1n, 2n]) trial.state.insert('range', { first });
  expect(trial.call({ a: 4n }).argument['b']).toBe(1024n);
});
