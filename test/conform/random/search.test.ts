import { describe, expect, test } from 'vitest';
import { Approach } from '../../../src/conform/random/approach.ts';
import { Blame } from '../../../src/conform/random/blame.ts';
import { Members } from '../../../src/conform/random/members.ts';
import type { Argument } from '../../../src/conform/random/operation.ts';
import { pointsOf } from '../../../src/conform/random/points.ts';
import { Programs } from '../../../src/model/programs.ts';
import type { Ioctl } from '../../../src/spec/interface.ts';
import { iommufd } from '../../support/specs.ts';

const { interface: of } = iommufd();
const ioctlOf = (name: string): Ioctl => of.ioctls.find((each) => each.name === name)!;

/** The marks of a call of IOMMU_HWPT_ALLOC that ended at a step. */
function endedAt(errno: string, step: string): Uint8Array {
  const point = pointsOf(of, ioctlOf('IOMMU_HWPT_ALLOC')).find((each) => each.what === errno && each.step === step)!;
  const marks = new Uint8Array(program.instructions.length);
  marks[0] = 1;
  marks[point.label] = 1;
  return marks;
}

const program = Programs.of(of).ioctl(ioctlOf('IOMMU_HWPT_ALLOC'));

describe('a search', () => {
  test('counts how many instructions a call was from its goal', () => {
    const [first, second] = ['3', '4'].map((step) =>
      pointsOf(of, ioctlOf('IOMMU_HWPT_ALLOC')).find((each) => each.step === step)!,
    );
    const approach = new Approach(program, [second!.label]);
    const early = new Uint8Array(program.instructions.length);
    early[0] = 1;
    expect(approach.nearest(early)).toBeGreaterThan(0);
    expect(approach.nearest(early)).toBeLessThan(program.instructions.length);
    expect(approach.nearest(endedAt(second!.what, '4'))).toBe(0);
    expect(approach.nearest(endedAt(first!.what, '3'))).toBe(approach.nearest(early));
  });

  test('blames the members that a step looks at, also by way of the row that one names', () => {
    const blame = new Blame(program);
    expect([...blame.of(endedAt('ENOENT', '3'))]).toEqual(['dev_id']);
    expect([...blame.of(endedAt('EINVAL', '6'))]).toEqual(['pt_id']);
    expect([...blame.of(endedAt('EOPNOTSUPP', 'alloc-nested-hwpt/2'))].sort()).toEqual(['data_type', 'dev_id']);
  });
});

test('a mapping that is longer than a region and its guard is known for one', () => {
  const map = new Members(of, ioctlOf('IOMMU_IOAS_MAP'));
  const argument = (pages: number, region: boolean): Argument => {
    const bytes = Buffer.alloc(40);
    bytes.writeBigUInt64LE(BigInt(pages) * 4096n, 24);
    const to = region ? ({ kind: 'region', region: 1 } as const) : null;
    const patches = [{ offset: 16, width: 8, value: { add: '0', to } } as const];
    return { kind: 'bytes', bytes: bytes.toString('hex'), patches, memory: 'writable', array: null };
  };
  expect(map.reachesFar(argument(16, true))).toBe(false);
  expect(map.reachesFar(argument(17, true))).toBe(true);
  expect(map.reachesFar(argument(17, false))).toBe(false);
});
