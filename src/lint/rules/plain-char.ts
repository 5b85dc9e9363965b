import { abis } from '../../layout/abis.ts';
import { allFields, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called, listed } from '../words.ts';

/** `char` only in strings: as a number it is signed on some ABIs only. Linux: driver-api/ioctl.rst. */
export const plainChar: Rule = {
  code: 'ABI0016',
  name: 'plain-char',
  *check({ current }) {
    const unsigned = listed(abis.filter((abi) => !abi.charSigned).map((abi) => abi.name));
    for (const { struct } of structsOf(current)) {
      for (const field of allFields(struct.fields)) {
        if (field.type.kind !== 'scalar' || field.type.scalar !== 'char' || field.array !== null) continue;
        yield {
          message: `${called(field)} is a char that is no string: it is unsigned on ${unsigned}, and signed elsewhere`,
          span: field.at['type'] ?? field.span,
          fix: 'write type: u8 or type: s8',
        };
      }
    }
  },
};
