import { expect, it } from 'vitest';
import { Trial } from '../support/trial.ts';

/** Notes a digit, so that the order in which things are undone can be seen. */
const note = (digit: number): string => `{ set: context.total, to: context.total * 10 + ${digit} }`;

function notes(trial: Trial): string {
  return trial.column('context', 'total').join();
}

const act = (steps: string, head = ''): { verbs: string } => ({
  verbs: `- verb: act\n  stands-for: f\n  doc: Made up.\n${head}  steps:\n${steps.trim().replace(/^(?=.)/gm, '    ')}\n`,
});

it('takes back what was done, the latest first, when a later step fails', () => {
  const trial = new Trial(
    '- { call: act }',
    act(`
- { reject: context.total == 9, errno: EDOM }
- undo: [ ${note(1)} ]
- { fault: ENOMEM }
- undo: [ ${note(2)} ]
- undo: [ ${note(3)} ]
- { fault: EFAULT }
`),
  );
  expect(trial.call().errno).toBeNull();
  expect(notes(trial)).toBe('0');
  expect(trial.call({}, { failing: ['ENOMEM'] }).errno).toBe('ENOMEM');
  expect(notes(trial)).toBe('1');
  expect(trial.call({}, { failing: ['EFAULT'] }).errno).toBe('EFAULT');
  expect(notes(trial)).toBe('1321');
});

it('fails with the errno of the step that failed, not with what the undo does', () => {
  const trial = new Trial(
    '- { call: act }\n- { reject: b, errno: ERANGE, doc: The one that failed. }',
    act('- undo: [ { remove: thing, where: true } ]'),
  );
  const ended = trial.call({ b: 1n });
  expect(ended.errno).toBe('ERANGE');
  expect(ended.by?.step.doc).toBe('The one that failed.');
});

it('undoes what a verb did when its caller fails later, also a verb of the verb', () => {
  const trial = new Trial('- { call: act }\n- { reject: b, errno: ERANGE }\n- { reply: all, errno: EFAULT }', {
    verbs: `
- { verb: act, stands-for: f, doc: Made up., steps: [ { call: make, with: { id: 1 } }, { call: make, with: { id: 2 } } ] }
- verb: make
  stands-for: f
  doc: Made up.
  takes: { id: u32 }
  steps:
    - { insert: thing, as: made, row: { id: id } }
    - undo: [ { set: context.total, to: context.total * 10 + id }, { remove: thing, as: gone, where: gone == made } ]
`,
  });
  expect(trial.call({ b: 1n }).errno).toBe('ERANGE');
  expect(trial.rows('thing')).toEqual([]);
  expect(notes(trial)).toBe('21');
  expect(trial.call({}, { readOnly: true }).errno).toBe('EFAULT');
  expect(trial.rows('thing')).toEqual([]);
  expect(trial.call().errno).toBeNull();
  expect(trial.column('thing', 'id')).toEqual(['1', '2']);
});

it('undoes nothing that was done before what is kept', () => {
  const trial = new Trial(
    '- { call: act }',
    act(`
- undo: [ ${note(1)} ]
- { keeps: all of it }
- { fault: ENOMEM }
- undo: [ ${note(2)} ]
- { fault: EFAULT }
`),
  );
  trial.call({}, { failing: ['ENOMEM'] });
  expect(notes(trial)).toBe('0');
  trial.call({}, { failing: ['EFAULT'] });
  expect(notes(trial)).toBe('2');
});

it('undoes what was done on the way that the call has taken', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a } }\n- { reject: b, errno: ERANGE }',
    act(
      `
- switch: n
  cases:
    1: [ { undo: [ ${note(1)} ] } ]
    2: [ { fault: ENOMEM }, { undo: [ ${note(2)} ] } ]
  otherwise: [ { undo: [ ${note(3)} ] } ]
- undo: [ ${note(4)} ]
`,
      '  takes: { n: u64 }\n',
    ),
  );
  const after = (a: bigint, failing: string[] = []): string => {
    trial.state.set(trial.context, 'total', 0n);
    trial.call({ a, b: 1n }, { failing });
    return notes(trial);
  };
  expect(after(1n)).toBe('41');
  expect(after(2n)).toBe('42');
  expect(after(9n)).toBe('43');
  expect(after(2n, ['ENOMEM'])).toBe('0');
});

