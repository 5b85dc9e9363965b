import { expect, it } from 'vitest';
import { abis } from '../../../src/layout/abis.ts';
import { constants, kernelTypes } from '../../support/compiler.ts';

const byName = abis.map((abi) => [abi.name, abi] as const);
const alignmentOf = (type: string): string => `offsetof(struct { char before; ${type} it; }, it)`;

it.each(byName)('%s is what its compiler says', (name, abi) => {
  const answers = constants(name, kernelTypes, [
    'sizeof(void *)',
    'sizeof(long)',
    alignmentOf('__u8'),
    alignmentOf('__u16'),
    alignmentOf('__u32'),
    alignmentOf('__u64'),
    '_Alignof(struct { char it; })',
    '(char)-1 < 0',
    '__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__',
  ]).map(Number);
  expect(answers).toEqual([
    abi.pointerBytes,
    abi.longBytes,
    abi.alignment[1],
    abi.alignment[2],
    abi.alignment[4],
    abi.alignment[8],
    abi.structAlignment,
    Number(abi.charSigned),
    Number(abi.endian === 'little'),
  ]);
});
