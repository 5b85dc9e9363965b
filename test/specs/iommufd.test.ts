import { describe, expect, test } from 'vitest';
import { abis } from '../../src/layout/abis.ts';
import { layoutOf, memberAt } from '../../src/layout/layout.ts';
import { isIoctl, type Field, type Ioctl } from '../../src/spec/interface.ts';
import { nested, type Step } from '../../src/spec/step.ts';
import { iommufd } from '../support/specs.ts';

const base = iommufd().interface;
const x86 = abis.find((abi) => abi.name === 'x86_64')!;

function ioctl(command: string): Ioctl {
  const found = base.ioctls.find((each) => each.command === command);
  if (!found) throw new Error(`no ioctl ${command}`);
  return found;
}

/** The errnos of a list in the order in which it checks for them, with those of the verbs that it calls. */
function contract(steps: readonly Step[]): string[] {
  return steps.flatMap((step): string[] => {
    const own = 'errno' in step ? [step.errno] : [];
    const last = step.kind === 'switch' && typeof step.otherwise === 'string' ? [step.otherwise] : [];
    const called = step.kind === 'call' ? contract(base.verbs.get(step.verb)!.steps) : [];
    return [...own, ...nested(step).flatMap(contract), ...called, ...last];
  });
}

/** Number, size and smallest size of each argument: the table in drivers/iommu/iommufd/main.c. */
const table = [
  ['DESTROY', 0x80, 8, 8],
  ['IOAS_ALLOC', 0x81, 12, 12],
  ['IOAS_ALLOW_IOVAS', 0x82, 24, 24],
  ['IOAS_COPY', 0x83, 40, 40],
  ['IOAS_IOVA_RANGES', 0x84, 32, 32],
  ['IOAS_MAP', 0x85, 40, 40],
  ['IOAS_UNMAP', 0x86, 24, 24],
  ['OPTION', 0x87, 24, 24],
  ['VFIO_IOAS', 0x88, 12, 12],
  ['HWPT_ALLOC', 0x89, 48, 24],
  ['GET_HW_INFO', 0x8a, 40, 32],
  ['HWPT_SET_DIRTY_TRACKING', 0x8b, 16, 16],
  ['HWPT_GET_DIRTY_BITMAP', 0x8c, 48, 48],
  ['HWPT_INVALIDATE', 0x8d, 32, 32],
  ['FAULT_QUEUE_ALLOC', 0x8e, 16, 16],
] as const;

test('there are the 15 ioctls of v6.12 and no other', () => {
  expect(base.ioctls.map((each) => [each.command, each.number])).toEqual(
    table.map(([command, number]) => [command, number]),
  );
});

test.each(table)('%s has the size and the smallest size that the kernel knows', (command, _number, size, smallest) => {
  const { struct, minSize } = ioctl(command);
  const layout = layoutOf(struct, x86);
  const last = memberAt(layout, [minSize.name!])!;
  expect([layout.size, last.offset + last.size]).toEqual([size, smallest]);
  expect(struct.fields[0]).toMatchObject({ name: 'size', role: 'size' });
});

test('the header declares in the order of the kernel', () => {
  expect(base.declarations.filter(isIoctl).map((each) => each.command)).toEqual([
    'DESTROY',
    'IOAS_ALLOC',
    'IOAS_IOVA_RANGES',
    'IOAS_ALLOW_IOVAS',
    'IOAS_MAP',
    'IOAS_COPY',
    'IOAS_UNMAP',
    'OPTION',
    'VFIO_IOAS',
    'HWPT_ALLOC',
    'GET_HW_INFO',
    'HWPT_SET_DIRTY_TRACKING',
    'HWPT_GET_DIRTY_BITMAP',
    'HWPT_INVALIDATE',
    'FAULT_QUEUE_ALLOC',
  ]);
});

const place = 'ENOMEM EINVAL EINVAL EOVERFLOW EINVAL EEXIST EOVERFLOW EINVAL ENOSPC EPERM EINVAL EOVERFLOW';
const fill = 'EFAULT EFAULT EFAULT ENOMEM ENOMEM driver';
const walkUnmapping = 'EBUSY EDEADLOCK';

