import { describe, expect, it } from 'vitest';
import { said } from '../../support/lint-example.ts';

const steps = (...list: string[]): string => ['steps:', ...list.map((each) => `  - ${each}`)].join('\n');

describe('no-enosys', () => {
  it('looks at every step that has an errno, and into verbs', () => {
    const message =
      'no-enosys: ENOSYS tells userspace that there is no such system call -> write ENOTTY for an unknown ioctl, EOPNOTSUPP for what this kernel does not offer';
    expect(said('ABI0070', steps('{ switch: size, cases: { 8: [] }, otherwise: ENOSYS }'))).toEqual([message]);
    expect(said('ABI0070', steps('{ switch: size, cases: { 8: [{ fault: ENOSYS }] } }'))).toEqual([message]);
    const verb = [
      'verbs:',
      '  - { verb: do-it, stands-for: do_it, doc: D., steps: [{ wait: 1, unless: { killed: ENOSYS } }] }',
    ];
    expect(said('ABI0070', [...verb, 'steps: []'].join('\n'))).toEqual([message]);
  });
});

describe('errno-documented', () => {
  it('wants words for an errno that means nothing by itself', () => {
    expect(said('ABI0071', steps('{ reject: size > 64, errno: EBUSY }'))).toEqual([
      'errno-documented: nothing says when IOMMU_EXAMPLE fails with EBUSY here -> add doc: ... to the step',
    ]);
  });

  it('does not for one that the family explains', () => {
    expect(said('ABI0071', steps('{ reject: size > 64, errno: EINVAL }'))).toEqual([]);
  });
});

describe('array-bounded', () => {
  const example = (...before: string[]): string =>
    [
      'fields:',
      '  - { name: size, type: u32, role: size }',
      '  - { name: count, type: u32, role: length, unit: elements, doc: How many. }',
      '  - { name: ranges, type: aligned_u64, role: pointer, doc: Which. }',
      steps(...before, '{ each: range, of: iommu_iova_range, at: ranges, count: count, errno: EFAULT, do: [] }'),
    ].join('\n');

  it('wants a check of the count, before', () => {
    expect(said('ABI0072', example())).toEqual([
      "array-bounded: nothing limits 'count', the number of elements that IOMMU_EXAMPLE reads -> add { reject: count > ..., errno: EINVAL } before it",
    ]);
    expect(said('ABI0072', example('{ reject: count > 64, errno: EINVAL }'))).toEqual([]);
    expect(said('ABI0072', `${example()}\n  - { reject: count > 64, errno: EINVAL }`)).toHaveLength(1);
    expect(said('ABI0072', example('{ reject: ranges > 64, errno: EINVAL }'))).toHaveLength(1);
  });
});

it('entry-errnos: names each check that is missing or has another errno', () => {
  const entry = [
    'entry:',
    '  - { reject: "!known_request", errno: ENOENT }',
    '  - { reject: tail_nonzero, errno: E2BIG }',
    'steps: []',
  ];
  expect(said('ABI0073', entry.join('\n')).sort()).toEqual([
    'entry-errnos: an ioctl that this kernel does not have ends in ENOENT instead of ENOTTY -> write errno: ENOTTY',
    'entry-errnos: no entry step of the family refuses an argument shorter than its first version -> add { reject: ..., errno: EINVAL } to entry',
  ]);
});
