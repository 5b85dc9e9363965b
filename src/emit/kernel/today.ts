import { mapParts, type Expression } from '../../spec/expression/expression.ts';
import { evaluate, exactly, truth, type KnownBits, type Knowledge } from '../../spec/expression/known-bits.ts';
import type { Delta, Field, Ioctl } from '../../spec/interface.ts';
import { scalars } from '../../spec/scalar.ts';

/** Something that a call can hold which no caller of the base means. */
export interface NewValue {
  /** Of the field. */
  readonly path: readonly string[];
  /** A flag that is set, a value of an enum, or any value of an appended field but 0. */
  readonly kind: 'flag' | 'value' | 'any';
  /** The flag, or the value; 0 where it is any. */
  readonly value: bigint;
  /** What it is called in C: the enumerator, or the field. */
  readonly name: string;
  /** Of the field. */
  readonly bits: number;
}

/** The named scalars of a struct, with the names that lead to them. */
function* scalarFields(fields: readonly Field[], outer: readonly string[] = []): Generator<[readonly string[], Field]> {
  for (const field of fields) {
    const path = field.name === null ? outer : [...outer, field.name];
    if (field.type.kind === 'scalar') yield [path, field];
    else yield* scalarFields(field.type.kind === 'struct' ? field.type.struct.fields : field.type.fields, path);
  }
}

function bitsOf({ type }: Field): number {
  return type.kind === 'scalar' ? scalars[type.scalar].bytes * 8 : 0;
}

/** What an appended field may hold, where callers write it and the kernel is to look at it. */
function anyValue(path: readonly string[], field: Field): readonly NewValue[] {
  if (field.direction === 'out' || field.unchecked !== null || field.array !== null) return [];
  return [{ path, kind: 'any', value: 0n, name: path.join('.'), bits: bitsOf(field) }];
}

/** What a proposal's delta adds to the argument of an ioctl that the base has. */
export class Additions {
  /** In the order of the fields, then of the values. */
  readonly values: readonly NewValue[];
  private readonly appended: ReadonlySet<string>;

  constructor(ioctl: Ioctl, delta: Delta) {
    const appended = delta.appended.find((each) => each.struct.name === ioctl.struct.name)?.fields ?? [];
    const grown = new Map(delta.enumerators.map((each) => [each.enum.name, each.values]));
    const names = new Set(appended.map((each) => each.name));
    this.appended = new Set([...scalarFields(appended)].map(([path]) => path.join('.')));
    this.values = [...scalarFields(ioctl.struct.fields)].flatMap(([path, field]) => {
      const isNew = names.has(path[0] ?? null);
      const { enum: of } = field;
      if (of === null) return isNew ? anyValue(path, field) : [];
      const values = isNew ? of.values.filter((each) => each.value !== 0n) : (grown.get(of.name) ?? []);
      const kind = of.declares === 'flags' ? 'flag' : 'value';
      return values.map(({ name, value }): NewValue => ({ path, kind, value, name, bits: bitsOf(field) }));
    });
  }

  /**
   * Whether a condition holds for the callers of the base: in their calls what was appended is 0, and no value is new.
   * Null where that depends on the call.
   */
  today(condition: Expression): boolean | null {
    return truth(evaluate(this.withoutNewValues(condition), this.known()));
  }

  private known(): Knowledge {
    const zeros = new Map<string, bigint>();
    for (const { path, kind, value } of this.values) {
      if (kind === 'flag') zeros.set(path.join('.'), (zeros.get(path.join('.')) ?? 0n) | value);
    }
    return {
      variable: () => undefined,
      field: (path): KnownBits | undefined => {
        const name = path.join('.');
        if (this.appended.has(name)) return exactly(0n);
        const none = zeros.get(name);
        return none === undefined ? undefined : { zeros: none, ones: 0n };
      },
    };
  }

  /** Decides the comparisons of a field with a new value of its enum. */
  private withoutNewValues(expression: Expression): Expression {
    if (expression.op === 'binary' && (expression.operator === '==' || expression.operator === '!=')) {
      const names = [expression.left, expression.right].flatMap((each) => (each.op === 'number' ? [each.name] : []));
      const isNew = this.values.some((each) => each.kind === 'value' && names.includes(each.name));
      if (isNew) {
        const { type, span } = expression;
        return { op: 'boolean', value: expression.operator === '!=', type, span };
      }
    }
    return mapParts(expression, (part) => this.withoutNewValues(part));
  }
}

/** What is known of calls with a new value: where it may be any, of those with one bit set, for each bit. */
export function callsWith({ path, kind, value, bits }: NewValue): readonly Knowledge[] {
  const flags = kind === 'flag' ? [value] : Array.from({ length: bits }, (_, bit) => 1n << BigInt(bit));
  const known = kind === 'value' ? [exactly(value)] : flags.map((ones): KnownBits => ({ zeros: 0n, ones }));
  return known.map((each) => ({
    variable: () => undefined,
    field: (asked) => (asked.join('.') === path.join('.') ? each : undefined),
  }));
}
