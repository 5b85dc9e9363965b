import { parseExpressionAt, type Expression as Parsed } from 'acorn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printExpression, specNaming } from '../../../src/emit/text/expression.ts';
import { binaryOperators, type Expression } from '../../../src/spec/expression/expression.ts';
import { nowhere } from '../../support/build.ts';

const common = { type: { kind: 'integer', width: 64 }, span: nowhere } as const;

const { expression } = fc.letrec<{ expression: Expression }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom('a', 'b').map((name): Expression => ({ ...common, op: 'field', path: [name] })),
    fc.bigInt({ min: 0n, max: 9n }).map((value): Expression => ({ ...common, op: 'number', value, name: null })),
    fc
      .tuple(fc.constantFrom('!', '~', '-'), tie('expression'))
      .map(([operator, operand]): Expression => ({ ...common, op: 'unary', operator, operand })),
    fc
      .tuple(fc.constantFrom(...binaryOperators), tie('expression'), tie('expression'))
      .map(([operator, left, right]): Expression => ({ ...common, op: 'binary', operator, left, right })),
    fc
      .tuple(tie('expression'), tie('expression'), tie('expression'))
      .map(([test, yes, no]): Expression => ({ ...common, op: 'conditional', test, yes, no })),
  ),
}));

/** The shape of what was printed. C and JavaScript group these operators alike. */
function shape(parsed: Parsed): unknown {
  switch (parsed.type) {
    case 'Identifier':
      return parsed.name;
    case 'Literal':
      return parsed.raw;
    case 'UnaryExpression':
      return [parsed.operator, shape(parsed.argument)];
    case 'BinaryExpression':
    case 'LogicalExpression':
      if (parsed.left.type === 'PrivateIdentifier') throw new Error('no C');
      return [parsed.operator, shape(parsed.left), shape(parsed.right)];
    case 'ConditionalExpression':
      return ['?', shape(parsed.test), shape(parsed.consequent), shape(parsed.alternate)];
    default:
      throw new Error(parsed.type);
  }
}

function shapeOf(printed: Expression): unknown {
  switch (printed.op) {
    case 'field':
      return printed.path.join('.');
    case 'number':
      return printed.value.toString();
    case 'unary':
      return [printed.operator, shapeOf(printed.operand)];
    case 'binary':
      return [printed.operator, shapeOf(printed.left), shapeOf(printed.right)];
    case 'conditional':
      return ['?', shapeOf(printed.test), shapeOf(printed.yes), shapeOf(printed.no)];
    default:
      throw new Error(printed.op);
  }
}

function read(text: string): Parsed {
  return parseExpressionAt(text, 0, { ecmaVersion: 2020 });
}

/** A tree of what the reader makes of a text, so that the tests below can be written as C. */
function parsed(node: Parsed): Expression {
  switch (node.type) {
    case 'Identifier':
      return { ...common, op: 'field', path: [node.name] };
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const operator = binaryOperators.find((each) => each === node.operator);
      if (operator === undefined || node.left.type === 'PrivateIdentifier') throw new Error(node.operator);
      return { ...common, op: 'binary', operator, left: parsed(node.left), right: parsed(node.right) };
    }
    default:
      throw new Error(node.type);
  }
}

it('prints what C reads as the same expression', () => {
  fc.assert(
    fc.property(expression, (each) => {
      const text = printExpression(each);
      const node = read(text);
      expect(node.end).toBe(text.length);
      expect(shape(node)).toEqual(shapeOf(each));
    }),
    { numRuns: 2000 },
  );
});

describe('prints parentheses where people write them, and nowhere else', () => {
  it.each([
    'a + b + c - d',
    'a * b + c',
    'a + b > c',
    'a > b && c == d && e',
    '(a && b) || c',
    'a & (b | c)',
    '(a & b) == c',
    '(a & b) || c',
    'a | b | c',
    '(a << b) + c',
    'a << (b + c)',
    '(a == b) != c',
    'a - (b + c)',
    '(a & b) | c',
    'a && (b & c)',
  ])('%s', (text) => {
    expect(printExpression(parsed(read(text)))).toBe(text);
  });
});

it('prints what the model knows by its name', () => {
  const row: Expression = { ...common, op: 'variable', name: 'ioas' };
  const column: Expression = { ...common, op: 'column', row, table: 'ioas', column: 'alignment' };
  const some = { ...common, op: 'quantifier', quantifier: 'some', table: 'area', variable: 'area' } as const;
  const capability: Expression = { ...common, op: 'number', value: 24n, name: 'CAP_SYS_RESOURCE' };
  const printed: Expression[] = [
    column,
    { ...some, where: column, value: null },
    { ...some, quantifier: 'max', where: column, value: row },
    { ...common, op: 'environment', question: 'capable', operands: [capability] },
    { ...common, op: 'function', name: 'has_domain', operands: [row], body: row },
    { ...common, op: 'symbol', name: 'PAGE_SIZE' },
    { ...common, op: 'null' },
  ];
  expect(printed.map((each) => printExpression(each))).toEqual([
    'ioas.alignment',
    'some(area, ioas.alignment)',
    'max(area, ioas.alignment, ioas)',
    'capable(CAP_SYS_RESOURCE)',
    'has_domain(ioas)',
    'PAGE_SIZE',
    'NULL',
  ]);
});

it('calls things as it is told', () => {
  const naming = {
    ...specNaming,
    field: (path: readonly string[]) => `cmd->${path.join('.')}`,
    variable: (name: string) => name.toUpperCase(),
    column: (row: string, column: string) => `${row}->${column}`,
  };
  const left: Expression = { ...common, op: 'field', path: ['flags'] };
  const right: Expression = {
    ...common,
    op: 'column',
    row: { ...common, op: 'variable', name: 'x' },
    table: 't',
    column: 'c',
  };
  expect(printExpression({ ...common, op: 'binary', operator: '+', left, right }, naming)).toBe('cmd->flags + X->c');
});
