import { x86_64 } from '../../layout/abi/x86_64.ts';
import { scalarPlaces, type ScalarPlace } from '../../model/argument.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { scalarSlotsOf, type Slot } from '../../vectors/call.ts';
import { choosesUntold, descriptorMembers, usesOf, type MemberUse, type Uses } from './uses.ts';

/** A member of an argument that a call gives. */
export interface Member {
  readonly slot: Slot;
  readonly place: ScalarPlace;
}

/** What is known of an ioctl's argument, whatever state a kernel is in. */
export class Members {
  readonly all: readonly Member[];
  /** Those whose value decides which others are looked at. */
  readonly deciding: readonly Member[];
  /** Whether a call that cannot tell what it chose leaves something behind that nobody knows. */
  readonly mustTell: boolean;
  private readonly of: Interface;
  private readonly ioctl: Ioctl;
  private readonly known = new Map<string, Uses>();
  private readonly opened = new Map<string, readonly number[]>();

  constructor(of: Interface, ioctl: Ioctl) {
    this.of = of;
    this.ioctl = ioctl;
    this.mustTell = choosesUntold(of, ioctl);
    const places = new Map(scalarPlaces(ioctl.struct, x86_64).map((place) => [place.name, place]));
    this.all = scalarSlotsOf(ioctl.struct).flatMap((slot) => {
      const place = places.get(slot.key);
      return place ? [{ slot, place }] : [];
    });
    this.deciding = this.all.filter(({ slot }) => slot.field.role === 'type');
  }

  /** Where the call tells of descriptors that it opens, in bytes. */
  descriptors(known: ReadonlyMap<string, bigint>): readonly number[] {
    const key = [...known.values()].join();
    let offsets = this.opened.get(key);
    if (!offsets) {
      const opens = descriptorMembers(this.of, this.ioctl, known);
      offsets = this.all.filter(({ slot }) => opens.includes(slot.key)).map(({ place }) => place.offset);
      this.opened.set(key, offsets);
    }
    return offsets;
  }

  /** What the steps do with the members, once those that decide are known. */
  uses(known: ReadonlyMap<string, bigint>): Uses {
    const key = [...known.values()].join();
    let uses = this.known.get(key);
    if (!uses) this.known.set(key, (uses = usesOf(this.of, this.ioctl, known)));
    return uses;
  }

  /** The members that a call has to give: of a union only those that are looked at. */
  given(uses: Uses): readonly Member[] {
    return this.all.filter(
      ({ slot }) => slot.field.role !== 'size' && (uses.has(slot.key) || !slot.key.includes('.') || isReserved(slot)),
    );
  }
}

function isReserved({ field }: Slot): boolean {
  return field.role === 'reserved';
}

/** A member that no step looks at. */
export const unused: MemberUse = {
  keyOf: [],
  columns: [],
  constants: [],
  stored: false,
  address: false,
  count: false,
  extent: false,
  elements: null,
};
