import { x86_64 } from '../../layout/abi/x86_64.ts';
import { layoutOf } from '../../layout/layout.ts';
import { scalarPlaces, writeFields } from '../../model/argument.ts';
import { minimumSize } from '../../model/call-environment.ts';
import { takesNumber } from '../../recording/number-call.ts';
import type { Ioctl, Struct } from '../../spec/interface.ts';
import type { Slot } from '../../vectors/call.ts';
import { clearDeviations } from './deviations.ts';
import type { Draw } from './draw.ts';
import { beside, plain, type Drawn } from './drawn.ts';
import { pageSize } from './layout.ts';
import { type Members, unused, type Member } from './members.ts';
import type { Argument, ArrayArgument, BytesArgument, IoctlOperation, Patch } from './operation.ts';
import { elementMember, type MemberUse, type Uses } from './uses.ts';
import { goodValue, oddValue, unknownId, type Material } from './values.ts';

/** What may be wrong with a call beside what its members hold. */
const manners = ['size', 'memory', 'request', 'privilege'] as const;
type Manner = (typeof manners)[number];

/** What of a call is beside the mark. */
interface Mistakes {
  readonly members: ReadonlySet<Member>;
  readonly manners: ReadonlySet<Manner>;
}

/** Elements that an array is made of, at most; and how many bytes of one are looked at. */
const mostElements = 6;
const longestArray = 512;

/** What a call is made of. */
export interface Draft {
  readonly values: ReadonlyMap<Member, Drawn>;
  readonly manners: ReadonlySet<Manner>;
  readonly array: ArrayArgument | null;
}

/** A call, but for who makes it. */
export type DrawnCall = Pick<IoctlOperation, 'request' | 'privileged' | 'argument' | 'gives'>;

/** Draws a call of one ioctl: good, with one mistake, or with several. */
export class CallDrawing {
  private readonly draw: Draw;
  private readonly ioctl: Ioctl;
  private readonly members: Members;
  private readonly material: Material;
  private readonly rate: 'good' | 'one mistake' | 'several';
  /** True once the call drawn has a key that should find something, and nothing was there for it. */
  missed = false;
  /** The members that decide which others are looked at. */
  private readonly known: ReadonlyMap<string, bigint>;
  private readonly uses: Uses;

  private get isForeign(): boolean {
    return this.ioctl.number < this.material.state.prediction.model.interface.family.ioctl.base;
  }

  constructor(ioctl: Ioctl, members: Members, material: Material) {
    this.draw = material.state.draw;
    this.ioctl = ioctl;
    this.members = members;
    this.material = material;
    this.rate =
      this.draw.weighted([
        [64, 'good'],
        [29, 'one mistake'],
        [7, 'several'],
      ] as const) ?? 'good';
    this.known = new Map(
      members.deciding.map((member) => [member.slot.key, this.deciding(member, this.rate !== 'good')]),
    );
    this.uses = members.uses(this.known);
  }

  get isGood(): boolean {
    return this.rate === 'good';
  }

  /** Does the call need nothing that was there before? */
  get isSimple(): boolean {
    return ![...this.uses.values()].some((use) => use.keyOf.length > 0);
  }

  /** What tells this call from others of the ioctl. */
  get kind(): string {
    return `${this.ioctl.name} ${[...this.known.values()].join(' ')}`;
  }

  /** @param request the ioctl's own request word */
  call(request: number, privileged: boolean): DrawnCall {
    return this.made(this.draft(), request, privileged);
  }

  /** What a call is to be of. */
  draft(): Draft {
    const { known, uses } = this;
    this.missed = false;
    const given = this.members.given(uses);
    const mistakes = this.mistakes(this.rate, given);
    return this.withArray({
      values: this.values(given, uses, known, mistakes),
      manners: mistakes.manners,
      array: null,
    });
  }

  /** The same but for a little: most likely for one of the members that are to blame for what came of it. */
  varied(draft: Draft, blamed: ReadonlySet<string>): Draft {
    const { draw, uses } = this;
    const open = [...draft.values.keys()].filter((member) => !this.members.deciding.includes(member));
    const likely = open.filter(({ slot }) => blamed.has(slot.key));
    const member = draw.percent(80) ? draw.one(likely.length > 0 && draw.percent(75) ? likely : open) : undefined;
    if (member) {
      const kind = draw.percent(65) ? goodValue : oddValue;
      const value = kind(member, uses.get(member.slot.key) ?? unused, this.material);
      return { ...draft, values: new Map([...draft.values, [member, value]]) };
    }
    if (draw.percent(60)) return this.withArray(draft);
    const manner = draw.percent(60) ? draw.one(manners) : undefined;
    return { ...draft, manners: new Set(manner ? [manner] : []) };
  }

