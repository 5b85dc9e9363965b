import type { Field } from '../../spec/interface.ts';
import { structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/**
 * A union has a member that says which arm is meant; memory that a pointer names has a length; and the data of a driver
 * (`..._uptr`) has a type besides. Linux: include/uapi/linux/iommufd.h, at struct iommu_hwpt_alloc.
 */
export const discriminated: Rule = {
  code: 'ABI0038',
  name: 'discriminated',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      const has = (role: Field['role']): boolean => struct.fields.some((field) => field.role === role);
      for (const field of struct.fields) {
        if (field.type.kind === 'anonymous' && field.type.of === 'union' && !has('type')) {
          yield {
            message: `no member says which arm of ${called(field)} in struct ${struct.name} is meant`,
            span: field.span,
            fix: 'add a member with role: type and an enum of the arms',
          };
        }
        if (field.role !== 'pointer') continue;
        const lacking = [
          ...(has('length') ? [] : ['length']),
          ...(isDriverData(field) && !has('type') ? ['type'] : []),
        ];
        if (lacking.length === 0) continue;
        yield {
          message: `the memory at ${called(field)} in struct ${struct.name} has no ${lacking.join(' and no ')}`,
          span: field.span,
          fix: `add ${lacking.map((role) => `a member with role: ${role}`).join(', and ')}`,
        };
      }
    }
  },
};

function isDriverData(field: Field): boolean {
  return field.name?.endsWith('_uptr') ?? false;
}
