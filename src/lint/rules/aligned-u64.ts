import { allFields, isNew, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

const alignedTypes: Readonly<Record<string, string>> = {
  u64: 'aligned_u64',
  le64: 'aligned_le64',
  be64: 'aligned_be64',
};

/** 64-bit members ask for their alignment themselves. Linux: include/uapi/linux/types.h, at __aligned_u64. */
export const alignedU64: Rule = {
  code: 'ABI0015',
  name: 'aligned-u64',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      for (const field of allFields(struct.fields)) {
        const aligned = field.type.kind === 'scalar' ? alignedTypes[field.type.scalar] : undefined;
        if (aligned === undefined || !isNew(field)) continue;
        yield {
          message: `${called(field)} is aligned to 4 bytes on i386 and sh4 and to 2 on m68k, so that a struct around it can differ there`,
          span: field.at['type'] ?? field.span,
          fix: `write type: ${aligned}`,
        };
      }
    }
  },
};
