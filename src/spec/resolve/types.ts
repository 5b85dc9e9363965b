import { scalars } from '../scalar.ts';
import type { Field, Parameter, Struct } from '../interface.ts';
import type { ValueType } from '../expression/expression.ts';
import { boolean, integer } from '../expression/type-rules.ts';
import type { Binding } from '../expression/scope.ts';
import type { Text } from '../syntax.ts';
import type { Findings } from './findings.ts';

const integers: Readonly<Record<string, ValueType>> = {
  u8: integer(8),
  u16: integer(16),
  u32: integer(32),
  u64: integer(64),
  bool: boolean,
};

/** Reads the type of a parameter, a result or a column. */
export function valueType(
  text: Text,
  tables: ReadonlySet<string>,
  stateEnums: ReadonlySet<string>,
  findings: Findings,
): ValueType {
  const simple = Object.hasOwn(integers, text.text) ? integers[text.text] : undefined;
  if (simple) return simple;
  if (tables.has(text.text)) return { kind: 'row', table: text.text };
  if (stateEnums.has(text.text)) return { kind: 'state-enum', name: text.text };
  findings.unknown('type', text.text, text.span, [...Object.keys(integers), ...tables, ...stateEnums]);
  return integer(64);
}

/** Reads named types in their order. */
export function parameters(
  types: Readonly<Record<string, Text>>,
  tables: ReadonlySet<string>,
  stateEnums: ReadonlySet<string>,
  findings: Findings,
): readonly Parameter[] {
  return Object.entries(types).map(([name, text]) => ({
    name,
    span: text.span,
    type: valueType(text, tables, stateEnums, findings),
  }));
}

/** Of an array, the first so many elements have names in expressions. */
export const namedElements = 16;

/** The names that a struct's members have in expressions: `flags`, `inner.start`, `__reserved.0`. */
export function* fieldBindings(
  struct: Pick<Struct, 'fields'>,
  outer: readonly string[] = [],
): Generator<readonly [string, Binding]> {
  for (const field of struct.fields) yield* bindingsOf(field, outer);
}

function* bindingsOf(field: Field, outer: readonly string[]): Generator<readonly [string, Binding]> {
  if (field.type.kind === 'anonymous') {
    yield* fieldBindings(field.type, field.name === null ? outer : [...outer, field.name]);
    return;
  }
  const path = [...outer, field.name ?? ''];
  const indexed =
    field.array === null
      ? [path]
      : Array.from({ length: Math.min(field.array, namedElements) }, (_, index) => [...path, String(index)]);
  for (const each of indexed) {
    if (field.type.kind === 'struct') yield* fieldBindings(field.type.struct, each);
    else
      yield [each.join('.'), { kind: 'field', path: each, type: integer(widthOf(scalars[field.type.scalar].bytes)) }];
  }
}

function widthOf(bytes: 1 | 2 | 4 | 8): 8 | 16 | 32 | 64 {
  return bytes === 1 ? 8 : bytes === 2 ? 16 : bytes === 4 ? 32 : 64;
}
