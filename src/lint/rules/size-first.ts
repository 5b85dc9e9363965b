import { allFields } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/** The argument of an ioctl starts with its size, a u32. Linux: include/uapi/linux/iommufd.h, its first comment. */
export const sizeFirst: Rule = {
  code: 'ABI0030',
  name: 'size-first',
  *check({ current }) {
    for (const { struct } of current.ioctls) {
      const [first, ...others] = struct.fields;
      const isSize = first?.role === 'size' && first.type.kind === 'scalar' && first.type.scalar === 'u32';
      if (!isSize || first.array !== null) {
        yield {
          message: `struct ${struct.name} does not start with its size`,
          span: (first ?? struct).span,
          fix: 'make { name: size, type: u32, role: size } the first member',
        };
      }
      for (const field of isSize ? allFields(others) : []) {
        if (field.role !== 'size') continue;
        yield {
          message: `${called(field)} is a second size of struct ${struct.name}`,
          span: field.span,
          fix: 'say role: length where it is the length of something else',
        };
      }
    }
  },
};