it('remembers what was kept on the way that the call has taken', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a } }\n- { reject: b, errno: ERANGE }',
    act(
      `
- undo: [ ${note(1)} ]
- switch: n
  cases:
    1: [ { keeps: it } ]
- undo: [ ${note(2)} ]
`,
      '  takes: { n: u64 }\n',
    ),
  );
  trial.call({ a: 1n, b: 1n });
  expect(notes(trial)).toBe('2');
  trial.call({ a: 0n, b: 1n });
  expect(notes(trial)).toBe('221');
});

const loop = `
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - { call: act, with: { n: item.first } }
- { reject: b, errno: ERANGE }
`;
const items = [3n, 4n, 5n].map((first) => ({ first, last: 0n }));

it('takes back what earlier turns of a loop have done when a later turn, or what follows, fails', () => {
  const trial = new Trial(
    loop,
    act(
      `
- { reject: n == 5, errno: EDOM }
- { insert: thing, row: { id: n, "on": true } }
- undo:
    - { remove: thing, where: thing.on }
    - ${note(1)}
`,
      '  takes: { n: u32 }\n',
    ),
  );
  trial.state.insert('thing', { id: 1n });
  expect(trial.call({ count: 3n }, { items }).errno).toBe('EDOM');
  expect(trial.column('thing', 'id')).toEqual(['1']);
  expect(trial.call({ count: 4n }, { items: items.slice(0, 2) }).errno).toBe('EFAULT');
  expect(trial.column('thing', 'id')).toEqual(['1']);
  expect(trial.call({ count: 2n, b: 1n }, { items }).errno).toBe('ERANGE');
  expect(trial.column('thing', 'id')).toEqual(['1']);
  // Once a failure, however many turns there were; and not at all where none had come so far.
  expect(notes(trial)).toBe('111');
  expect(trial.call({ count: 1n, b: 1n }, { items: [{ first: 5n }] }).errno).toBe('EDOM');
  expect(trial.call({ count: 0n, b: 1n }).errno).toBe('ERANGE');
  expect(notes(trial)).toBe('111');
  expect(trial.call({ count: 2n }, { items }).errno).toBeNull();
  expect(trial.column('thing', 'id')).toEqual(['1', '3', '4']);
});

it('does not take back what an earlier turn has kept', () => {
  const trial = new Trial(
    loop,
    act(
      `
- undo: [ ${note(1)} ]
- { reject: n == 5, errno: EDOM }
- { keeps: "the turn" }
- { reject: n == 4, errno: EBUSY }
`,
      '  takes: { n: u32 }\n',
    ),
  );
  trial.call({ count: 3n }, { items: [{ first: 3n }, { first: 5n }] });
  expect(notes(trial)).toBe('1');
  trial.call({ count: 3n }, { items });
  expect(notes(trial)).toBe('1');
});

it('takes back what was done before a loop only until a turn keeps it', () => {
  const trial = new Trial(`- { call: before }\n${loop}`, {
    verbs: `
- { verb: before, stands-for: f, doc: Made up., steps: [ { undo: [ ${note(7)} ] } ] }
- { verb: act, stands-for: f, doc: Made up., takes: { n: u32 }, steps: [ { reject: n == 5, errno: EDOM }, { keeps: it } ] }
`,
  });
  trial.call({ count: 3n }, { items });
  expect(notes(trial)).toBe('0');
  trial.call({ count: 1n }, { items: [{ first: 5n }] });
  expect(notes(trial)).toBe('7');
});

it('undoes with the variables as they were when the effect was made', () => {
  const trial = new Trial(
    '- { call: act, with: { n: a } }\n- { call: act, with: { n: b } }\n- { reject: op, errno: ERANGE }',
    act(
      `
- switch: n > 5
  cases:
    true:
      - { set: let x, to: n }
      - undo: [ { set: context.total, to: context.total * 10 + x } ]
- switch: n > 3
  cases:
    true:
      - { set: let x, to: n + 1 }
      - undo: [ { set: context.total, to: context.total * 10 + x } ]
`,
      '  takes: { n: u64 }\n',
    ),
  );
  trial.call({ a: 6n, b: 4n, op: 1n });
  expect(notes(trial)).toBe('576');
});

it('can let others run while it undoes', () => {
  const trial = new Trial(
    '- { call: act }\n- { reject: 1, errno: ERANGE }',
    act(`
- { set: let x, to: 4 }
- undo: [ { gap: f, lock: a_lock }, { set: context.total, to: x } ]
- undo: [ { wait: true } ]
`),
  );
  expect(trial.call()).toMatchObject({ errno: 'ERANGE', blocked: false });
  expect(notes(trial)).toBe('4');
});
