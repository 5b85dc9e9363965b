import { abis } from '../../layout/abis.ts';
import { layoutOf, type Padding } from '../../layout/layout.ts';
import type { Field } from '../../spec/interface.ts';
import { allFields, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called, counted, onAbis } from '../words.ts';
import { filler } from './hole.ts';

/** No padding at the end, on any ABI. Linux: process/botching-up-ioctls.rst. */
export const tailPadding: Rule = {
  code: 'ABI0013',
  name: 'tail-padding',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      const places = [null, ...allFields(struct.fields).filter((field) => field.name === null)];
      for (const inside of places) {
        const most = Math.max(...abis.map((abi) => sizeAtEnd(inside, layoutOf(struct, abi).padding)));
        if (most === 0) continue;
        const what = inside === null ? `struct ${struct.name}` : called(inside);
        const padding = onAbis((abi) => {
          const size = sizeAtEnd(inside, layoutOf(struct, abi).padding);
          return size === 0 ? 'none' : `${counted(size, 'byte')} of padding at the end of ${what}`;
        });
        const last = lastOf(inside, struct.fields);
        yield {
          message: padding,
          span: (last ?? struct).span,
          fix: `add ${filler(struct, most)} after the last member`,
        };
      }
    }
  },
};

function sizeAtEnd(inside: Field | null, padding: readonly Padding[]): number {
  return padding.find((each) => each.before === null && each.inside === inside)?.size ?? 0;
}

function lastOf(inside: Field | null, fields: readonly Field[]): Field | undefined {
  return (inside?.type.kind === 'anonymous' ? inside.type.fields : fields).at(-1);
}
