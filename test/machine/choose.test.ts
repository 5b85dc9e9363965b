import { expect, it } from 'vitest';
import { Trial } from '../support/trial.ts';

const largest = (1n << 64n) - 1n;

interface Grid {
  readonly from?: string;
  readonly to?: string;
  readonly aligned?: string;
  readonly bits?: string;
  readonly where?: string;
}

/** A call that chooses and tells the choice in `a`. */
function choosing({ from = '0', to = 'U64_MAX', aligned = '1', bits = '0', where = 'true' }: Grid): Trial {
  return new Trial('- { call: pick, with: { n: b }, gives: { picked: a } }\n- { reply: all, errno: EFAULT }', {
    verbs: `
- verb: pick
  stands-for: f
  doc: Made up.
  takes: { n: u64 }
  gives: { picked: u64 }
  steps:
    - choose: picked
      from: ${from}
      to: ${to}
      aligned: ${aligned}
      bits: ${bits}
      where: "${where}"
      errno: ENOSPC
`,
  });
}

const free = '!some(range, range.first <= picked + (n - 1) && range.last >= picked)';

it.each<[string, Grid, [bigint, bigint][], bigint | null]>([
  ['the first', { from: '7' }, [], 7n],
  ['the only one', { from: 'U64_MAX' }, [], largest],
  ['none of few', { from: '3', to: '9', where: 'picked > 9' }, [], null],
  ['none of none', { from: '8', to: '7' }, [], null],
  ['the first that is aligned', { from: '9', aligned: '8' }, [], 16n],
  ['the first that is aligned, and has a bit', { from: '9', aligned: '8', bits: '32' }, [], 48n],
  ['the first where it has the bit already', { from: '50', aligned: '8', bits: '32' }, [], 56n],
  ['the first of few that has a bit', { from: '9', to: '90', aligned: '8', bits: '32' }, [], 32n],
  [
    'none where the bit leads beyond a gap',
    { from: '10', aligned: '8', bits: '32', where: free },
    [
      [0n, 9n],
      [36n, largest],
    ],
    null,
  ],
  ['none where the next aligned one is too high', { from: '9', to: '15', aligned: '8' }, [], null],
  ['any where no alignment is asked for', { from: '9', aligned: '0' }, [], 9n],
  ['the first behind a range', { where: free }, [[0n, 9n]], 10n],
  [
    'the first gap that is long enough',
    { where: free },
    [
      [0n, 9n],
      [12n, 20n],
      [30n, 40n],
    ],
    21n,
  ],
  [
    'the first aligned one in a gap',
    { where: free, aligned: '16' },
    [
      [0n, 9n],
      [18n, 30n],
    ],
    32n,
  ],
  [
    'the first inside of a range',
    { where: 'some(range, range.first <= picked && range.last >= picked + (n - 1))' },
    [
      [4n, 5n],
      [30n, 40n],
    ],
    30n,
  ],
  ['none where all is taken', { where: free }, [[0n, largest]], null],
  [
    'none where no gap is long enough',
    { to: '100', where: free },
    [
      [2n, 50n],
      [53n, 200n],
    ],
    null,
  ],
  ['one at the very end', { from: '100', to: 'U64_MAX - 3', where: free }, [[100n, largest - 4n]], largest - 3n],
])('chooses %s', (_, grid, ranges, chosen) => {
  const trial = choosing(grid);
  for (const [first, last] of ranges) trial.state.insert('range', { first, last });
  const { errno, argument } = trial.call({ b: 4n });
  expect({ errno, a: argument['a'] }).toEqual(
    chosen === null ? { errno: 'ENOSPC', a: 0n } : { errno: null, a: chosen },
  );
});

it('takes a number that is preferred where it will do, and no other', () => {
  const trial = choosing({ from: '16', to: '4096', aligned: '8', where: free });
  trial.state.insert('range', { first: 32n, last: 63n });
  const chosen = (...preferred: bigint[]): bigint | undefined => trial.call({ b: 4n }, { preferred }).argument['a'];
  expect(chosen(104n)).toBe(104n);
  expect(chosen(105n)).toBe(16n);
  expect(chosen(8n)).toBe(16n);
  expect(chosen(4104n)).toBe(16n);
  expect(chosen(40n)).toBe(16n);
  expect(chosen(40n, 72n, 80n)).toBe(72n);
});

it('asks what is preferred for the member that tells the choice', () => {
  expect(choosing({}).call().asked).toEqual(['a']);
  const inner = new Trial('- { call: act, gives: { n: let n, m: pair.right } }', {
    verbs: `
- verb: act
  stands-for: f
  doc: Made up.
  gives: { n: u64, m: u64 }
  steps:
    - { choose: n, from: 0, to: 9, where: true, errno: ENOSPC }
    - { call: deeper, gives: { k: m } }
    - { choose: other, from: 0, to: 9, where: true, errno: ENOSPC }
- { verb: deeper, stands-for: f, doc: Made up., gives: { k: u64 }, steps: [ { choose: k, from: 0, to: 9, where: true, errno: ENOSPC } ] }
`,
  });
  expect(inner.call().asked).toEqual([null, 'pair.right', null]);
});

it('finds the lowest free number among rows that are no ranges', () => {
  const trial = choosing({ to: '0x7fffffff', where: '!some(thing, thing.id == picked)' });
  for (const id of [3n, 0n, 1n]) trial.state.insert('thing', { id });
  expect(trial.call().argument['a']).toBe(2n);
});

it('tries every number of a small grid, whatever the condition is', () => {
  expect(
    choosing({ from: '3', to: '60000', where: 'picked * picked > 1000 && picked % 7 == 3' }).call().argument['a'],
  ).toBe(38n);
});

it('refuses to say that there is no number where it cannot know', () => {
  expect(() => choosing({ where: 'picked * picked == 1000000' }).call()).toThrow(
    'bounds of it belong into from and to',
  );
});
