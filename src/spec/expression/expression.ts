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
  | { readonly kind: 'state-enum'; readonly name: string };

export type UnaryOperator = '!' | '~' | '-';
export type BinaryOperator =
  | '+' | '-' | '*' | '/' | '%' | '&' | '|' | '^' | '<<' | '>>'
  | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||';
export type Quantifier = 'some' | 'every' | 'count' | 'sum' | 'max' | 'min';
/** What only the surroundings of a call know. */
export type EnvironmentQuestion = 'capable' | 'readable' | 'writable' | 'known_request' | 'size_readable' | 'argument_readable' | 'tail_nonzero';

interface Typed {
  readonly type: ValueType;
  readonly span: Span;
}

/** A typed expression. Arithmetic is unsigned 64-bit. */
export type Expression = Typed &
  (
    | { readonly op: 'number'; readonly value: bigint; /** The name it was written as, or null. */ readonly name: string | null }
    | { readonly op: 'field'; readonly path: readonly string[] }
    | { readonly op: 'variable'; readonly name: string }
    | { readonly op: 'column'; readonly row: Expression; readonly table: string; readonly column: string }
    | { readonly op: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
    | { readonly op: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
    | { readonly op: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
    | { readonly op: 'quantifier'; readonly quantifier: Quantifier; readonly table: string; readonly variable: string; readonly where: Expression; readonly value: Expression | null }
    | { readonly op: 'environment'; readonly question: EnvironmentQuestion; readonly operands: readonly Expression[] }
    /** A pure function of the spec: `body` has the arguments put in; `name` and `operands` are for printing. */
    | { readonly op: 'function'; readonly name: string; readonly operands: readonly Expression[]; readonly body: Expression }
    /** `null`: the absence of a row. */
    | { readonly op: 'null' }
  );
