import { isNew, membersOf, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { reached } from '../words.ts';

/** A file descriptor is a signed 32-bit number, as in `struct iommu_ioas_map_file` of mainline. */
export const fdSigned: Rule = {
  code: 'ABI0040',
  name: 'fd-signed',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      for (const member of membersOf(struct.fields)) {
        const { role, type, at, span } = member.field;
        if (role !== 'fd' || !isNew(member.field) || (type.kind === 'scalar' && type.scalar === 's32')) continue;
        yield {
          message: `${reached(member)} is a file descriptor and not an s32`,
          span: at['type'] ?? span,
          fix: 'write type: s32',
        };
      }
    }
  },
};
