import { structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/** No array of one element at the end in place of a flexible array. Linux: checkpatch.pl, process/deprecated.rst. */
export const fakeFlexibleArray: Rule = {
  code: 'ABI0018',
  name: 'fake-flexible-array',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      const last = struct.fields.at(-1);
      if (last?.array !== 1) continue;
      yield {
        message: `${called(last)} is an array of one element at the end, which readers and compilers take for one of any length`,
        span: last.at['array'] ?? last.span,
        fix: 'pass a pointer and a number of elements, or drop array: 1',
      };
    }
  },
};
