import type { FieldLayout } from '../../layout/layout.ts';
import type { Field } from '../../spec/interface.ts';
import type { Names } from './names.ts';
import { isByte, scalarCodec } from './scalar-codec.ts';

/** How a value is written and read, and the TypeScript types it has on the two ways. */
export interface Codec {
  /** An expression: `u32`, `array(IommuIovaRangeCodec, 2)`. */
  readonly codec: string;
  /** What `decode` gives. */
  readonly type: string;
  /** What `encode` takes. */
  readonly init: string;
}

/** A part of a struct as the bindings see it: anonymous structs are gone, reserved members too. */
export type Item =
  | (Codec & { readonly kind: 'member'; readonly name: string; readonly field: Field; readonly offset: number })
  /** The struct's own size, which callers never set. */
  | {
      readonly kind: 'size';
      readonly name: string;
      readonly codec: string;
      readonly offset: number;
      readonly wide: boolean;
    }
  | {
      readonly kind: 'union';
      readonly offset: number;
      readonly size: number;
      readonly arms: readonly (readonly Item[])[];
    };

export type Member = Extract<Item, { kind: 'member' }>;

/** A struct, or a union or struct that is declared in place and has a name. Offsets are from its start. */
export interface Shape {
  readonly name: string;
  readonly doc: string;
  readonly of: 'struct' | 'union';
  readonly size: number;
  readonly fields: readonly FieldLayout[];
}

/** The members of some items, those of all readings of a union included. */
export function membersOf(items: readonly Item[]): Member[] {
  return items.flatMap((item) =>
    item.kind === 'member' ? [item] : item.kind === 'union' ? item.arms.flatMap(membersOf) : [],
  );
}

function moved(layout: FieldLayout, base: number): FieldLayout {
  return { ...layout, offset: layout.offset - base, parts: layout.parts.map((part) => moved(part, base)) };
}

/** The codec of one element of a member. `inPlace` is told of a union or struct that needs a codec of its own. */
function element(layout: FieldLayout, owner: string, names: Names, inPlace: (shape: Shape) => void): Codec {
  const { field, offset, elementSize, parts } = layout;
  const { type } = field;
  if (type.kind === 'scalar') {
    const { name, factory } = scalarCodec(type.scalar);
    return { codec: name, type: factory, init: factory };
  }
  const name = type.kind === 'struct' ? names.of(type.struct) : names.inPlace(owner, field.name ?? '');
  if (type.kind === 'anonymous') {
    inPlace({ name, doc: field.doc, of: type.of, size: elementSize, fields: parts.map((part) => moved(part, offset)) });
  }
  return { codec: `${name}Codec`, type: name, init: `${name}Init` };
}

function codecOf(layout: FieldLayout, owner: string, names: Names, inPlace: (shape: Shape) => void): Codec {
  const { type, array } = layout.field;
  if (type.kind === 'scalar' && array !== null && isByte(type.scalar))
    return { codec: `bytes(${array})`, type: 'Uint8Array', init: 'Uint8Array' };
  const one = element(layout, owner, names, inPlace);
  if (array === null) return one;
  const many = (type: string): string => `FixedArray<${type}, ${array}>`;
  return { codec: `array(${one.codec}, ${array})`, type: many(one.type), init: many(one.init) };
}

/** The items of a shape, in order. */
export function itemsOf(shape: Shape, names: Names, inPlace: (shape: Shape) => void): readonly Item[] {
  const item = (layout: FieldLayout): Item[] => {
    const { field, offset, size, parts } = layout;
    if (field.role === 'reserved') return [];
    if (field.name === null) {
      if (field.type.kind !== 'anonymous') return [];
      return field.type.of === 'union'
        ? [{ kind: 'union', offset, size, arms: parts.map((arm) => item(arm)) }]
        : parts.flatMap(item);
    }
    const codec = codecOf(layout, shape.name, names, inPlace);
    if (field.role === 'size')
      return [{ kind: 'size', name: field.name, codec: codec.codec, offset, wide: codec.type === 'bigint' }];
    return [{ kind: 'member', name: field.name, field, offset, ...codec }];
  };
  if (shape.of === 'union') return [{ kind: 'union', offset: 0, size: shape.size, arms: shape.fields.map(item) }];
  return shape.fields.flatMap(item);
}
