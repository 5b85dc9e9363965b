import { describe, expect, test } from 'vitest';
import { printExpression, specNaming } from '../../../src/emit/text/expression.ts';
import { parseExpression } from '../../../src/spec/expression/parse.ts';
import type { Expression } from '../../../src/spec/expression/expression.ts';
import { Scope } from '../../../src/spec/expression/scope.ts';
import { integer } from '../../../src/spec/expression/type-rules.ts';
import { nowhere } from '../../support/build.ts';

const world = { columns: () => null, tableNames: () => [], functions: () => null, functionNames: () => [] };
const names = ['a', 'b', 'c', 'd'].map((name) => [name, { kind: 'field', path: [name], type: integer(64) }] as const);
const scope = new Scope(world, new Map(names));
const parsed = (text: string) => parseExpression({ text, span: { ...nowhere, endColumn: text.length + 1 } }, scope);

/** Every operator with its operands in parentheses. */
function grouped(expression: Expression | null): string {
  switch (expression?.op) {
    case 'unary':
      return `(${expression.operator}${grouped(expression.operand)})`;
    case 'binary':
      return `(${grouped(expression.left)} ${expression.operator} ${grouped(expression.right)})`;
    case 'conditional':
      return `(${grouped(expression.test)} ? ${grouped(expression.yes)} : ${grouped(expression.no)})`;
    default:
      return expression ? printExpression(expression, specNaming) : 'nothing';
  }
}

describe('operators bind as in C', () => {
  test.each([
    ['a - b - c', '((a - b) - c)'],
    ['a / b * c % d', '(((a / b) * c) % d)'],
    ['a + b * c', '(a + (b * c))'],
    ['a << b + c', '(a << (b + c))'],
    ['a < b << c', '(a < (b << c))'],
    ['a | b ^ c & d', '(a | (b ^ (c & d)))'],
    ['(a & b) == c', '((a & b) == c)'],
    ['a == b && c != d || a > d', '(((a == b) && (c != d)) || (a > d))'],
    ['a == b || c != d && a > d', '((a == b) || ((c != d) && (a > d)))'],
    ['~a & b', '((~a) & b)'],
    ['!a && b', '((!a) && b)'],
    ['-a - -b', '((-a) - (-b))'],
    ['a ? b : c ? d : a', '(a ? b : (c ? d : a))'],
    ['a || b ? c : d', '((a || b) ? c : d)'],
    ['a\n  + b', '(a + b)'],
  ])('%s', (text, expected) => {
    expect(grouped(parsed(text).expression)).toBe(expected);
  });

  test('also where C surprises: a comparison comes before a mask', () => {
    expect(parsed('a & b == c').findings).toMatchObject([{ code: 'SEM0002' }]);
  });
});

describe('numbers', () => {
  test.each([
    ['0', 0n],
    ['9007199254740993', 9007199254740993n],
    ['18446744073709551615', 0xffff_ffff_ffff_ffffn],
    ['0xFFFFffffFFFFffff', 0xffff_ffff_ffff_ffffn],
    ['0x10', 16n],
  ])('%s is read to its last digit', (text, value) => {
    expect(parsed(text).expression).toMatchObject({ op: 'number', value });
  });

  test.each(['010', '0b1', '0o7', '1e3', '1.0', '.5', '1_000', '1n', '0x', '1UL', '18446744073709551616'])(
    '%s is none',
    (text) => {
      const { expression, findings } = parsed(text);
      expect(expression).toBeNull();
      expect(findings).toHaveLength(1);
    },
  );
});

describe('the place of a mistake', () => {
  test.each([
    ['a == wrong', '     ^^^^^'],
    ['(a + b) * (c + wrong)', '               ^^^^^'],
    ['wrong(a)', '^^^^^'],
    ['a +', '   ^'],
    ['(a', '  ^'],
    ['', '^'],
    ['a b', '  ^'],
    ['a ; b', '  ^^^'],
    ['a)', ' ^'],
    ['a /* b */ + c', '  ^^^^^^^'],
    ['a // b', '  ^^^^'],
    ['a <!-- b', '  ^^^^^^'],
    ["a == 'b'", '     ^^^'],
    ['a == b.c', '     ^^^'],
    ['a \\u0062', '  ^'],
    ['a == 1UL', '      ^^'],
    ['a == 010', '     ^^^'],
  ])('in %j', (text, carets) => {
    const { expression, findings } = parsed(text);
    expect(expression).toBeNull();
    const [{ span } = { span: nowhere }] = findings;
    expect(' '.repeat(span.column - 1) + '^'.repeat(span.endColumn - span.column)).toBe(carets);
  });

  test('every name that is unknown is told', () => {
    expect(parsed('x + a == y').findings.map(({ span }) => span.column)).toEqual([1, 10]);
  });
});
