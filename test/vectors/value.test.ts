import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printValue } from '../../src/vectors/print.ts';
import { add, number, numberOf, pages, pageSize, plus, symbol, type Binding } from '../../src/vectors/value.ts';

const most = (1n << 64n) - 1n;
const binding: Binding = {
  symbol: (name) => (name === 'PAGE_SIZE' ? 0x1_0000n : most),
  place: () => 0x7000_0000n,
  array: () => 0x9000_0000n,
  descriptor: () => 3n,
  result: (call, field) => (call === 1 && field === 'out_ioas_id' ? 7n : 0n),
};

it('prints values as C has them', () => {
  const end = plus({ kind: 'binary', operator: '-', left: symbol('ULONG_MAX'), right: pageSize }, 1n);
  expect(printValue(end)).toBe('(ULONG_MAX - PAGE_SIZE) + 1');
  expect(printValue(plus(plus(symbol('ULONG_MAX'), -3n), 1n))).toBe('ULONG_MAX - 2');
  expect(printValue(plus(plus(pageSize, 1n), -1n))).toBe('PAGE_SIZE');
  expect(printValue(add(pageSize, pages(3n)))).toBe('4 * PAGE_SIZE');
  expect(printValue(add({ kind: 'place', place: 'buffer' }, number(1n)))).toBe('buffer + 1');
});

it('takes symbols, places and results from where it runs, in 64 bits', () => {
  expect(numberOf(plus(symbol('ULONG_MAX'), 2n), binding)).toBe(1n);
  expect(numberOf(add({ kind: 'place', place: 'buffer' }, pages(2n)), binding)).toBe(0x7002_0000n);
  expect(numberOf({ kind: 'result', call: 1, field: 'out_ioas_id' }, binding)).toBe(7n);
  expect(numberOf({ kind: 'unary', operator: '-', operand: number(1n) }, binding)).toBe(most);
});

it('folds sums without changing what they come to', () => {
  const term = fc.bigInt({ min: -(1n << 20n), max: 1n << 20n });
  const start = fc.constantFrom(
    number(5n),
    pageSize,
    pages(3n),
    symbol('ULONG_MAX'),
    add(pageSize, symbol('SIZE_MAX')),
  );
  fc.assert(
    fc.property(start, fc.array(term, { maxLength: 6 }), (value, terms) => {
      const total = terms.reduce((sum, each) => sum + each, numberOf(value, binding));
      const folded = terms.reduce((sum, each) => plus(sum, each), value);
      expect(numberOf(folded, binding)).toBe(BigInt.asUintN(64, total));
    }),
  );
});
