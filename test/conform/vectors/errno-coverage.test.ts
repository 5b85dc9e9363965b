import { expect, test } from 'vitest';
import { errnoCoverage } from '../../../src/conform/vectors/errno-coverage.ts';
import type { VectorResult } from '../../../src/conform/vectors/vector-result.ts';
import { entryTargetsOf, targetsOf, type Target } from '../../../src/vectors/targets.ts';
import type { Vector } from '../../../src/vectors/vector.ts';
import { iommufd } from '../../support/specs.ts';

const of = iommufd().interface;
const ioctl = of.ioctls.find(({ command }) => command === 'IOAS_MAP')!;

/** Where `errnoCoverage` puts each target of one ioctl, given what came of vectors. */
function standings(results: readonly VectorResult[]): (target: Target) => string {
  const coverage = errnoCoverage(of, [{ ioctl, vectors: [], leftOut: [], contradictions: [] }], results);
  return (target) => {
    const found = coverage.find((each) => each.target.step === target.step && each.target.key === target.key);
    return `${found?.standing ?? 'not there'}: ${found?.reason ?? ''}`;
  };
}

function about(target: Target): { readonly vector: Vector } {
  return { vector: { ioctl, target } as Vector };
}

test('an errno of the ioctl and one of its entry are told apart, though both steps are the first', () => {
  const entry = entryTargetsOf(of)[0]!;
  const own = targetsOf(of, ioctl).find(({ key }) => key.split(':')[0] === entry.key.split(':')[0])!;
  const same = { ...own, key: entry.key };
  const standing = standings([{ ...about(same), outcome: 'skipped', reason: 'no', answer: null }]);
  expect(standing(entry)).toBe('missing: no vector is about it');
});

test('an errno is skipped only where nothing about it differs', () => {
  const [target] = targetsOf(of, ioctl);
  const skipped = { ...about(target!), outcome: 'skipped', reason: 'not capable', answer: null } as const;
  const differing = { ...about(target!), outcome: 'differing', mismatches: [] } as const;
  expect(standings([skipped])(target!)).toBe('skipped: not capable');
  expect(standings([skipped, differing])(target!)).toBe('missing: the kernel ends the call otherwise');
  expect(standings([skipped, { ...about(target!), outcome: 'agreed' }])(target!)).toBe('reached: ');
});
