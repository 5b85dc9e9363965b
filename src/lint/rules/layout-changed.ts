import { abis } from '../../layout/abis.ts';
import { layoutOf, type FieldLayout } from '../../layout/layout.ts';
import type { Field, Struct } from '../../spec/interface.ts';
import { structsOf } from '../elements.ts';
import type { Remark, Rule } from '../rule.ts';
import { called } from '../words.ts';

/**
 * Every member of the base is where it was, with the type it had. Bytes of a reserved member may get a meaning, if every
 * kernel refused them until then. Linux: scripts/check-uapi.sh.
 */
export const layoutChanged: Rule = {
  code: 'ABI0060',
  name: 'layout-changed',
  *check({ current, base }) {
    if (base === null) return;
    const now = new Map(structsOf(current).map(({ struct }) => [struct.name, struct] as const));
    for (const { struct } of structsOf(base)) {
      const after = now.get(struct.name);
      if (after) yield* changes(struct, after);
      else yield { message: `struct ${struct.name} was removed`, span: struct.span, fix: 'put it back' };
    }
  },
};

function* changes(before: Struct, after: Struct): Generator<Remark> {
  const now = layoutOf(after, abis[0]).fields;
  for (const { field, offset, size } of layoutOf(before, abis[0]).fields) {
    const same = counterpart(field, offset, now);
    if (same === undefined) {
      if (field.role === 'reserved' && field.unchecked === null && covered(offset, size, now)) continue;
      yield {
        message: `${called(field)} was removed from struct ${before.name}`,
        span: after.span,
        fix: 'put it back',
      };
    } else if (typeOf(same.field) !== typeOf(field)) {
      yield {
        message: `${called(field)} of struct ${before.name} was ${typeOf(field)} and is now ${typeOf(same.field)}`,
        span: same.field.at['type'] ?? same.field.span,
        fix: `make it ${typeOf(field)} again`,
      };
    } else if (same.offset !== offset) {
      yield {
        message: `${called(field)} of struct ${before.name} moved from offset ${offset} to ${same.offset}`,
        span: same.field.span,
        fix: 'add new members at the end only',
      };
    }
  }
}

/** The member of that name; of what has no name, what is at its place. */
function counterpart(field: Field, offset: number, now: readonly FieldLayout[]): FieldLayout | undefined {
  return now.find((each) => each.field.name === field.name && (field.name !== null || each.offset === offset));
}

/** Whether other members take all of the bytes, and begin and end with them. */
function covered(offset: number, size: number, now: readonly FieldLayout[]): boolean {
  const inside = now.filter((each) => each.offset >= offset && each.offset + each.size <= offset + size);
  return inside.reduce((sum, each) => sum + each.size, 0) === size;
}

function typeOf({ type, array }: Field): string {
  const element = ((): string => {
    switch (type.kind) {
      case 'scalar':
        return type.scalar;
      case 'struct':
        return `struct ${type.struct.name}`;
      case 'anonymous':
        return `${type.of} of ${type.fields.map((field) => `${typeOf(field)} ${field.name ?? ''}`.trim()).join(', ')}`;
    }
  })();
  return array === null ? element : `${element}[${array}]`;
}
