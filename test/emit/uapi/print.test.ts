import { expect, it } from 'vitest';
import { enumeratorDocLines } from '../../../src/emit/uapi/enum.ts';
import { memberDocLines } from '../../../src/emit/uapi/member-doc.ts';
import { cNumber, enumeratorValue } from '../../../src/emit/uapi/number.ts';
import {
  printCommandLine,
  printDeclaration,
  printEnumerator,
  printField,
  printIoctl,
} from '../../../src/emit/uapi/print.ts';
import type { Enum, Ioctl } from '../../../src/spec/interface.ts';
import { anonymous, member, nowhere, struct } from '../../support/build.ts';
import { scenarioInput } from '../../support/scenario.ts';
import { baseIn } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';

const vault = baseIn(scenarioInput('vault')).interface;
const print = printer();
const put = vault.ioctls[0]!;

function enumOf(...values: { value: bigint; bit: number | null }[]): Enum {
  const element = { span: nowhere, at: {}, since: null };
  const named = values.map((each, index) => ({
    ...element,
    ...each,
    short: `V${index}`,
    name: `E_V${index}`,
    doc: 'A value.',
  }));
  return { ...element, declares: 'enum', name: 'e', prefix: 'E_', values: named, doc: 'An enum.' };
}

it('prints the lines that a series adds to a header', () => {
  const [sealed] = enumOf({ value: 4n, bit: 2 }).values;
  expect(printCommandLine(put, vault, print)).toBe('\tVAULT_CMD_PUT = VAULT_CMD_BASE,\n');
  expect(printCommandLine({ ...put, number: 0x1b }, vault, print)).toBe('\tVAULT_CMD_PUT = 0x1b,\n');
  expect(printEnumerator(sealed!, print)).toBe('\tE_V0 = 1 << 2,\n');
  expect(printField(member('one', 'be32', { array: 3 }), print)).toBe('\t__be32 one[3];\n');
});

it('prints a union in place, with the name it has or none', () => {
  const union = anonymous('union', [member('a', 'u8'), anonymous('struct', [member('b', 'u16', { array: 2 })])]);
  expect(printField({ ...union, doc: '' }, print)).toBe(
    '\tunion {\n\t\t__u8 a;\n\t\tstruct {\n\t\t\t__u16 b[2];\n\t\t};\n\t};\n',
  );
  expect(printField({ ...union, name: 'u', array: 2 }, print)).toContain('\t} u[2];\n');
});

it('documents what is inside a named union by its path', () => {
  const inside = { ...anonymous('union', [member('a', 'u8')]), name: 'u' };
  expect(memberDocLines(inside, struct('s', [inside]))).toEqual(['@u: A value.', '@u.a: A value.']);
});

it('says of a member what its declaration does not', () => {
  const size = member('size', 'u32', { role: 'size', doc: '' });
  const lines = (field: ReturnType<typeof member>): string[] => memberDocLines(field, struct('s', [size, field]));
  const flags = { ...enumOf({ value: 1n, bit: 0 }), declares: 'flags' as const };
  expect(lines(size)).toEqual(['@size: sizeof(struct s)']);
  expect(lines(member('r', 'u32', { role: 'reserved', doc: '' }))).toEqual(['@r: Must be 0']);
  expect(lines(member('r', 'u32', { role: 'reserved', doc: 'Is 0.' }))).toEqual(['@r: Is 0.']);
  expect(lines(member('flags', 'u32', { role: 'flags', doc: '' }))).toEqual(['@flags: Must be 0']);
  expect(lines(member('flags', 'u32', { role: 'flags', enum: flags, doc: 'How.' }))).toEqual([
    '@flags: Combination of enum e. How.',
  ]);
  expect(lines(member('flags', 'u32', { role: 'flags', enum: flags, doc: 'See enum e.' }))).toEqual([
    '@flags: See enum e.',
  ]);
  expect(lines(member('io', 'u32', { direction: 'inout' }))).toEqual(['@io: Input/output. A value.']);
  expect(lines(member('o', 'u32', { direction: 'out' }))).toEqual(['@o: Output. A value.']);
  expect(lines(member('out_o', 'u32', { direction: 'out' }))).toEqual(['@out_o: A value.']);
});

it('does not tell the direction of each member of a record, which moves as a whole', () => {
  const fields = [member('o', 'u32', { direction: 'out' }), member('io', 'u32', { direction: 'inout' })];
  const lines = fields.flatMap((field) => memberDocLines(field, struct('record', fields)));
  expect(lines).toEqual(['@o: A value.', '@io: A value.']);
});

it('lists the errnos that are neither general nor told in the text', () => {
  const listed = (doc: string): string[] =>
    [...printIoctl({ ...put, struct: { ...put.struct, doc } }, vault, print).matchAll(/^ \* - (E\w+):/gm)].map(
      (match) => match[1] ?? '',
    );
  expect(listed('Puts.')).toEqual(['EPERM', 'EBUSY', 'EROFS', 'EDQUOT']);
  expect(listed('EBUSY means that the box is full.')).toEqual(['EPERM', 'EROFS', 'EDQUOT']);
});

it('writes numbers so that C keeps their value', () => {
  expect([0n, 255n, 10_000n, -3n].map(cNumber)).toEqual(['0', '255', '0x2710', '-3']);
  expect([0x7fff_ffffn, 0x8000_0000n, 1n << 32n].map(cNumber)).toEqual(['0x7fffffff', '0x80000000U', '0x100000000ULL']);
  const bits = [0, 30, 31, 32, 63].map((bit) => ({ value: 1n << BigInt(bit), bit }));
  expect(enumOf(...bits).values.map(enumeratorValue)).toEqual([
    '1 << 0',
    '1 << 30',
    '1U << 31',
    '1ULL << 32',
    '1ULL << 63',
  ]);
});

it('breaks a macro that does not fit 80 columns, and aligns what follows', () => {
  const named = (name: string): Ioctl => ({ ...put, name: `VAULT_${name}`, command: name });
  const macro = (name: string): string => printIoctl(named(name), vault, print).split('};\n').at(-1)!;
  const [fits, breaks] = ['A'.repeat(19), 'A'.repeat(20)];
  expect(macro(fits)).toBe(`#define VAULT_${fits} _IO(VAULT_TYPE, VAULT_CMD_${fits})\n`);
  expect(macro(breaks)).toBe(`#define VAULT_${breaks} _IO(VAULT_TYPE, \\\n\t\t\t\t       VAULT_CMD_${breaks})\n`);
});

it('refers to the other values of the enum by name', () => {
  const one = enumOf({ value: 1n, bit: 0 }, { value: 2n, bit: 1 });
  expect(enumeratorDocLines({ ...one.values[0]!, doc: 'Not `E_V1`.' }, one)).toEqual(['@E_V0: Not @E_V1.']);
});

it('prints an ioctl and a declaration as the header does', () => {
  const header = vault.declarations.map((each) =>
    'declares' in each ? printDeclaration(each, vault, print) : printIoctl(each, vault, print),
  );
  expect(header.join('\n')).toMatch(
    /^\/\*\*\n \* VAULT_LABEL_MAX - [^]*#define VAULT_PUT _IO\(VAULT_TYPE, VAULT_CMD_PUT\)\n$/,
  );
});
