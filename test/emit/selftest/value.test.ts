import { expect, test } from 'vitest';
import { valueLayout } from '../../../src/emit/selftest/value.ts';
import { flat } from '../../../src/emit/text/breakable.ts';
import { number, pages, pageSize, plus, symbol, type SymbolicValue } from '../../../src/vectors/value.ts';

function printed(value: SymbolicValue): string {
  return flat(
    valueLayout(value, {
      array: (field) => `self->${field}`,
      result: (call, field) => `self->call${String(call)}.${field}`,
    }),
  );
}

function binary(operator: '+' | '-' | '*' | '|' | '&' | '/', left: SymbolicValue, right: SymbolicValue): SymbolicValue {
  return { kind: 'binary', operator, left, right };
}

const two = number(2n);
const place = (name: 'buffer' | 'unmapped'): SymbolicValue => ({ kind: 'place', place: name });

test.each<[string, SymbolicValue]>([
  ['7', number(7n)],
  ['0x7fffffff', number(0x7fff_ffffn)],
  ['IOMMU_OPTION_OP_GET', number(1n, 'IOMMU_OPTION_OP_GET')],
  ['page_size', pageSize],
  ['3 * page_size - 1', plus(pages(3n), -1n)],
  ['UINT64_MAX', symbol('U64_MAX')],
  ['ULONG_MAX - page_size + 1', binary('+', binary('-', symbol('ULONG_MAX'), pageSize), number(1n))],
  ['ULONG_MAX - (page_size + 1)', binary('-', symbol('ULONG_MAX'), plus(pageSize, 1n))],
  ['2 * (page_size + 1)', binary('*', two, plus(pageSize, 1n))],
  ['ULONG_MAX / 2 - 1', plus(binary('/', symbol('ULONG_MAX'), two), -1n)],
  ['A | B | 8', binary('|', binary('|', number(1n, 'A'), number(2n, 'B')), number(8n))],
  ['A & (B | 8)', binary('&', number(1n, 'A'), binary('|', number(2n, 'B'), number(8n)))],
  ['(uintptr_t)buffer + page_size', binary('+', place('buffer'), pageSize)],
  ['(uintptr_t)unmapped', place('unmapped')],
  ['(uintptr_t)self->allowed_iovas', { kind: 'array', field: 'allowed_iovas' }],
  ['memfd_sealed', { kind: 'descriptor', file: 'memfd_sealed' }],
  ['self->call1.out_ioas_id', { kind: 'result', call: 1, field: 'out_ioas_id' }],
  ['-1', { kind: 'unary', operator: '-', operand: number(1n) }],
  ['~(page_size - 1)', { kind: 'unary', operator: '~', operand: plus(pageSize, -1n) }],
])('prints %s', (expected, value) => {
  expect(printed(value)).toBe(expected);
});
