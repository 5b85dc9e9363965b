import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { abis } from '../../../src/layout/abis.ts';
import { largestRequestSize, requestWord } from '../../../src/layout/request-word.ts';
import { constants } from '../../support/compiler.ts';
import { kernelTree } from '../../support/kernel-tree.ts';
import { iommufd } from '../../support/specs.ts';

const tree = kernelTree();
const { type } = iommufd().interface.family.ioctl;
const macros = { _IO: 'none', _IOR: 'read', _IOW: 'write', _IOWR: 'read-write' } as const;
const byName = abis.map((abi) => [abi.name, abi] as const);

it.each(byName)("are what the kernel's headers make them on %s", (_, abi) => {
  const own = join('arch', abi.kernelArchitecture, 'include/uapi');
  const header = existsSync(join(tree, own, 'asm/ioctl.h')) ? 'asm/ioctl.h' : 'asm-generic/ioctl.h';
  const include = [join(tree, own), join(tree, 'include/uapi')];

  const expected: Record<string, number> = { _IOC_SIZEMASK: largestRequestSize(abi) };
  for (const [macro, direction] of Object.entries(macros)) {
    for (const letter of [';', 'd', '~', '!']) {
      for (const number of [0, 1, 0x85, 0xff]) {
        const sizes = macro === '_IO' ? [0] : [0, 1, 40, 0x1000, largestRequestSize(abi)];
        for (const size of sizes) {
          const call =
            macro === '_IO' ? `_IO('${letter}', ${number})` : `${macro}('${letter}', ${number}, char[${size}])`;
          expected[call] = requestWord(direction, letter, number, size, abi);
        }
      }
    }
  }

  for (const { number } of iommufd().interface.ioctls) {
    expected[`_IO('${type}', ${number})`] = requestWord('none', type, number, 0, abi);
  }

  const questions = Object.keys(expected);
  const answers = constants(abi.name, `#include <${header}>`, questions, { include });
  expect(expected).toEqual(Object.fromEntries(questions.map((question, index) => [question, Number(answers[index])])));
});

it('knows every architecture of ours whose header differs from the generic one', () => {
  const differing = abis.filter((abi) =>
    existsSync(join(tree, 'arch', abi.kernelArchitecture, 'include/uapi/asm/ioctl.h')),
  );
  expect(differing.map((abi) => abi.name)).toEqual(
    abis.filter((abi) => abi.ioctl.sizeBits === 13).map((abi) => abi.name),
  );
});
