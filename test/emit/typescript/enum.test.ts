import { expect, it } from 'vitest';
import { enumView, numberText, wideEnums } from '../../../src/emit/typescript/enum.ts';
import type { Enum, Field } from '../../../src/spec/interface.ts';
import { interfaceOf } from '../../support/bindings.ts';
import { anonymous, member, nowhere, struct } from '../../support/build.ts';

const element = { span: nowhere, at: {}, since: null };
const flags: Enum = {
  ...element,
  declares: 'flags',
  name: 'box_flags',
  prefix: 'BOX_',
  doc: 'How a box is kept.',
  values: [{ ...element, short: '2ND', name: 'BOX_2ND', value: 2n, bit: 1, doc: 'The second.' }],
};

function isWide(...fields: Field[]): boolean {
  return wideEnums(interfaceOf([struct('box', fields)])).has(flags);
}

it('gives bigints to an enum that only 64-bit members hold', () => {
  const wide = member('a', 'aligned_u64', { enum: flags });
  const narrow = member('b', 'u32', { enum: flags });
  expect(isWide(wide)).toBe(true);
  expect(isWide(anonymous('union', [wide]))).toBe(true);
  expect(isWide(wide, narrow)).toBe(false);
  expect(isWide(narrow)).toBe(false);
  expect(isWide(member('c', 'u64'))).toBe(false);
});

it('prints a name that is no identifier as a string, and the name in C beside it', () => {
  const names = { of: () => 'BoxFlags', inPlace: () => '' };
  const [value] = enumView(flags, names, true).values;
  expect(value).toEqual({ comment: '/** `BOX_2ND`: The second. */', key: "'2ND'", value: '2n' });
});

it('does not lose digits', () => {
  expect([2n ** 53n - 1n, 2n ** 53n, -(2n ** 53n)].map((value) => numberText(value, false))).toEqual([
    '9007199254740991',
    '9007199254740992n',
    '-9007199254740992n',
  ]);
});
