import { expect, test } from 'vitest';
import type { VectorConformance } from '../../../src/conform/vectors/conform-vectors.ts';
import type { SizeResult } from '../../../src/conform/vectors/size-rules.ts';
import type { VectorResult } from '../../../src/conform/vectors/vector-result.ts';
import { vectorsJson } from '../../../src/telling/conform/vectors-json.ts';
import { vectorsText } from '../../../src/telling/conform/vectors-text.ts';
import { tellVectors, vectorsFailed } from '../../../src/telling/conform/vectors-told.ts';
import { painterOf } from '../../../src/telling/painter.ts';
import { targetsOf } from '../../../src/vectors/targets.ts';
import type { Vector } from '../../../src/vectors/vector.ts';
import { iommufd } from '../../support/specs.ts';

const of = iommufd().interface;
const ioctl = of.ioctls.find(({ command }) => command === 'IOAS_MAP')!;
const targets = targetsOf(of, ioctl);
const vector = { ioctl, name: 'einval', target: targets[0] } as Vector;

const agreed: VectorResult = { vector, outcome: 'agreed' };
const skipped: VectorResult = { vector, outcome: 'skipped', reason: 'open /dev/iommu: EMFILE', answer: null };
const fitting: SizeResult = { ioctl: ioctl.name, rule: 'no bytes', spec: 'EINVAL', kernel: 'EINVAL', span: ioctl.span };
const untried: SizeResult = { ...fitting, kernel: null };

const whole: VectorConformance = { results: [agreed], errnos: [], sizes: [fitting], devices: true };

function text(conformance: VectorConformance): readonly string[] {
  return vectorsText(tellVectors(conformance), painterOf(false)).split('\n');
}

function failed(conformance: VectorConformance): boolean {
  return vectorsFailed(tellVectors(conformance));
}

test('vectors that agree, some skipped, are no failure', () => {
  expect(failed(whole)).toBe(false);
  expect(failed({ ...whole, results: [agreed, skipped] })).toBe(false);
  expect(text(whole)).toEqual([
    'contract vectors     1 of 1 agree',
    'errnos               0 of 0 reached',
    'sizes                1 of 1 agree',
  ]);
});

test('where every vector was skipped, that is a failure, and is said', () => {
  const nothing = { ...whole, results: [skipped, skipped] };
  expect(failed(nothing)).toBe(true);
  expect(text(nothing)).toEqual([
    'contract vectors     0 of 0 agree, 2 skipped',
    'errnos               0 of 0 reached',
    'sizes                1 of 1 agree',
    '                     2 skipped: open /dev/iommu: EMFILE',
    'NOT COMPARED contract vectors',
  ]);
});

test('sizes that were not tried are counted, and are a failure where none was', () => {
  expect(text({ ...whole, sizes: [fitting, untried] })).toContain('sizes                1 of 1 agree, 1 not tried');
  expect(failed({ ...whole, sizes: [fitting, untried] })).toBe(false);
  expect(failed({ ...whole, sizes: [untried] })).toBe(true);
  expect(text({ ...whole, sizes: [untried] })).toContain('NOT COMPARED sizes of arguments');
});

test('a kernel without devices for tests is told as such, with how many errnos that leaves out', () => {
  const [target] = targets;
  const standing = { standing: 'excused', reason: 'needs a device' } as const;
  const errnos = [
    { ioctl, target: target!, isForDevice: true, ...standing },
    { ioctl, target: target!, isForDevice: false, ...standing },
  ];
  const without = { ...whole, errnos, devices: false };
  expect(text(without)).toContain('devices              none (no CONFIG_IOMMUFD_TEST): 1 errnos need one');
  expect(vectorsJson(tellVectors(without))).toMatchObject({ vectors: { devices: false } });
  expect(vectorsJson(tellVectors(whole))).toMatchObject({ vectors: { devices: true } });
});
