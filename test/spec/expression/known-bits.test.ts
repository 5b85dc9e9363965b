import fc from 'fast-check';
import { expect, it } from 'vitest';
import { binaryOperators, type BinaryOperator, type Expression } from '../../../src/spec/expression/expression.ts';
import { equal, evaluate, exactly, truth, valueOf, type KnownBits } from '../../../src/spec/expression/known-bits.ts';
import { nowhere } from '../../support/build.ts';

const u64 = { kind: 'integer', width: 64 } as const;
const boolean = { kind: 'boolean' } as const;
const mask = (1n << 64n) - 1n;
const booleanOperators = new Set<BinaryOperator>(['==', '!=', '<', '<=', '>', '>=', '&&', '||']);

const value = fc.oneof(
  fc.bigInt(0n, 8n),
  fc.bigInt(0n, mask),
  fc.nat(63).map((bit) => 1n << BigInt(bit)),
);
const names = ['a', 'b', 'c'] as const;
const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4 },
    value.map((number): Expression => ({ op: 'number', value: number, name: null, type: u64, span: nowhere })),
    fc.constantFrom(...names).map((name): Expression => ({ op: 'field', path: [name], type: u64, span: nowhere })),
    fc.tuple(fc.constantFrom('!', '~', '-'), tie('expression')).map(([operator, operand]): Expression => ({
      op: 'unary',
      operator,
      operand,
      type: operator === '!' ? boolean : u64,
      span: nowhere,
    })),
    fc
      .tuple(fc.constantFrom(...binaryOperators), tie('expression'), tie('expression'))
      .map(([operator, left, right]): Expression => {
        return {
          op: 'binary',
          operator,
          left,
          right,
          type: booleanOperators.has(operator) ? boolean : u64,
          span: nowhere,
        };
      }),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([test, yes, no]): Expression => ({ op: 'conditional', test, yes, no, type: u64, span: nowhere })),
  ),
}));

/** The value in C, with everything known; null where C leaves it undefined. */
function exact(of: Expression, fields: Readonly<Record<string, bigint>>): bigint | null {
  switch (of.op) {
    case 'number':
      return of.value;
    case 'field':
      return fields[of.path.join('.')] ?? null;
    case 'unary': {
      const operand = exact(of.operand, fields);
      if (operand === null) return null;
      return of.operator === '!' ? BigInt(operand === 0n) : (of.operator === '~' ? ~operand : -operand) & mask;
    }
    case 'conditional': {
      const test = exact(of.test, fields);
      return test === null ? null : exact(test === 0n ? of.no : of.yes, fields);
    }
    case 'binary': {
      const [left, right] = [exact(of.left, fields), exact(of.right, fields)];
      return left === null || right === null ? null : compute(of.operator, left, right);
    }
    default:
      return null;
  }
}

function compute(operator: BinaryOperator, left: bigint, right: bigint): bigint | null {
  const results: Record<BinaryOperator, () => bigint | boolean | null> = {
    '+': () => left + right,
    '-': () => left - right,
    '*': () => left * right,
    '/': () => (right === 0n ? null : left / right),
    '%': () => (right === 0n ? null : left % right),
    '&': () => left & right,
    '|': () => left | right,
    '^': () => left ^ right,
    '<<': () => (right > 63n ? null : left << right),
    '>>': () => (right > 63n ? null : left >> right),
    '==': () => left === right,
    '!=': () => left !== right,
    '<': () => left < right,
    '<=': () => left <= right,
    '>': () => left > right,
    '>=': () => left >= right,
    '&&': () => left !== 0n && right !== 0n,
    '||': () => left !== 0n || right !== 0n,
  };
  const result = results[operator]();
  return result === null ? null : BigInt(result) & mask;
}

const threeValues = fc.record({ a: value, b: value, c: value });
const knowing = (fields: Readonly<Record<string, KnownBits>>) => ({
  field: (path: readonly string[]) => fields[path.join('.')],
  variable: () => undefined,
});

it('never claims a bit that is otherwise', () => {
  fc.assert(
    fc.property(expression, threeValues, threeValues, (of, fields, shown) => {
      const known = Object.fromEntries(
        names.map((name) => [name, { zeros: ~fields[name] & shown[name], ones: fields[name] & shown[name] }]),
      );
      const result = exact(of, fields);
      const { zeros, ones } = evaluate(of, knowing(known));
      expect(zeros & ones).toBe(0n);
      if (result === null) return;
      expect(result & zeros).toBe(0n);
      expect(result & ones).toBe(ones);
    }),
    { numRuns: 5000 },
  );
});

it('knows every bit where every field is known', () => {
  fc.assert(
    fc.property(expression, threeValues, (of, fields) => {
      const result = exact(of, fields);
      if (result === null || undefinedInside(of, fields)) return;
      const known = Object.fromEntries(names.map((name) => [name, exactly(fields[name])]));
      expect(valueOf(evaluate(of, knowing(known)))).toBe(result);
    }),
    { numRuns: 2000 },
  );
});

/** Whether a part that C would not compute has no value. */
function undefinedInside(of: Expression, fields: Readonly<Record<string, bigint>>): boolean {
  if (exact(of, fields) === null) return true;
  if (of.op === 'unary') return undefinedInside(of.operand, fields);
  if (of.op === 'binary') return undefinedInside(of.left, fields) || undefinedInside(of.right, fields);
  return of.op === 'conditional' && [of.test, of.yes, of.no].some((part) => undefinedInside(part, fields));
}

it('tells true, false and uncertain apart', () => {
  expect(truth(exactly(0n))).toBe(false);
  expect(truth({ zeros: 0n, ones: 4n })).toBe(true);
  expect(truth({ zeros: mask ^ 4n, ones: 0n })).toBeNull();
  expect(equal({ zeros: 1n, ones: 0n }, exactly(3n))).toBe(false);
  expect(equal({ zeros: 1n, ones: 0n }, exactly(2n))).toBeNull();
});
