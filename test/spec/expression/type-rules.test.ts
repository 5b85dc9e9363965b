import { expect, it } from 'vitest';
import { typeName } from '../../../src/spec/expression/expression.ts';
import { parseExpression } from '../../../src/spec/expression/parse.ts';
import { Scope } from '../../../src/spec/expression/scope.ts';
import { boolean, integer } from '../../../src/spec/expression/type-rules.ts';
import { fieldBindings } from '../../../src/spec/resolve/types.ts';
import { member, nowhere, struct } from '../../support/build.ts';

const argument = struct('argument', [
  member('wide', 'u64'),
  member('id', 'u32'),
  member('narrow', 'u16'),
  member('small', 'u8'),
]);
const tables = new Map([
  [
    'row',
    new Map([
      ['n', integer(32)],
      ['on', boolean],
      ['mood', { kind: 'state-enum', name: 'mood' } as const],
    ]),
  ],
]);
const scope = new Scope(
  {
    columns: (table) => tables.get(table) ?? null,
    tableNames: () => tables.keys(),
    functions: () => null,
    functionNames: () => [],
  },
  new Map(fieldBindings(argument)),
)
  .withVariable('row', { kind: 'row', table: 'row' })
  .withVariable('on', boolean)
  .withVariable('mood', { kind: 'state-enum', name: 'mood' });

function typed(text: string): string {
  const { expression, findings } = parseExpression({ text, span: nowhere }, scope);
  return expression ? typeName(expression.type) : findings.map((each) => `${each.code} ${each.message}`).join('; ');
}

it.each([
  ['id', 'u32'],
  ['5', 'number'],
  ['0x100000000 | 1', 'number'],
  ['id + id', 'u64'],
  ['small - 1', 'u64'],
  ['id << 1', 'u64'],
  ['id & 1', 'u32'],
  ['id | small', 'u32'],
  ['id & ~7', 'u32'],
  ['id & 0x100000000', 'u32'],
  ['id | 0x100000000', 'u64'],
  ['id ^ 0xffffffff', 'u32'],
  ['id / 2', 'u32'],
  ['0x100000000 / id', 'u64'],
  ['id % wide', 'u64'],
  ['id >> 3', 'u32'],
  ['id >> wide', 'u32'],
  ['100 >> id', 'u64'],
  ['~small', 'u8'],
  ['-id', 'u32'],
  ['~5', 'number'],
  ['!id', 'boolean'],
  ['id == small', 'boolean'],
  ['row == null', 'boolean'],
  ['on ? id : small', 'u32'],
  ['on ? id : 0x100000000', 'u64'],
  ['on ? 1 : 2', 'number'],
  ['row ? row : null', 'row of row'],
  ['count(row, row.on)', 'u64'],
  ['sum(row, row.on, row.n)', 'u64'],
  ['max(row, true, row.n)', 'u32'],
  ['min(row, true, 5)', 'u64'],
  ['every(row, row.n)', 'boolean'],
  ['readable(wide, id)', 'boolean'],
])('%s is a %s', (text, type) => {
  expect(typed(text)).toBe(type);
});

const widthUnknown = (operator: string): string =>
  `SEM0002 the width of '~' or '-' on a number is not known beside '${operator}'; write the value, or use U64_MAX`;
const notBelow = (operator: string): string =>
  `SEM0002 numbers are unsigned: '${operator}' says nothing here, as nothing is below 0`;

it.each([
  ['id == ~5', widthUnknown('==')],
  ['id < -1', widthUnknown('<')],
  ['id == 2 - 3', widthUnknown('==')],
  ['id == (on ? ~0 : 0)', widthUnknown('==')],
  ['id | ~5', "SEM0002 the width of '~' or '-' on a number is not known beside '|'"],
  ['id + (1 - 2)', "SEM0002 the width of '~' or '-' on a number is not known beside '+'"],
  [
    'on ? id : ~0',
    "SEM0002 the width of '~' or '-' on a number is not known beside the other value; write the value, or use U64_MAX",
  ],
  ['wide & ~id', "SEM0002 '~' of a u32 meets a u64: the upper bits would be lost"],
  ['id < 0', notBelow('<')],
  ['id >= 0', notBelow('>=')],
  ['0 > id', notBelow('>')],
  ['0 <= id', notBelow('<=')],
  ['id / 0', "SEM0002 '/' by 0 has no value"],
  ['id << 64', "SEM0002 '<<' by 64 has no value in C: there are 64 bits"],
  ['!mood', "SEM0002 '!' does not take a mood"],
  ['mood ? 1 : 2', 'SEM0002 a mood is no condition'],
  ['null ? 1 : 2', 'SEM0002 a null is no condition'],
  ['on ? row : 1', "SEM0002 '?:' gives a row of row or a number, which are never the same"],
  ['max(row, true, row)', "SEM0002 'max' does not take a row of row"],
  ['sum(row, true, row.on)', "SEM0002 'sum' does not take a boolean"],
  ['min(row, true, row.mood)', "SEM0002 'min' does not take a mood"],
  ['readable(row, 1)', "SEM0002 'readable' does not take a row of row"],
  ['~on', "SEM0002 '~' does not take a boolean"],
  ['row + 1', "SEM0002 '+' takes numbers, not a row of row"],
])('%s is refused', (text, message) => {
  expect(typed(text)).toBe(message);
});

it.each(['id == 0 - 0', 'id == ~~5', 'id == 5 - 3', 'id < 1', '0 < id', 'id > 0', 'id & -8', 'wide & ~0xfff'])(
  '%s is accepted',
  (text) => {
    expect(typed(text)).not.toContain('SEM');
  },
);
