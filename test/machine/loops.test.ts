import { expect, it } from 'vitest';
import { Trial } from '../support/trial.ts';

const sumUp = `
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - { reject: item.first > 100, errno: ERANGE }
    - { set: a, to: a * 10 + item.first }
    - { set: b, to: b + 1 }
- { reply: all, errno: EIO }
`;

it('reads the elements of an array in user memory, in order', () => {
  const items = [1n, 2n, 3n].map((first) => ({ first, last: 0n }));
  const ended = new Trial(sumUp).call({ count: 3n }, { items });
  expect(ended).toMatchObject({ errno: null, argument: { a: 123n, b: 3n } });
  expect(new Trial(sumUp).call({ count: 0n }).argument).toMatchObject({ a: 0n, b: 0n });
});

it('fails where an element cannot be read, after the turns before it', () => {
  const trial = new Trial(sumUp.replace('set: b, to: b + 1', 'set: context.total, to: context.total + 1'));
  expect(trial.call({ count: 3n }, { items: [{ first: 1n, last: 0n }] }).errno).toBe('EFAULT');
  expect(trial.column('context', 'total')).toEqual(['1']);
});

it('fails in the turn whose step fails', () => {
  const items = [1n, 101n, 102n].map((first) => ({ first, last: 0n }));
  const ended = new Trial(sumUp.replace('ERANGE }', 'ERANGE, doc: In a turn. }')).call({ count: 3n }, { items });
  expect(ended.by?.step.doc).toBe('In a turn.');
});

it('asks for the count in each turn', () => {
  const trial = new Trial(sumUp.replace('set: b, to: b + 1', 'set: count, to: 2'));
  expect(trial.call({ count: 3n }, { items: [{ first: 1n }, { first: 2n }, { first: 3n }] }).argument['a']).toBe(12n);
});

it('keeps the elements of nested loops over arrays apart', () => {
  const trial = new Trial(`
- each: item
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - each: other
      of: trial_item
      at: items
      count: count
      errno: EFAULT
      do:
        - { set: a, to: a * 10 + item.first }
        - { set: b, to: b * 10 + other.first }
- { reply: all, errno: EIO }
`);
  const items = [{ first: 1n }, { first: 2n }];
  expect(trial.call({ count: 2n }, { items }).argument).toMatchObject({ a: 1122n, b: 1212n });
});

it('does not take an element for a member of the argument of the same name', () => {
  const trial = new Trial(`
- each: pair
  of: trial_item
  at: items
  count: count
  errno: EFAULT
  do:
    - { set: a, to: pair.first }
- { set: b, to: pair.left }
- { reply: all, errno: EIO }
`);
  const ended = trial.call({ count: 1n, 'pair.left': 5n }, { items: [{ first: 9n }] });
  expect(ended.argument).toMatchObject({ a: 9n, b: 5n, 'pair.left': 5n });
});

const things = [5n, 3n, 9n].map((id, index) => ({ id, small: BigInt(index) }));

function withThings(steps: string): Trial {
  const trial = new Trial(`${steps}\n- { reply: all, errno: EIO }`);
  for (const each of things) trial.state.insert('thing', each);
  return trial;
}

it('goes over the rows for which a condition holds, as they lie in the table', () => {
  const trial = withThings(
    '- { each: thing, in: thing, where: thing.id > 3, do: [ { set: a, to: a * 10 + thing.id } ] }',
  );
  expect(trial.call().argument['a']).toBe(59n);
});

it('goes over ranges by their first', () => {
  const trial = withThings('- { each: range, in: range, do: [ { set: a, to: a * 10 + range.first } ] }');
  for (const first of [7n, 2n, 5n, 2n]) trial.state.insert('range', { first, last: first });
  expect(trial.call().argument['a']).toBe(2257n);
});

it('takes the row that a turn is about away, and those that were to come', () => {
  const trial = new Trial('- { call: clear }\n- { set: a, to: context.total }\n- { reply: all, errno: EIO }', {
    verbs: `
- verb: clear
  stands-for: f
  doc: Made up.
  steps:
    - each: range
      in: range
      do:
        - { set: context.total, to: context.total * 10 + range.first }
        - { remove: range, as: gone, where: gone == range || gone.first == range.first + 2 }
        - { insert: range, row: { first: 1, last: 1 } }
`,
  });
  for (const first of [2n, 3n, 4n, 6n]) trial.state.insert('range', { first, last: first });
  // 4 goes with 2; what is added lies before the row that the loop is at.
  expect(trial.call().argument['a']).toBe(236n);
  expect(trial.column('range', 'first')).toEqual(['1', '1', '1']);
});