  /** A draft with an array that is drawn anew, where there is one. */
  private withArray(draft: Draft): Draft {
    const array = takesNumber(this.ioctl) ? null : this.array(draft.values, this.uses);
    return array ? { ...draft, values: new Map([...draft.values, ...array.values]), array: array.argument } : draft;
  }

  made({ values, manners: wrong, array }: Draft, request: number, privileged: boolean): DrawnCall {
    const { known } = this;
    const argument = takesNumber(this.ioctl) ? numberArgument(values) : this.argument(values, array, wrong);
    return {
      request: wrong.has('request') ? this.otherRequest(request) : request,
      privileged: wrong.has('privilege') ? !privileged : privileged,
      argument,
      gives: this.members.descriptors(known),
    };
  }

  private deciding(member: Member, mayBeWrong: boolean): bigint {
    const draw = mayBeWrong && this.draw.percent(12) ? oddValue : goodValue;
    const use = this.members.uses(new Map()).get(member.slot.key) ?? unused;
    return draw(member, use, this.material).value;
  }

  private mistakes(rate: 'good' | 'one mistake' | 'several', given: readonly Member[]): Mistakes {
    const { draw } = this;
    const open = given.filter((member) => !this.members.deciding.includes(member));
    if (rate === 'one mistake') {
      const at = draw.whole(0, open.length + manners.length - 1);
      const manner = manners[at - open.length];
      return { members: new Set(open.slice(at, at + 1)), manners: new Set(manner ? [manner] : []) };
    }
    if (rate === 'several')
      return {
        members: new Set(open.filter(() => draw.percent(35))),
        manners: new Set(manners.filter(() => draw.percent(5))),
      };
    return { members: new Set(), manners: new Set() };
  }

  private values(
    given: readonly Member[],
    uses: Uses,
    known: ReadonlyMap<string, bigint>,
    mistakes: Mistakes,
  ): ReadonlyMap<Member, Drawn> {
    // What is looked up first says what the rest is about.
    const isKey = ({ slot }: Member): number => ((uses.get(slot.key) ?? unused).keyOf.length > 0 ? 0 : 1);
    return new Map(
      [...given]
        .sort((a, b) => isKey(a) - isKey(b))
        .map((member): [Member, Drawn] => {
          const { key } = member.slot;
          const value = known.get(key);
          if (value !== undefined) return [member, plain(value)];
          const use = uses.get(key) ?? unused;
          if (mistakes.members.has(member)) return [member, oddValue(member, use, this.material)];
          const good = goodValue(member, use, this.material);
          if (use.keyOf.length > 0 && good.value === unknownId) this.missed = true;
          return [member, good];
        }),
    );
  }

  private argument(
    values: ReadonlyMap<Member, Drawn>,
    array: ArrayArgument | null,
    wrong: ReadonlySet<Manner>,
  ): Argument {
    const drawnSize = this.size(wrong.has('size'));
    const { size } = drawnSize;
    // What another family's header declares is read as its ioctl wants it, whatever the argument says.
    const length = this.isForeign ? Math.max(size, layoutOf(this.ioctl.struct, x86_64).size) : drawnSize.length;
    const bytes = new Uint8Array(Math.max(length, layoutOf(this.ioctl.struct, x86_64).size));
    const constant = [...values].filter(([, { given }]) => given.to === null);
    // Members that overlap in a union: those that are set win.
    const set = constant.filter(([, { value }]) => value !== 0n);
    writeFields(
      this.ioctl.struct,
      bytes,
      set.map(([{ slot }, { value }]) => [slot.key, value] as const),
      x86_64,
    );
    clearDeviations(this.ioctl, bytes);
    new DataView(bytes.buffer).setUint32(0, size, true);
    const known = layoutOf(this.ioctl.struct, x86_64).size;
    if (length > known && this.draw.percent(50)) bytes[this.draw.whole(known, length - 1)] = 1;
    const patches = [...values].flatMap(([{ place }, { given }]): Patch[] =>
      given.to === null ? [] : [{ offset: place.offset, width: place.bytes, value: given }],
    );
    const memory: BytesArgument['memory'] = !wrong.has('memory')
      ? 'writable'
      : this.draw.percent(70)
        ? 'read-only'
        : 'missing';
    return {
      kind: 'bytes',
      bytes: Buffer.from(bytes.subarray(0, length)).toString('hex'),
      patches: patches.filter(({ offset }) => offset < length),
      memory,
      array,
    };
  }

