import { describe, expect, it } from 'vitest';
import type { Vector } from '../../src/vectors/vector.ts';
import { findVectors } from '../../src/vectors/find.ts';
import { ioctlNamed, putSteps, reportOf, shelf, story } from '../support/vector-example.ts';

const report = reportOf();

function named(name: string): Vector {
  return report.vectors.find((each) => each.name === name)!;
}

/** SHELF_PUT as an ordinary caller makes it, with one member otherwise. */
function putWith(flags: string, more: string): string {
  return `SHELF_PUT(flags ${flags}, ${more})`;
}
const both = 'SHELF_HERE | SHELF_LOUD';
const ordinary = 'box_id out_box_id of call 1, length PAGE_SIZE, at PAGE_SIZE';

describe('the call for', () => {
  it.each([
    ['eopnotsupp_flags_unknown_bit', 'EOPNOTSUPP', `SHELF_OPEN(); ${putWith(`${both} | 4`, ordinary)}`],
    [
      'eopnotsupp_reserved',
      'EOPNOTSUPP',
      `SHELF_OPEN(); ${putWith(both, ordinary.replace('length', '__reserved 1, length'))}`,
    ],
    ['einval_length_zero', 'EINVAL', `SHELF_OPEN(); ${putWith(both, 'box_id out_box_id of call 1, at PAGE_SIZE')}`],
    [
      'enoent_box_id_unknown',
      'ENOENT',
      `SHELF_OPEN(); ${putWith(both, 'box_id 2147483647, length PAGE_SIZE, at PAGE_SIZE')}`,
    ],
    [
      'eaddrnotavail_at',
      'EADDRNOTAVAIL',
      `SHELF_OPEN(); ${putWith(both, 'box_id out_box_id of call 1, length PAGE_SIZE, at 1')}`,
    ],
    [
      'eoverflow_length_max',
      'EOVERFLOW',
      `SHELF_OPEN(); ${putWith(both, 'box_id out_box_id of call 1, length ULONG_MAX, at PAGE_SIZE')}`,
    ],
    ['eexist_at', 'EEXIST', `SHELF_OPEN(); ${putWith(both, ordinary)}; ${putWith(both, ordinary)}`],
    ['success_without_here', 'success', `SHELF_OPEN(); ${putWith('SHELF_LOUD', ordinary)}`],
  ])('%s has one mistake', (name, errno, told) => {
    expect(story(named(name))).toBe(`${told} -> ${errno}`);
  });
});

it('puts the mistake back in the contrast, which succeeds', () => {
  const one = named('einval_length_zero');
  expect(one.changed).toEqual([{ kind: 'slot', key: 'length' }]);
  expect(one.contrast).toMatchObject({ errno: null, target: null });
  expect(story({ ...one, call: one.contrast!.call, errno: null })).toBe(story(named('success')));
});

it('tells the order of two steps by a call with both mistakes', () => {
  const two = named('einval_length_zero_before_enoent');
  expect(story(two)).toBe(`SHELF_OPEN(); ${putWith(both, 'box_id 2147483647, at PAGE_SIZE')} -> EINVAL`);
  expect(two.contrast?.errno).toBe('ENOENT');
  expect(two.before?.errno).toBe('ENOENT');
});

it('makes calls that are too short, too long, out of reach or of another kind', () => {
  const manners = Object.fromEntries(
    report.vectors.flatMap(({ name, errno, call }) => {
      const { size, tail, argument, request } = call.manner;
      const plain = size === 'exact' && argument === 'writable' && request === 'own';
      return plain ? [] : [[name, [errno, size, tail, argument, request]]];
    }),
  );
  expect(manners).toEqual({
    efault_argument_missing: ['EFAULT', 'exact', 0, 'missing', 'own'],
    enotty_request_word: ['ENOTTY', 'exact', 0, 'writable', 'other-word'],
    einval_size_short: ['EINVAL', 'short', 0, 'writable', 'own'],
    e2big_tail_not_zero: ['E2BIG', 'long', 1, 'writable', 'own'],
    efault_argument_cut: ['EFAULT', 'exact', 0, 'cut', 'own'],
    efault_argument_read_only: ['EFAULT', 'exact', 0, 'read-only', 'own'],
    tail_zero: [null, 'long', 0, 'writable', 'own'],
  });
});

it('tries the first version of an argument that has grown', () => {
  const of = shelf();
  const { vectors } = findVectors(of, ioctlNamed(of, 'SHELF_OPEN'));
  const first = vectors.find((each) => each.name === 'size_first_version')!;
  expect([first.errno, first.call.manner.size]).toEqual([null, 'first-version']);
  expect(first.outputs).toEqual([
    {
      key: 'out_box_id',
      expectation: { kind: 'equal', value: { kind: 'number', value: 1n, name: null } },
      written: true,
    },
  ]);
});

it('knows what a failing call leaves as it was', () => {
  expect(named('eaddrnotavail_at').outputs).toEqual([
    { key: 'at', expectation: { kind: 'equal', value: { kind: 'number', value: 1n, name: null } }, written: false },
  ]);
});

it('gives every vector a name of its own that C takes', () => {
  const names = report.vectors.map((each) => each.name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
});

it('leaves out what another ioctl is asked for, and what the environment decides', () => {
  const of = shelf();
  const left = findVectors(of, ioctlNamed(of, 'SHELF_OPEN')).leftOut.map(({ target, why }) => [target.errno, why]);
  expect(left).toEqual([
    ['ENOTTY', 'elsewhere'],
    ['ENOMEM', 'environment'],
  ]);
  expect(report.leftOut.map((each) => each.target.errno)).toEqual(['ENOTTY']);
});

it('finds the same whenever it is asked', () => {
  expect(reportOf().vectors.map(story)).toEqual(report.vectors.map(story));
});

it('says by what needs a device that there is no call', () => {
  const steps = putSteps.map((step) => (step['errno'] === 'ENOENT' ? { ...step, needs: 'a device' } : step));
  const left = reportOf(steps).contradictions.map((each) => each.target.errno);
  expect(left).toEqual(['ENOENT']);
});

describe('a mutant', () => {
  const ends = (vectors: readonly Vector[]): Set<string> => new Set(vectors.map(story));

  it.each([0, 1, 3, 4])('without step %i has other vectors', (index) => {
    const steps = putSteps.filter((_, at) => at !== index);
    const lost = report.vectors.filter((each) => !ends(reportOf(steps).vectors).has(story(each)));
    expect(lost.map((each) => each.name).filter((name) => !name.includes('_before_'))).not.toEqual([]);
  });

  it.each([0, 1, 3])('with steps %i and the next swapped ends otherwise', (index) => {
    const steps = putSteps.map((step, at) =>
      at === index ? putSteps[index + 1]! : at === index + 1 ? putSteps[index]! : step,
    );
    const mutant = ends(reportOf(steps).vectors);
    const lost = report.vectors.filter((each) => !mutant.has(story(each))).map((each) => each.name);
    expect(lost.some((name) => name.includes('_before_'))).toBe(true);
    expect(lost.every((name) => name.includes('_before_'))).toBe(true);
  });
});
