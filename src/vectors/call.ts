import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf, members, type FieldLayout } from '../layout/layout.ts';
import { scalars } from '../spec/scalar.ts';
import type { Field, Ioctl, Struct } from '../spec/interface.ts';
import type { Step } from '../spec/step.ts';
import { walk } from '../spec/step.ts';
import type { SymbolicValue } from './value.ts';

/** Elements that the array of a pointer has in a vector. */
export const arrayElements = 2;

/** Something of a call that can be varied: a scalar of the argument, or of an element of an array that it refers to. */
export interface Slot {
  /** `length`, `inner.start`, `__reserved.0`, `allowed_iovas[1].last`. */
  readonly key: string;
  readonly field: Field;
  /** Bits. */
  readonly width: 8 | 16 | 32 | 64;
  /** Where it is part of an element: of which pointer's array, which element, and which member of that, from 0. */
  readonly element: {
    readonly pointer: string;
    readonly index: number;
    readonly path: string;
    readonly position: number;
  } | null;
}

/** An ioctl with values for its slots; a slot that is not there is 0. `size` is no slot: see Manner. */
export interface SymbolicCall {
  readonly ioctl: Ioctl;
  readonly values: ReadonlyMap<string, SymbolicValue>;
  readonly manner: Manner;
}

/** How a call is made, apart from what is in its argument. */
export interface Manner {
  /** Whether the caller has its capabilities. */
  readonly privileged: boolean;
  /** How long the argument claims to be: `short` is a byte less than it may, `long` a byte more than is known. */
  readonly size: 'exact' | 'short' | 'first-version' | 'long';
  /** What the byte is that is not known, where there is one. */
  readonly tail: 0 | 1;
  /** Where the argument is: `cut` ends before the last of the bytes it claims to have, `missing` is a null pointer. */
  readonly argument: 'writable' | 'read-only' | 'cut' | 'missing';
  /** `other-word` has the ioctl's number and says that it carries data, which none of the family does. */
  readonly request: 'own' | 'other-word';
}

export const plainly: Manner = {
  privileged: true,
  size: 'exact',
  tail: 0,
  argument: 'writable',
  request: 'own',
};

/** Pointers whose arrays the ioctl reads. */
function readPointers(steps: readonly Step[]): ReadonlySet<string> {
  const read = [...walk(steps)].flatMap((step) =>
    step.kind === 'each-element' && step.at.op === 'field' ? [step.at.path.join('.')] : [],
  );
  return new Set(read);
}

const known = new WeakMap<Ioctl, readonly Slot[]>();

/** The slots of an ioctl, in the order of declaration. */
export function slotsOf(ioctl: Ioctl): readonly Slot[] {
  let slots = known.get(ioctl);
  if (!slots) known.set(ioctl, (slots = findSlots(ioctl)));
  return slots;
}

function findSlots(ioctl: Ioctl): readonly Slot[] {
  const read = readPointers(ioctl.steps);
  const own = scalarSlotsOf(ioctl.struct).filter((slot) => slot.field.role !== 'size');
  const elements = own.flatMap(({ key, field }) =>
    field.pointsTo === null || !read.has(key) ? [] : elementSlots(key, field.pointsTo),
  );
  return [...own, ...elements];
}

function elementSlots(pointer: string, struct: Struct): readonly Slot[] {
  const inner = scalarSlotsOf(struct);
  return Array.from({ length: arrayElements }, (_, index) =>
    inner.map((slot, position) => ({
      ...slot,
      key: elementKey(pointer, index, slot.key),
      element: { pointer, index, path: slot.key, position },
    })),
  ).flat();
}

/** Names a member of an element of the array that a pointer refers to. */
export function elementKey(pointer: string, index: number, path: string): string {
  return `${pointer}[${String(index)}].${path}`;
}

export function scalarSlotsOf(struct: Struct): readonly Slot[] {
  return members(layoutOf(struct, x86_64)).flatMap(({ field, path }: FieldLayout): readonly Slot[] => {
    const name = path.join('.');
    const names =
      field.array === null ? [name] : Array.from({ length: field.array }, (_, index) => `${name}.${String(index)}`);
    if (field.type.kind === 'scalar') {
      const width = bits[scalars[field.type.scalar].bytes];
      return names.map((key) => ({ key, field, width, element: null }));
    }
    if (field.array === null || field.type.kind === 'anonymous') return [];
    const inner = scalarSlotsOf(field.type.struct);
    return names.flatMap((prefix) => inner.map((slot) => ({ ...slot, key: `${prefix}.${slot.key}` })));
  });
}

const bits = { 1: 8, 2: 16, 4: 32, 8: 64 } as const;
