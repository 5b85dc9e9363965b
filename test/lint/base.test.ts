import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';
import { isIoctl, type Interface, type Ioctl } from '../../src/spec/interface.ts';
import { iommufd } from '../support/specs.ts';

const { interface: base } = iommufd();

it('finds nothing in iommufd as released', () => {
  expect(lint(base, null).map((each) => `${each.span.file}:${each.span.line} ${each.code} ${each.message}`)).toEqual(
    [],
  );
});

/** The base with one ioctl changed. */
function changed(name: string, change: (ioctl: Ioctl) => Ioctl): Interface {
  const ioctls = new Map(base.ioctls.map((each) => [each.name, each.name === name ? change(each) : each] as const));
  const declarations = base.declarations.map((each) => (isIoctl(each) ? (ioctls.get(each.name) ?? each) : each));
  return { ...base, ioctls: [...ioctls.values()], declarations };
}

const checksFirst = base.ioctls.filter(({ struct }) =>
  struct.fields.some((field) => (field.role === 'reserved' && field.unchecked === null) || field.role === 'flags'),
);

describe('without the checks of', () => {
  it.each(checksFirst.map((each) => each.name))('%s, finds that a member is not checked', (name) => {
    const broken = changed(name, (ioctl) => ({ ...ioctl, steps: [] }));
    const codes = lint(broken, null).map((each) => each.code);
    expect(codes.some((code) => code === 'ABI0034' || code === 'ABI0035')).toBe(true);
  });
});

it('knows the reserved members that mainline does not check', () => {
  const unchecked = base.ioctls.flatMap(({ struct }) =>
    struct.fields.filter((field) => field.unchecked !== null).map((field) => `${struct.name}.${field.name ?? ''}`),
  );
  expect(unchecked).toEqual(['iommu_hwpt_alloc.__reserved2', 'iommu_hwpt_set_dirty_tracking.__reserved']);
  const excuseless = changed('IOMMU_HWPT_ALLOC', (ioctl) => ({
    ...ioctl,
    struct: { ...ioctl.struct, fields: ioctl.struct.fields.map((field) => ({ ...field, unchecked: null })) },
  }));
  expect(lint(excuseless, null).map((each) => each.message)).toContain(
    "reserved-checked: no step of IOMMU_HWPT_ALLOC refuses every value of '__reserved2' but 0",
  );
});
