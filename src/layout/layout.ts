import type { Field, Struct } from '../spec/interface.ts';
import { scalars } from '../spec/scalar.ts';
import type { Abi } from './abi.ts';

/** Where one field of a struct is, on one ABI. Offsets and sizes are in bytes. */
export interface FieldLayout {
  readonly field: Field;
  /** The names that reach it from the struct, as `offsetof` joins them with a dot. An anonymous field adds none. */
  readonly path: readonly string[];
  /** From the start of the struct that was laid out, however deep the field is. */
  readonly offset: number;
  /** Of the field; of an array, of all its elements. */
  readonly size: number;
  /** Of one element of an array; the same as `size` for what is no array. */
  readonly elementSize: number;
  readonly alignment: number;
  /**
   * The fields of an anonymous union or struct, or of a member that is a struct. Empty for a scalar, and for an array of
   * structs, whose elements each have the layout of their struct.
   */
  readonly parts: readonly FieldLayout[];
}

/** Bytes of a struct that belong to no member. */
export interface Padding {
  /** From the start of the struct that was laid out. */
  readonly offset: number;
  readonly size: number;
  /** The field after it; null at the end. */
  readonly before: Field | null;
  /** The anonymous struct that it is in; null for the struct itself. */
  readonly inside: Field | null;
}

export interface StructLayout {
  readonly struct: Struct;
  readonly size: number;
  readonly alignment: number;
  /** As declared. */
  readonly fields: readonly FieldLayout[];
  /** In order. Padding inside a member's own struct is that struct's, and not repeated. */
  readonly padding: readonly Padding[];
}

interface Sized {
  readonly size: number;
  readonly alignment: number;
}

interface RecordLayout extends Sized {
  /** Offsets and paths are from the start of the record. */
  readonly fields: readonly FieldLayout[];
  readonly padding: readonly Padding[];
}

const known = new WeakMap<Abi, WeakMap<Struct, StructLayout>>();

/** Lays a struct out as the ABI's C compilers do. The same struct and ABI give the same object. */
export function layoutOf(struct: Struct, abi: Abi): StructLayout {
  let ofAbi = known.get(abi);
  if (ofAbi === undefined) known.set(abi, (ofAbi = new WeakMap<Struct, StructLayout>()));
  let layout = ofAbi.get(struct);
  if (layout === undefined) ofAbi.set(struct, (layout = { struct, ...record('struct', struct.fields, null, abi) }));
  return layout;
}

/** Every named member in the order of declaration, a struct before its own members. */
export function members(layout: StructLayout): FieldLayout[] {
  const flat = (fields: readonly FieldLayout[]): FieldLayout[] =>
    fields.flatMap((each) => (each.field.name === null ? flat(each.parts) : [each, ...flat(each.parts)]));
  return flat(layout.fields);
}

/** The member that `path` reaches, or undefined where there is none. */
export function memberAt(layout: StructLayout, path: readonly string[]): FieldLayout | undefined {
  return members(layout).find(
    (each) => each.path.length === path.length && each.path.every((name, index) => name === path[index]),
  );
}

function record(of: 'struct' | 'union', fields: readonly Field[], inside: Field | null, abi: Abi): RecordLayout {
  const placed: FieldLayout[] = [];
  const padding: Padding[] = [];
  let end = 0;
  let alignment: number = abi.structAlignment;
  for (const field of fields) {
    const one = unplaced(field, abi);
    const offset = of === 'union' ? 0 : roundUp(end, one.alignment);
    if (of === 'struct' && offset > end) padding.push({ offset: end, size: offset - end, before: field, inside });
    placed.push(moved(one, offset, []));
    padding.push(...one.padding.map((each) => ({ ...each, offset: each.offset + offset })));
    end = of === 'union' ? Math.max(end, one.size) : offset + one.size;
    alignment = Math.max(alignment, one.alignment);
  }
  const size = roundUp(end, alignment);
  if (of === 'struct' && size > end) padding.push({ offset: end, size: size - end, before: null, inside });
  return { fields: placed, size, alignment, padding };
}

/** A field as if at offset 0 and alone. */
function unplaced(field: Field, abi: Abi): FieldLayout & { readonly padding: readonly Padding[] } {
  const { type, name } = field;
  const whole = (element: Sized): Pick<FieldLayout, 'elementSize' | 'size' | 'alignment'> => ({
    elementSize: element.size,
    size: element.size * (field.array ?? 1),
    alignment: element.alignment,
  });
  const base = { field, path: name === null ? [] : [name], offset: 0 };
  switch (type.kind) {
    case 'scalar': {
      const { bytes, aligned } = scalars[type.scalar];
      const element = { size: bytes, alignment: aligned ? bytes : abi.alignment[bytes] };
      return { ...base, ...whole(element), parts: [], padding: [] };
    }
    case 'struct': {
      const element = layoutOf(type.struct, abi);
      const parts = field.array === null ? element.fields.map((each) => moved(each, 0, base.path)) : [];
      return { ...base, ...whole(element), parts, padding: [] };
    }
    case 'anonymous': {
      const element = record(type.of, type.fields, field, abi);
      return {
        ...base,
        ...whole(element),
        parts: element.fields.map((each) => moved(each, 0, base.path)),
        padding: element.padding,
      };
    }
  }
}

function moved(layout: FieldLayout, by: number, prefix: readonly string[]): FieldLayout {
  const { field, path, offset, size, elementSize, alignment, parts } = layout;
  return {
    field,
    path: [...prefix, ...path],
    offset: offset + by,
    size,
    elementSize,
    alignment,
    parts: parts.map((part) => moved(part, by, prefix)),
  };
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
