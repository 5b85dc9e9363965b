import type { Span } from '../../diagnostics/span.ts';

/**
 * The type of a value in the model. An `integer` is unsigned; its width says how it wraps in C and
 * under `~`. `literal` is a number that takes the width of what it meets.
 */
export type ValueType =
  | { readonly kind: 'integer'; readonly width: 8 | 16 | 32 | 64 }
  | { readonly kind: 'literal' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'row'; readonly table: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'state-enum'; readonly name: string };

export type UnaryOperator = '!' | '~' | '-';
export const binaryOperators = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  '&&',
  '||',
] as const;
export type BinaryOperator = (typeof binaryOperators)[number];
export const quantifiers = ['some', 'every', 'count', 'sum', 'max', 'min'] as const;
export type Quantifier = (typeof quantifiers)[number];

/** What only the surroundings of a call know, and how many operands the question has. */
export const environmentQuestions = {
  /** Has the caller this capability? */
  capable: 1,
  /** Can the kernel read (write) so many bytes of the caller's memory at this address? */
  readable: 2,
  writable: 2,
  /** The next are about the call itself, before its argument is known: see `entry` in family.yaml. */
  known_number: 0,
  known_request: 0,
  size_readable: 0,
  argument_readable: 0,
  tail_nonzero: 0,
} as const;
export type EnvironmentQuestion = keyof typeof environmentQuestions;

/** Numbers that differ between machines and between worlds, so the model keeps them as names. */
export const symbols = ['PAGE_SIZE', 'HPAGE_SIZE', 'ULONG_MAX', 'U64_MAX', 'SIZE_MAX', 'U32_MAX'] as const;
export type SymbolName = (typeof symbols)[number];

interface Typed {
  readonly type: ValueType;
  readonly span: Span;
}

/** A typed expression. Arithmetic is unsigned 64-bit. */
export type Expression = Typed &
  (
    | {
        readonly op: 'number';
        readonly value: bigint;
        /** The enumerator, constant or capability it was written as, in full as in C; null for digits. */
        readonly name: string | null;
      }
    | { readonly op: 'symbol'; readonly name: SymbolName }
    | { readonly op: 'boolean'; readonly value: boolean }
    /** A value of a state enumeration: `index` counts from 0 in its declaration. */
    | { readonly op: 'state-value'; readonly name: string; readonly index: number }
    /** How long the argument of the call claims to be, or must be at least; only in `entry`. */
    | { readonly op: 'call-size'; readonly which: 'size' | 'min_size' }
    | { readonly op: 'field'; readonly path: readonly string[] }
    | { readonly op: 'variable'; readonly name: string }
    | { readonly op: 'column'; readonly row: Expression; readonly table: string; readonly column: string }
    | { readonly op: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
    | {
        readonly op: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | { readonly op: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
    | {
        readonly op: 'quantifier';
        readonly quantifier: Quantifier;
        readonly table: string;
        readonly variable: string;
        readonly where: Expression;
        readonly value: Expression | null;
      }
    | { readonly op: 'environment'; readonly question: EnvironmentQuestion; readonly operands: readonly Expression[] }
    /** A pure function of the spec: `body` has the arguments put in; `name` and `operands` are for printing. */
    | {
        readonly op: 'function';
        readonly name: string;
        readonly operands: readonly Expression[];
        readonly body: Expression;
      }
    /** The absence of a row. */
    | { readonly op: 'null' }
  );

/** Rebuilds an expression with each direct part replaced. */
export function mapParts(expression: Expression, change: (part: Expression) => Expression): Expression {
  switch (expression.op) {
    case 'column':
      return { ...expression, row: change(expression.row) };
    case 'unary':
      return { ...expression, operand: change(expression.operand) };
    case 'binary':
      return { ...expression, left: change(expression.left), right: change(expression.right) };
    case 'conditional':
      return { ...expression, test: change(expression.test), yes: change(expression.yes), no: change(expression.no) };
    case 'quantifier':
      return { ...expression, where: change(expression.where), value: expression.value && change(expression.value) };
    case 'environment':
      return { ...expression, operands: expression.operands.map(change) };
    case 'function':
      return { ...expression, operands: expression.operands.map(change), body: change(expression.body) };
    default:
      return expression;
  }
}

/** The direct parts of an expression; of a function's call, its arguments and its body. */
export function parts(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  mapParts(expression, (part) => {
    found.push(part);
    return part;
  });
  return found;
}

/** The expression and everything inside it. */
export function* subexpressions(expression: Expression): Generator<Expression> {
  yield expression;
  for (const part of parts(expression)) yield* subexpressions(part);
}

/** Puts expressions in the place of variables. */
export function substitute(expression: Expression, values: ReadonlyMap<string, Expression>): Expression {
  if (expression.op === 'variable') return values.get(expression.name) ?? expression;
  return mapParts(expression, (part) => substitute(part, values));
}

/** A type as an author reads it. */
export function typeName(type: ValueType): string {
  switch (type.kind) {
    case 'integer':
      return `u${String(type.width)}`;
    case 'literal':
      return 'number';
    case 'row':
      return `row of ${type.table}`;
    case 'state-enum':
      return type.name;
    default:
      return type.kind;
  }
}
