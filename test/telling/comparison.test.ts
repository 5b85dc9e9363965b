import { describe, expect, test } from 'vitest';
import { comparisonMarkdown } from '../../src/telling/comparison-markdown.ts';
import { comparisonText } from '../../src/telling/comparison-text.ts';
import { comparisonOf, type Comparison } from '../../src/telling/comparison.ts';
import { painterOf } from '../../src/telling/painter.ts';
import type { Counterexample, ToldMove, ToldVerdict, ToldWorld } from '../../src/telling/verification.ts';

const move: ToldMove = {
  lane: 0,
  action: 'MAP',
  begins: true,
  argument: [],
  ended: true,
  errno: null,
  sleeps: null,
  drops: null,
  changes: [],
  cited: null,
  steps: [],
};

function way(last: Partial<ToldMove>): Counterexample {
  return {
    lanes: ['vmm'],
    moves: [move, { ...move, ...last }],
    ending: { kind: 'quiet', broken: null, sleepers: [] },
  };
}

function verdict(id: string, change: Partial<ToldVerdict> = {}): ToldVerdict {
  return {
    id,
    title: `what ${id} says`,
    outcome: 'holds',
    expected: null,
    states: 10,
    steps: change.counterexample?.moves.length ?? null,
    witnesses: 1,
    excused: 0,
    because: null,
    counterexample: null,
    ...change,
  };
}

function world(name: string, verdicts: readonly ToldVerdict[], change: Partial<ToldWorld> = {}): ToldWorld {
  const size = { states: 1234, transitions: 2, depth: 3 };
  return { name, title: name, assumptions: ['pages of 4'], ...size, stopped: null, verdicts, measures: [], ...change };
}

function of(
  name: string,
  worlds: readonly ToldWorld[],
  newAbi: string | null = null,
): Parameters<typeof comparisonOf>[0][0] {
  return { verification: { name, worlds, deadSteps: null, steps: 0, calls: null }, newAbi };
}

const violated = (last: Partial<ToldMove>): Partial<ToldVerdict> => ({
  outcome: 'violated',
  counterexample: way(last),
});

function cells(comparison: Comparison, id: string): readonly unknown[] {
  return (
    comparison.rows
      .find((each) => each.id === id)
      ?.cells.map(({ outcome, steps, ending, note }) => [outcome, steps, ending, note]) ?? []
  );
}

describe('a comparison', () => {
  test('takes the worst of the worlds that the subjects share, and only those', () => {
    const control = of('base', [
      world('update', [verdict('accounting')]),
      world('alone', [verdict('accounting', violated({}))]),
    ]);
    const ours = of('ours', [
      world('update', [verdict('accounting', { outcome: 'declared', because: 'as said' })]),
      world('fork', [verdict('accounting', violated({}))]),
    ]);
    const theirs = of('theirs', [
      world('fork', [verdict('accounting', { outcome: 'incomplete' })], { stopped: 'too many states' }),
    ]);
    expect(cells(comparisonOf([control, ours, theirs]), 'accounting')).toEqual([
      ['holds', null, null, null],
      ['violated', 2, null, 'in fork'],
      ['incomplete', null, null, 'in fork: too many states'],
    ]);
    expect(cells(comparisonOf([control, ours]), 'accounting')).toEqual([
      ['holds', null, null, null],
      ['declared', null, null, 'in update: as said'],
    ]);
  });

  test('takes all worlds of what shares none, and the shortest of several ways', () => {
    const long = { ...violated({}), counterexample: { ...way({}), moves: [move, move, move] }, steps: 3 };
    const alone = of('alone', [world('one', [verdict('wedge', long)]), world('two', [verdict('wedge', violated({}))])]);
    expect(cells(comparisonOf([of('base', []), alone]), 'wedge')).toEqual([
      ['-', null, null, null],
      ['violated', 2, null, 'in two'],
    ]);
  });

  test('says how the way ends: in an errno, or asleep', () => {
    const sleeps = { until: 'vaddr.valid', verb: null };
    const all = ['base', 'ours', 'theirs'].map((name, index) =>
      of(name, [
        world('update', [verdict('mdev', violated([{}, { errno: 'EFAULT' }, { sleeps, ended: false }][index] ?? {}))]),
      ]),
    );
    const comparison = comparisonOf(all);
    expect(cells(comparison, 'mdev').map((cell) => (cell as unknown[])[2])).toEqual([null, 'EFAULT', 'waits']);
    expect(comparisonText(comparison, 100, painterOf(false))).toMatch(
      /^mdev +VIOLATED 2 +VIOLATED 2, EFAULT +VIOLATED 2, waits$/m,
    );
  });

  test('does not call a property well of which no state was seen', () => {
    const nothing = of('ours', [world('update', [verdict('mdev', { witnesses: 0 })])]);
    const comparison = comparisonOf([of('base', [world('update', [verdict('mdev')])]), nothing]);
    expect(cells(comparison, 'mdev')[1]).toEqual(['-', null, null, 'no state is about it']);
    expect(comparisonText(comparison, 80, painterOf(false))).toContain('ours: no state is about it (mdev)');
  });

  test('shows measures, the new ABI and the states of the same worlds', () => {
    const measured = (greatest: string | null): Partial<ToldWorld> => ({
      measures: [{ name: 'pages-pinned', title: 'Pages', greatest }],
    });
    const base = of('base', [world('update', [], measured(null)), world('alone', [], measured('9'))]);
    const ours = of('ours', [world('update', [], measured('4'))], '1 ioctl');
    const comparison = comparisonOf([base, ours]);
    expect(cells(comparison, 'pages-pinned').map((cell) => (cell as unknown[])[0])).toEqual(['-', '4']);
    expect(cells(comparison, 'new-abi').map((cell) => (cell as unknown[])[0])).toEqual(['-', '1 ioctl']);
    expect(cells(comparison, 'states-explored')).toEqual([
      ['1,234', null, null, 'in update'],
      ['1,234', null, null, 'in update'],
    ]);
  });

  test('is several tables where the columns are too few, the control in each', () => {
    const names = ['base@v1', 'first-way', 'second-way', 'third-way'];
    const comparison = comparisonOf(names.map((name) => of(name, [world('update', [verdict('accounting')])])));
    const text = comparisonText(comparison, 50, painterOf(false));
    const heads = text.split('\n').filter((line) => line.includes('base@v1'));
    expect(heads.map((line) => line.trim().split(/ +/))).toEqual([
      ['base@v1', 'first-way'],
      ['base@v1', 'second-way'],
      ['base@v1', 'third-way'],
    ]);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(50);
  });

  test('is Markdown in which no name marks anything up', () => {
    const comparison = comparisonOf([
      of('base', [world('an_update', [verdict('a|b', violated({}))])]),
      of('o*u*rs', []),
    ]);
    expect(comparisonMarkdown(comparison).split('\n')).toEqual([
      '|  | base | o\\*u\\*rs |',
      '| --- | --- | --- |',
      '| a\\|b | VIOLATED 2 | - |',
      '| new ABI | - | - |',
      '| states explored | 1,234 | - |',
      '',
      '- base: violated in an\\_update (a\\|b)',
      '- assuming: pages of 4',
    ]);
  });
});