it('comes to rows that a turn adds behind the row it is at', () => {
  const trial = new Trial('- { call: grow }\n- { set: a, to: context.total }\n- { reply: all, errno: EIO }', {
    verbs: `
- verb: grow
  stands-for: f
  doc: Made up.
  steps:
    - each: range
      in: range
      where: range.first < 8
      do:
        - { set: context.total, to: context.total * 10 + range.first }
        - { insert: range, row: { first: range.first + 3, last: 9 } }
`,
  });
  trial.state.insert('range', { first: 1n, last: 1n });
  expect(trial.call().argument['a']).toBe(147n);
});

it('is not confused where a turn moves the row it is at', () => {
  const trial = withThings(`
- each: range
  in: range
  do:
    - { set: a, to: a * 10 + range.last }
    - { set: range.first, to: range.first - 2 }
`);
  for (const [first, last] of [
    [4n, 1n],
    [5n, 2n],
    [6n, 3n],
  ] as const)
    trial.state.insert('range', { first, last });
  expect(trial.call().argument['a']).toBe(123n);
});

const gaps = (from: string, to: string): string => `
- each: hole
  gaps-of: range
  where: range.thing == null
  from: ${from}
  to: ${to}
  do:
    - reply: element
      at: items
      index: count
      of: trial_item
      values: { first: hole_first, last: hole_last }
      errno: EFAULT
    - { set: count, to: count + 1 }
- { reply: all, errno: EIO }
`;
const largest = (1n << 64n) - 1n;

it.each([
  ['nothing taken', '0', 'U64_MAX', [], [[0n, largest]]],
  ['all taken', '0', 'U64_MAX', [[0n, largest]], []],
  ['the first number taken', '0', 'U64_MAX', [[0n, 0n]], [[1n, largest]]],
  ['the last number taken', '0', 'U64_MAX', [[largest, largest]], [[0n, largest - 1n]]],
  [
    'both ends taken',
    '0',
    'U64_MAX',
    [
      [0n, 4n],
      [largest - 4n, largest],
    ],
    [[5n, largest - 5n]],
  ],
  [
    'ranges that touch',
    '0',
    '20',
    [
      [5n, 9n],
      [10n, 12n],
    ],
    [
      [0n, 4n],
      [13n, 20n],
    ],
  ],
  [
    'ranges that lie over each other',
    '0',
    '20',
    [
      [5n, 15n],
      [6n, 8n],
    ],
    [
      [0n, 4n],
      [16n, 20n],
    ],
  ],
  ['a range over the start', '10', '20', [[5n, 12n]], [[13n, 20n]]],
  ['a range over the end', '10', '20', [[15n, 25n]], [[10n, 14n]]],
  ['a range beyond the end', '10', '20', [[30n, 40n]], [[10n, 20n]]],
  ['a range before the start', '10', '20', [[3n, 9n]], [[10n, 20n]]],
  ['one number', '7', '7', [], [[7n, 7n]]],
  ['an end before the start', '8', '7', [], []],
] as const)('finds the gaps between ranges: %s', (_, from, to, taken, free) => {
  const trial = new Trial(gaps(from, to));
  const thing = trial.state.insert('thing', {});
  trial.state.insert('range', { first: 3n, last: 18n, thing });
  for (const [first, last] of taken) trial.state.insert('range', { first, last });
  const { items, argument } = trial.call();
  expect(items).toEqual(free.map(([first, last]) => ({ first, last })));
  expect(argument['count']).toBe(BigInt(free.length));
});

it('sees the ranges that a turn adds in a gap', () => {
  const trial = new Trial('- { call: fill }\n- { set: a, to: context.total }\n- { reply: all, errno: EIO }', {
    verbs: `
- verb: fill
  stands-for: f
  doc: Made up.
  steps:
    - each: hole
      gaps-of: range
      from: 0
      to: 20
      do:
        - { set: context.total, to: context.total * 100 + hole_first }
        - { insert: range, row: { first: 16, last: 20 } }
`,
  });
  trial.state.insert('range', { first: 5n, last: 9n });
  trial.state.insert('range', { first: 12n, last: 14n });
  expect(trial.call().argument['a']).toBe(1015n);
});