  /** How long the argument says it is, and is. */
  private size(odd: boolean): { readonly size: number; readonly length: number } {
    const { draw } = this;
    const known = layoutOf(this.ioctl.struct, x86_64).size;
    if (!odd) return { size: known, length: known };
    const least = minimumSize(this.ioctl, x86_64);
    const both = (size: number): { readonly size: number; readonly length: number } => ({
      size,
      length: Math.max(size, 4),
    });
    return (
      draw.weighted([
        [3, both(least)],
        [3, both(draw.whole(0, least - 1))],
        [2, both(least - 1)],
        [3, both(draw.whole(least, known))],
        [6, both(known + draw.whole(1, 24))],
        // It ends before it says so.
        [2, { size: known, length: draw.whole(4, known - 1) }],
        [1, { size: known + draw.whole(1, 0x1000), length: known }],
      ] as const) ?? both(known)
    );
  }

  private otherRequest(request: number): number {
    return this.draw.percent(50) ? (request | (1 << 30)) >>> 0 : (request ^ (1 << this.draw.whole(8, 15))) >>> 0;
  }

  /** An array for the pointer that the steps read or write elements at, and the members that have to do with it. */
  private array(
    drawn: ReadonlyMap<Member, Drawn>,
    uses: Uses,
  ): { readonly argument: ArrayArgument; readonly values: readonly (readonly [Member, Drawn])[] } | null {
    const { draw } = this;
    const pointer = [...drawn.keys()].find(({ slot }) => slot.field.role === 'pointer');
    const struct = pointer && uses.get(pointer.slot.key)?.elements;
    if (!pointer || !struct) return null;
    const { size } = layoutOf(struct, x86_64);
    if (draw.percent(12)) {
      const at = drawn.get(pointer)?.given ?? plain(0n).given;
      return { argument: { at, bytes: null, length: longestArray }, values: [] };
    }
    const count = draw.whole(0, mostElements);
    const bytes = this.elements(pointer.slot.key, struct, count, uses);
    const length = Math.min(longestArray, (count + 4) * size);
    const start: Drawn = {
      value: this.material.state.prediction.binding.arrays,
      given: { add: '0', to: { kind: 'arrays' } },
    };
    const place = draw.percent(4) ? beside(start, BigInt(draw.whole(1, 64))) : start;
    const counting = [...drawn.keys()].filter(({ slot }) => isCount(slot, uses.get(slot.key) ?? unused));
    return {
      argument: {
        at: place.given,
        bytes: Buffer.from(bytes)
          .toString('hex')
          .padEnd(length * 2, '0'),
        length,
      },
      values: [
        [pointer, place] as const,
        ...counting.flatMap((member) => (draw.percent(88) ? [[member, plain(BigInt(count))] as const] : [])),
      ],
    };
  }

  /** Elements whose numbers go up from one to the next, as ranges do that do not overlap. */
  private elements(pointer: string, struct: Struct, count: number, uses: Uses): Uint8Array {
    const { draw } = this;
    const { size } = layoutOf(struct, x86_64);
    const bytes = new Uint8Array(size * count);
    const reserved = draw.percent(60) ? this.material.state.column({ table: 'reserved', column: 'last' }) : null;
    let reached = reserved && reserved.value < 1n << 40n ? reserved.value + 1n : 0n;
    for (let index = 0; index < count; index++) {
      const odd = draw.percent(6);
      const values = scalarPlaces(struct, x86_64).map(({ name, bytes: width }, position): [string, bigint] => {
        if (odd && draw.percent(50)) return [name, draw.bits(draw.whole(1, width * 8))];
        if (width < 8) return [name, this.narrow(uses.get(elementMember(pointer, name)) ?? unused)];
        const by = pageSize * BigInt(draw.whole(0, 24));
        reached += position % 2 === 0 ? by : by + pageSize;
        return [name, position % 2 === 0 ? reached : reached - 1n];
      });
      writeFields(struct, bytes.subarray(index * size, (index + 1) * size), values, x86_64);
    }
    return bytes;
  }

  private narrow({ constants }: MemberUse): bigint {
    const constant = this.draw.percent(30) ? this.draw.one(constants) : undefined;
    return constant ?? BigInt(this.draw.whole(0, 3));
  }
}

/** Does a member count the elements of the array? */
function isCount({ field, width }: Slot, use: MemberUse): boolean {
  return width < 64 && (use.count || (field.role === 'length' && field.unit !== 'bytes'));
}

function numberArgument(values: ReadonlyMap<Member, Drawn>): Argument {
  const argument = [...values].find(([{ slot }]) => slot.key === 'argument')?.[1].value ?? 0n;
  return { kind: 'number', number: String(argument) };
}
