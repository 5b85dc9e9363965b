import type { Abi } from '../layout/abi.ts';
import { layoutOf, members } from '../layout/layout.ts';
import { scalars } from '../spec/scalar.ts';
import type { Struct } from '../spec/interface.ts';

/** One scalar of a struct: its name in expressions (`inner.start`, `__reserved.0`) and where it is. */
export interface ScalarPlace {
  readonly name: string;
  readonly offset: number;
  readonly bytes: 1 | 2 | 4 | 8;
  readonly bigEndian: boolean;
}

const known = new WeakMap<Abi, WeakMap<Struct, readonly ScalarPlace[]>>();

/** Every scalar of a struct on an ABI, arrays taken apart, in the order of declaration. */
export function scalarPlaces(struct: Struct, abi: Abi): readonly ScalarPlace[] {
  let ofAbi = known.get(abi);
  if (!ofAbi) known.set(abi, (ofAbi = new WeakMap<Struct, readonly ScalarPlace[]>()));
  let places = ofAbi.get(struct);
  if (!places) ofAbi.set(struct, (places = findPlaces(struct, abi)));
  return places;
}

function findPlaces(struct: Struct, abi: Abi): readonly ScalarPlace[] {
  return members(layoutOf(struct, abi)).flatMap((member): ScalarPlace[] => {
    const { type, array } = member.field;
    const at = (index: number | null): { readonly name: string; readonly offset: number } => ({
      name: [...member.path, ...(index === null ? [] : [String(index)])].join('.'),
      offset: member.offset + (index ?? 0) * member.elementSize,
    });
    const all = array === null ? [at(null)] : Array.from({ length: array }, (_, index) => at(index));
    if (type.kind === 'scalar') {
      const { bytes, endian } = scalars[type.scalar];
      return all.map((each) => ({
        ...each,
        bytes,
        bigEndian: endian === 'big' || (endian === 'host' && abi.endian === 'big'),
      }));
    }
    // `members` lists the parts of a struct that is no array by itself.
    if (array === null || type.kind === 'anonymous') return [];
    const inner = scalarPlaces(type.struct, abi);
    return all.flatMap((each) =>
      inner.map((place) => ({ ...place, name: `${each.name}.${place.name}`, offset: each.offset + place.offset })),
    );
  });
}

/** Reads the members of an argument; bytes beyond its end count as 0, as copy_struct_from_user has it. */
export function readFields(struct: Struct, bytes: Uint8Array, abi: Abi): Map<string, bigint> {
  const view = viewOf(atLeast(bytes, layoutOf(struct, abi).size));
  return new Map(scalarPlaces(struct, abi).map((place) => [place.name, readScalar(view, place)]));
}

/** Writes members over bytes; what of a member lies beyond the end is left out. */
export function writeFields(
  struct: Struct,
  bytes: Uint8Array,
  values: Iterable<readonly [string, bigint]>,
  abi: Abi,
): void {
  const whole = atLeast(bytes, layoutOf(struct, abi).size);
  const view = viewOf(whole);
  const places = placesByName(struct, abi);
  for (const [name, value] of values) {
    const place = places.get(name);
    if (place) writeScalar(view, place, value);
  }
  if (whole !== bytes) bytes.set(whole.subarray(0, bytes.length));
}

const namedPlaces = new WeakMap<readonly ScalarPlace[], ReadonlyMap<string, ScalarPlace>>();

function placesByName(struct: Struct, abi: Abi): ReadonlyMap<string, ScalarPlace> {
  const places = scalarPlaces(struct, abi);
  let byName = namedPlaces.get(places);
  if (!byName) namedPlaces.set(places, (byName = new Map(places.map((place) => [place.name, place]))));
  return byName;
}

/** The bytes themselves, or a copy with zeros behind where they are fewer. */
function atLeast(bytes: Uint8Array, size: number): Uint8Array {
  if (bytes.length >= size) return bytes;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  return padded;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function readScalar(view: DataView, { offset, bytes, bigEndian }: ScalarPlace): bigint {
  switch (bytes) {
    case 1:
      return BigInt(view.getUint8(offset));
    case 2:
      return BigInt(view.getUint16(offset, !bigEndian));
    case 4:
      return BigInt(view.getUint32(offset, !bigEndian));
    case 8:
      return view.getBigUint64(offset, !bigEndian);
  }
}

function writeScalar(view: DataView, { offset, bytes, bigEndian }: ScalarPlace, value: bigint): void {
  switch (bytes) {
    case 1:
      view.setUint8(offset, Number(value & 0xffn));
      return;
    case 2:
      view.setUint16(offset, Number(value & 0xffffn), !bigEndian);
      return;
    case 4:
      view.setUint32(offset, Number(value & 0xffff_ffffn), !bigEndian);
      return;
    case 8:
      view.setBigUint64(offset, BigInt.asUintN(64, value), !bigEndian);
  }
}
