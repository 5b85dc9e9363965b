import { x86_64 } from '../../layout/abi/x86_64.ts';
import { layoutOf } from '../../layout/layout.ts';
import { scalarPlaces, writeFields } from '../../model/argument.ts';
import type { Struct } from '../../spec/interface.ts';
import type { Slot } from '../../vectors/call.ts';
import type { Draw } from './draw.ts';
import { beside, plain, type Drawn } from './drawn.ts';
import { pageSize } from './layout.ts';
import { unused, type Member } from './members.ts';
import type { ArrayArgument } from './operation.ts';
import type { State } from './surroundings.ts';
import { elementMember, type MemberUse, type Uses } from './uses.ts';

/** Elements that an array is made of, at most; and how many bytes of one are looked at. */
const mostElements = 6;
const longestArray = 512;

/** An array, and the members that have to do with it: where it is, how many elements there are. */
export interface DrawnArray {
  readonly argument: ArrayArgument;
  readonly values: readonly (readonly [Member, Drawn])[];
}

/** An array that is whatever lies where a pointer refers to. */
export function arrayAsItIs({ place }: Member): ArrayArgument {
  return { pointer: place.offset, bytes: null, length: longestArray };
}

/** An array for the pointer that the steps read or write elements at; null where there is none. */
export function drawArray(drawn: ReadonlyMap<Member, Drawn>, uses: Uses, state: State): DrawnArray | null {
  const { draw } = state;
  const pointer = [...drawn.keys()].find(({ slot }) => slot.field.role === 'pointer');
  const struct = pointer && uses.get(pointer.slot.key)?.elements;
  if (!pointer || !struct) return null;
  if (draw.percent(12)) return { argument: arrayAsItIs(pointer), values: [] };
  const { size } = layoutOf(struct, x86_64);
  const count = draw.whole(0, mostElements);
  const bytes = elements(pointer.slot.key, struct, count, uses, state);
  const length = Math.min(longestArray, (count + 4) * size);
  const start: Drawn = { value: state.prediction.binding.arrays, given: { add: '0', to: { kind: 'arrays' } } };
  const place = draw.percent(4) ? beside(start, BigInt(draw.whole(1, 64))) : start;
  const counting = [...drawn.keys()].filter(({ slot }) => isCount(slot, uses.get(slot.key) ?? unused));
  const content = Buffer.from(bytes)
    .toString('hex')
    .padEnd(length * 2, '0');
  return {
    argument: { pointer: pointer.place.offset, bytes: content, length },
    values: [
      [pointer, place] as const,
      ...counting.flatMap((member) => (draw.percent(88) ? [[member, plain(BigInt(count))] as const] : [])),
    ],
  };
}

/** Elements whose numbers go up from one to the next, as ranges do that do not overlap. */
function elements(pointer: string, struct: Struct, count: number, uses: Uses, state: State): Uint8Array {
  const { draw } = state;
  const { size } = layoutOf(struct, x86_64);
  const bytes = new Uint8Array(size * count);
  const reserved = draw.percent(60) ? state.column({ table: 'reserved', column: 'last' }) : null;
  let reached = reserved && reserved.value < 1n << 40n ? reserved.value + 1n : 0n;
  for (let index = 0; index < count; index++) {
    const odd = draw.percent(6);
    const values = scalarPlaces(struct, x86_64).map(({ name, bytes: width }, position): [string, bigint] => {
      if (odd && draw.percent(50)) return [name, draw.bits(draw.whole(1, width * 8))];
      if (width < 8) return [name, narrow(uses.get(elementMember(pointer, name)) ?? unused, draw)];
      const by = pageSize * BigInt(draw.whole(0, 24));
      reached += position % 2 === 0 ? by : by + pageSize;
      return [name, position % 2 === 0 ? reached : reached - 1n];
    });
    writeFields(struct, bytes.subarray(index * size, (index + 1) * size), values, x86_64);
  }
  return bytes;
}

function narrow({ constants }: MemberUse, draw: Draw): bigint {
  const constant = draw.percent(30) ? draw.one(constants) : undefined;
  return constant ?? BigInt(draw.whole(0, 3));
}

/** Does a member count the elements of the array? */
function isCount({ field, width }: Slot, use: MemberUse): boolean {
  return width < 64 && (use.count || (field.role === 'length' && field.unit !== 'bytes'));
}
