import { x86_64 } from '../../layout/abi/x86_64.ts';
import { scalarPlaces, type ScalarPlace } from '../../model/argument.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { scalarSlotsOf, type Slot } from '../../vectors/call.ts';
import { pageSize } from './layout.ts';
import type { Argument } from './operation.ts';
import { descriptorMembers, untoldChoices, usesOf, type MemberUse, type Uses } from './uses.ts';

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
  /** Where the kernel chooses something that nobody learns of if the call cannot tell it. */
  readonly choices: readonly number[];
  private readonly of: Interface;
  private readonly ioctl: Ioctl;
  private readonly known = new Map<string, Uses>();
  private readonly opened = new Map<string, readonly number[]>();

  constructor(of: Interface, ioctl: Ioctl) {
    this.of = of;
    this.ioctl = ioctl;
    this.choices = untoldChoices(of, ioctl);
    const places = new Map(scalarPlaces(ioctl.struct, x86_64).map((place) => [place.name, place]));
    this.all = scalarSlotsOf(ioctl.struct).flatMap((slot) => {
      const place = places.get(slot.key);
      return place ? [{ slot, place }] : [];
    });
    this.deciding = this.all.filter(({ slot: { field } }) => field.role === 'type' && field.direction !== 'out');
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

  /** Is it about memory from a region on that is longer than that and its guard, so as to be kept by the kernel? */
  reachesFar(argument: Argument): boolean {
    if (argument.kind !== 'bytes') return false;
    const uses = this.uses(new Map());
    const begins = this.all.some(
      ({ slot, place }) =>
        uses.get(slot.key)?.stored === true &&
        argument.patches.some(({ offset, value }) => offset === place.offset && value.to?.kind === 'region'),
    );
    const bytes = Buffer.from(argument.bytes, 'hex');
    return (
      begins &&
      this.all.some(
        ({ slot, place }) =>
          (slot.field.role === 'length' || uses.get(slot.key)?.extent === true) &&
          place.bytes === 8 &&
          place.offset + place.bytes <= bytes.length &&
          bytes.readBigUInt64LE(place.offset) > farthest,
      )
    );
  }

  /** The members that a call has to give: of a union only those that are looked at. */
  given(uses: Uses): readonly Member[] {
    return this.all.filter(
      ({ slot }) => slot.field.role !== 'size' && (uses.has(slot.key) || !slot.key.includes('.') || isReserved(slot)),
    );
  }
}

/** Regions have guards of at least that length (perform.ts). */
const farthest = 16n * pageSize;

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