/** Every check in the order of the kernel's code; a line for each group of checks. */
const contracts: Readonly<Record<string, readonly string[]>> = {
  DESTROY: ['ENOENT EBUSY'],
  IOAS_ALLOC: ['EOPNOTSUPP ENOMEM EFAULT'],
  IOAS_ALLOW_IOVAS: ['EOPNOTSUPP ENOENT', 'EFAULT EINVAL EINVAL ENOMEM', 'EADDRINUSE'],
  // The source's ENOENT is for a hole before, and for one after, an area.
  IOAS_COPY: ['EOPNOTSUPP EOVERFLOW EINVAL ENOENT', 'EINVAL EOVERFLOW ENOENT ENOMEM ENOENT', 'ENOENT', place, fill, 'EFAULT'],
  // The reply comes before the check: the caller learns how many ranges there are.
  IOAS_IOVA_RANGES: ['EOPNOTSUPP ENOENT', 'EFAULT', 'EFAULT EMSGSIZE'],
  IOAS_MAP: ['EOPNOTSUPP EOVERFLOW EINVAL ENOENT', 'EINVAL EOVERFLOW ENOMEM', place, fill, 'EFAULT'],
  // Unmapping everything cuts through nothing; a range ends in one of the three where it cannot go on.
  IOAS_UNMAP: ['ENOENT', walkUnmapping, 'EOVERFLOW EINVAL EOVERFLOW', 'ENOENT', walkUnmapping, 'ENOENT', 'EFAULT'],
  OPTION: [
    'EOPNOTSUPP',
    'EOPNOTSUPP EPERM EBUSY EINVAL EOPNOTSUPP',
    'ENOENT EINVAL EADDRINUSE EINVAL EOPNOTSUPP',
    'EOPNOTSUPP',
    'EFAULT',
  ],
  VFIO_IOAS: ['EOPNOTSUPP', 'ENODEV EFAULT', 'ENOENT', 'EOPNOTSUPP'],
  HWPT_ALLOC: [
    'EOPNOTSUPP EINVAL ENOENT EINVAL',
    // A HWPT without data; then what an IOAS, and what a HWPT can be asked for.
    'EOPNOTSUPP',
    'EOPNOTSUPP EOPNOTSUPP EOPNOTSUPP ENOMEM EOPNOTSUPP driver',
    'EINVAL EADDRINUSE EADDRINUSE ENOMEM EADDRINUSE ENOMEM EFAULT EFAULT EFAULT ENOMEM ENOMEM driver',
    'EOPNOTSUPP EINVAL ENOMEM EOPNOTSUPP EINVAL EFAULT driver EFAULT',
    'EINVAL',
    'ENOENT',
    'EFAULT',
  ],
  // What only an access can fail with that a check has seen to is in the next two.
  GET_HW_INFO: ['EOPNOTSUPP ENOENT driver ENODEV', 'EFAULT EFAULT EFAULT EFAULT EFAULT', 'EFAULT EFAULT', 'EFAULT'],
  HWPT_SET_DIRTY_TRACKING: ['EOPNOTSUPP ENOENT EOPNOTSUPP driver'],
  HWPT_GET_DIRTY_BITMAP: ['EOPNOTSUPP ENOENT', 'EINVAL EOVERFLOW EINVAL EINVAL EINVAL', 'EOPNOTSUPP ENOMEM', 'EFAULT EFAULT EFAULT'],
  // It replies on every path; the first EFAULT is that of a call which is refused before the driver.
  HWPT_INVALIDATE: ['EFAULT', 'EOPNOTSUPP EINVAL ENOENT', 'EFAULT EINVAL', 'EFAULT EINVAL EOPNOTSUPP EFAULT driver'],
  FAULT_QUEUE_ALLOC: ['EOPNOTSUPP ENOMEM ENFILE EMFILE EFAULT'],
};

