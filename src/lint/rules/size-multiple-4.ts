import { abis } from '../../layout/abis.ts';
import { layoutOf } from '../../layout/layout.ts';
import { structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { counted } from '../words.ts';
import { filler } from './hole.ts';

/** Old ARM (OABI) rounds every struct up to 4 bytes. Linux: driver-api/ioctl.rst. */
export const sizeMultiple4: Rule = {
  code: 'ABI0014',
  name: 'size-multiple-4',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      const { size, padding } = layoutOf(struct, abis[0]);
      if (size % 4 === 0 || padding.length > 0) continue;
      yield {
        message: `struct ${struct.name} is ${counted(size, 'byte')}, and ${Math.ceil(size / 4) * 4} on ABIs that round structs up to 4`,
        span: struct.span,
        fix: `add ${filler(struct, 4 - (size % 4))} after the last member`,
      };
    }
  },
};
