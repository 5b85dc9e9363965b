import { isIoctl, type Field, type Interface } from '../../spec/interface.ts';
import { allFields, enumsOf, isNew, structsOf } from '../elements.ts';
import type { Remark, Rule } from '../rule.ts';
import { called } from '../words.ts';

/**
 * New names follow the family: `IOMMU_IOAS_MAP` takes a struct iommu_ioas_map, what only comes back is `out_...`, and
 * what is reserved is `__reserved...`. Linux: include/uapi/linux/iommufd.h.
 */
export const names: Rule = {
  code: 'ABI0081',
  name: 'names',
  *check({ current }) {
    yield* ofIoctls(current);
    yield* ofEnums(current);
    for (const { struct, ioctl } of structsOf(current)) {
      for (const field of allFields(struct.fields)) {
        if (isNew(field)) yield* ofField(field, ioctl !== null);
      }
    }
  },
};

function* ofIoctls({ declarations }: Interface): Generator<Remark> {
  for (const each of declarations) {
    if (!isIoctl(each) || !isNew(each)) continue;
    const expected = each.name.toLowerCase();
    if (each.struct.name === expected) continue;
    yield {
      message: `the argument of ${each.name} is struct ${each.struct.name}`,
      span: each.at['struct'] ?? each.span,
      fix: `write struct: ${expected}`,
    };
  }
}

function* ofEnums(current: Interface): Generator<Remark> {
  const prefix = current.family.header.ioctlPrefix;
  const stem = prefix.replace(/_$/, '');
  for (const each of enumsOf(current).filter(isNew)) {
    if (each.prefix.startsWith(stem)) continue;
    yield {
      message: `the values of ${each.name} do not start with ${prefix}`,
      span: each.at['prefix'] ?? each.span,
      fix: `write prefix: ${prefix}${each.prefix}`,
    };
  }
}

function* ofField(field: Field, isArgument: boolean): Generator<Remark> {
  const name = field.name ?? '';
  if ((field.role === 'reserved') !== /^__reserved\d*$/.test(name)) {
    yield field.role === 'reserved'
      ? { message: `${called(field)} is reserved`, span: field.span, fix: 'name it __reserved' }
      : { message: `${called(field)} is not declared as reserved`, span: field.span, fix: 'add role: reserved' };
  }
  if (!isArgument || field.role === 'reserved' || name === '') return;
  if ((field.direction === 'out') === name.startsWith('out_')) return;
  yield field.direction === 'out'
    ? { message: `${called(field)} only comes back`, span: field.span, fix: `name it out_${name}` }
    : {
        message: `${called(field)} is named as an output, and is not only that`,
        span: field.span,
        fix: 'add direction: out',
      };
}