test.each(Object.entries(contracts))('%s fails with its errnos in the order of its checks', (command, expected) => {
  expect(contract(ioctl(command).steps).join(' ')).toBe(expected.join(' '));
});

test('every ioctl has a contract here', () => {
  expect(Object.keys(contracts).sort()).toEqual(base.ioctls.map((each) => each.command).sort());
});

describe('steps that only a device reaches', () => {
  // ENOENT of the first look-up is all that a bare /dev/iommu gets to see of these.
  const lookups = ['device', 'hwpt-paging', 'hwpt-nested'];
  const commands = base.ioctls.filter((each) =>
    each.steps.some((step) => step.kind === 'lookup' && lookups.includes(step.lookup)),
  );

  test('are those of five ioctls', () => {
    expect(commands.map((each) => each.command)).toEqual([
      'HWPT_ALLOC',
      'GET_HW_INFO',
      'HWPT_SET_DIRTY_TRACKING',
      'HWPT_GET_DIRTY_BITMAP',
      'HWPT_INVALIDATE',
    ]);
  });

  test.each(commands.map((each) => each.command))('%s says so, and only there', (command) => {
    const { steps } = ioctl(command);
    const first = steps.findIndex((step) => step.kind === 'lookup');
    const fails = (step: Step): boolean => 'errno' in step || step.kind === 'call' || nested(step).flat().some(fails);
    expect(steps.slice(0, first + 1).filter((step) => step.needs !== null)).toEqual([]);
    expect(steps.slice(first + 1).filter((step) => fails(step) && step.needs === null)).toEqual([]);
  });
});

describe('documentation', () => {
  const structs = base.declarations.map((each) => (isIoctl(each) ? each.struct : each));

  test('tells what each member and each value is', () => {
    const without = structs.flatMap((each) => {
      if (each.declares === 'struct')
        return each.fields
          .filter((field) => field.role !== 'size' && field.role !== 'reserved' && field.doc === '')
          .map((field) => `${each.name}.${String(field.name)}`);
      return each.declares === 'constant' ? [] : each.values.filter((value) => value.doc === '').map((value) => value.name);
    });
    expect(without).toEqual([]);
  });

  test('tells when each check of an argument fails', () => {
    const checks = (steps: readonly Step[]): Step[] => steps.flatMap((step) => [step, ...nested(step).flatMap(checks)]);
    const without = base.ioctls.flatMap((each) =>
      checks(each.steps)
        .filter((step) => (step.kind === 'reject' || step.kind === 'lookup') && step.doc === null)
        .map((step) => `${each.command} ${step.path}`),
    );
    expect(without).toEqual([]);
  });
});

test('the reserved members that the kernel does not check are named, with the reason', () => {
  const unchecked = base.declarations
    .map((each) => (isIoctl(each) ? each.struct : each))
    .flatMap((each) => (each.declares === 'struct' ? each.fields.map((field): [string, Field] => [each.name, field]) : []))
    .filter(([, field]) => field.role === 'reserved' && field.unchecked !== null)
    .map(([name, field]) => `${name}.${String(field.name)}`);
  expect(unchecked).toEqual([
    'iommu_hwpt_vtd_s1.__reserved',
    'iommu_hwpt_alloc.__reserved2',
    'iommu_hw_info_vtd.__reserved',
    'iommu_hwpt_set_dirty_tracking.__reserved',
    'iommu_hwpt_pgfault.__reserved',
  ]);
});

test('numbers of later mainline releases are kept for the ioctls that have them there', () => {
  expect(base.family.taken.map(({ number, name }) => [number, name])).toEqual([
    [0x8f, 'IOMMU_IOAS_MAP_FILE'],
    [0x90, 'IOMMU_VIOMMU_ALLOC'],
    [0x91, 'IOMMU_VDEVICE_ALLOC'],
    [0x92, 'IOMMU_IOAS_CHANGE_PROCESS'],
    [0x93, 'IOMMU_VEVENTQ_ALLOC'],
    [0x94, 'IOMMU_HW_QUEUE_ALLOC'],
    [0xa0, 'IOMMU_TEST_CMD'],
  ]);
});
