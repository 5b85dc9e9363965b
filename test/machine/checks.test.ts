import { expect, it } from 'vitest';
import { Trial } from '../support/trial.ts';

it('rejects with the errno of the first check that is true', () => {
  const trial = new Trial(`
- { reject: a > 5, errno: ERANGE }
- { reject: b, errno: EDOM }
- { set: a, to: 1 }
- { reply: [a], errno: EFAULT }
`);
  expect(trial.call({ a: 6n, b: 1n }).errno).toBe('ERANGE');
  expect(trial.call({ a: 5n, b: 1n }).errno).toBe('EDOM');
  const ended = trial.call({ a: 5n });
  expect(ended).toMatchObject({ errno: null, by: null, blocked: false });
  expect(ended.argument['a']).toBe(1n);
});

it('tells which step of which verb failed', () => {
  const trial = new Trial('- { call: outer, with: { n: a } }', {
    verbs: `
- { verb: outer, stands-for: f, doc: Made up., takes: { n: u64 }, steps: [ { call: inner, with: { n: n + 1 } } ] }
- { verb: inner, stands-for: f, doc: Made up., takes: { n: u64 }, steps: [ { set: let x, to: n }, { reject: x == 3, errno: EDOM } ] }
`,
  });
  const { errno, by } = trial.call({ a: 2n });
  expect(errno).toBe('EDOM');
  expect(by?.verbs).toEqual(['outer', 'inner']);
  expect(by?.step).toMatchObject({ kind: 'reject', path: '2' });
  expect(trial.call({ a: 3n }).errno).toBeNull();
});

it('looks a row up, and fails where there is none', () => {
  const trial = new Trial(`
- { lookup: thing, id: id, errno: ENOENT }
- { lookup: thing, id: op, as: other, errno: ESRCH }
- { set: a, to: thing.small }
- { set: b, to: other.small }
- { reply: all, errno: EFAULT }
`);
  trial.state.insert('thing', { id: 3n, small: 30n });
  trial.state.insert('thing', { id: 4n, small: 40n });
  expect(trial.call({ id: 5n, op: 3n }).errno).toBe('ENOENT');
  expect(trial.call({ id: 3n, op: 5n }).errno).toBe('ESRCH');
  expect(trial.call({ id: 3n, op: 4n }).argument).toMatchObject({ a: 30n, b: 40n });
});

it('looks up with a key that variables of the same name do not disturb', () => {
  const trial = new Trial(
    '- { set: let key, to: 9 }\n- { lookup: thing, id: id, errno: ENOENT }\n- { reject: key != 9, errno: EDOM }',
  );
  trial.state.insert('thing', { id: 3n });
  expect(trial.call({ id: 3n }).errno).toBeNull();
  expect(trial.call({ id: 9n }).errno).toBe('ENOENT');
});

const cases = `
- switch: op
  cases:
    1: [ { set: a, to: 10 } ]
    2:
      - { reject: b == 7, errno: EDOM }
      - { set: a, to: 20 }
`;

it.each([
  ['takes the case', { op: 1n }, null, 10n],
  ['runs every step of the case', { op: 2n }, null, 20n],
  ['fails in the case', { op: 2n, b: 7n }, 'EDOM', 0n],
  ['takes no case', { op: 3n }, null, 0n],
])('a switch %s', (_, values, errno, a) => {
  const ended = new Trial(`${cases}\n- { reply: [a], errno: EFAULT }`).call(values);
  expect(ended.errno).toBe(errno);
  expect(ended.argument['a']).toBe(a);
});

it.each([
  ['an errno', 'EOPNOTSUPP', 'EOPNOTSUPP', 0n],
  ['steps', '[ { set: a, to: 30 } ]', null, 30n],
])('a switch has %s for what no case has', (_, otherwise, errno, a) => {
  const trial = new Trial(`${cases.trimEnd()}\n  otherwise: ${otherwise}\n- { reply: [a], errno: EFAULT }`);
  expect(trial.call({ op: 3n })).toMatchObject({ errno, argument: { a } });
  expect(trial.call({ op: 1n }).argument['a']).toBe(10n);
});

it('switches on truth and on the values of a state enumeration', () => {
  const trial = new Trial(`
- switch: a > 5
  cases:
    true: [ { set: b, to: 1 } ]
    false: [ { set: b, to: 2 } ]
- switch: context.mood
  cases:
    CALM: [ { set: context.mood, to: SAD } ]
    SAD: [ { set: b, to: b + 10 } ]
- { reply: [b], errno: EFAULT }
`);
  expect(trial.call({ a: 6n }).argument['b']).toBe(1n);
  expect(trial.call({ a: 5n }).argument['b']).toBe(12n);
});
