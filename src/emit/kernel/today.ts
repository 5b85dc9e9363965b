import { mapParts, type Expression } from '../../spec/expression/expression.ts';
import { evaluate, exactly, truth, type KnownBits, type Knowledge } from '../../spec/expression/known-bits.ts';
import type { Delta, Enumerator, Field, Ioctl } from '../../spec/interface.ts';

/** A value of a field that callers of the base cannot mean: a new flag, or a new value of an enum. */
export interface NewValue {
  readonly path: readonly string[];
  readonly isFlag: boolean;
  readonly value: Enumerator;
}

/** The named scalars of a struct, with the names that lead to them. */
function* scalarFields(fields: readonly Field[], outer: readonly string[] = []): Generator<[readonly string[], Field]> {
  for (const field of fields) {
    const path = field.name === null ? outer : [...outer, field.name];
    if (field.type.kind === 'scalar') yield [path, field];
    else yield* scalarFields(field.type.kind === 'struct' ? field.type.struct.fields : field.type.fields, path);
  }
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
      const { enum: of } = field;
      if (of === null) return [];
      const values = names.has(path[0] ?? null)
        ? of.values.filter((each) => each.value !== 0n)
        : (grown.get(of.name) ?? []);
      return values.map((value) => ({ path, isFlag: of.declares === 'flags', value }));
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
    for (const { path, isFlag, value } of this.values) {
      if (isFlag) zeros.set(path.join('.'), (zeros.get(path.join('.')) ?? 0n) | value.value);
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
      const isNew = this.values.some((each) => !each.isFlag && names.includes(each.value.name));
      if (isNew) {
        const { type, span } = expression;
        return { op: 'boolean', value: expression.operator === '!=', type, span };
      }
    }
    return mapParts(expression, (part) => this.withoutNewValues(part));
  }
}

/** What is known of a call that has a new value. */
export function callWith({ path, isFlag, value }: NewValue): Knowledge {
  const bits: KnownBits = isFlag ? { zeros: 0n, ones: value.value } : exactly(value.value);
  return {
    variable: () => undefined,
    field: (asked) => (asked.join('.') === path.join('.') ? bits : undefined),
  };
}
