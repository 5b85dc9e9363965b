import { takesNumber } from '../../recording/number-call.ts';
import type { Interface, Ioctl } from '../../spec/interface.ts';
import { isOwnIoctl } from '../../spec/own-ioctl.ts';
import { drawArgument, manners, numberArgument, type Manner } from './argument-drawing.ts';
import { arrayAsItIs, drawArray } from './array-drawing.ts';
import type { Draw } from './draw.ts';
import { plain, type Drawn } from './drawn.ts';
import { type Members, unused, type Member } from './members.ts';
import type { ArrayArgument, IoctlOperation } from './operation.ts';
import type { Uses } from './uses.ts';
import { goodValue, oddValue, unknownId, type Material } from './values.ts';

/** What of a call is beside the mark. */
interface Mistakes {
  readonly members: ReadonlySet<Member>;
  readonly manners: ReadonlySet<Manner>;
}

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

  private get of(): Interface {
    return this.material.state.prediction.model.interface;
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
      const array = draft.array?.pointer === member.place.offset ? arrayAsItIs(member) : draft.array;
      return { ...draft, values: new Map([...draft.values, [member, value]]), array };
    }
    if (draw.percent(60)) return this.withArray(draft);
    const manner = draw.percent(60) ? draw.one(manners) : undefined;
    return { ...draft, manners: new Set(manner ? [manner] : []) };
  }

  /** A draft with an array that is drawn anew, where there is one. */
  private withArray(draft: Draft): Draft {
    const array = takesNumber(this.ioctl) ? null : drawArray(draft.values, this.uses, this.material.state);
    return array ? { ...draft, values: new Map([...draft.values, ...array.values]), array: array.argument } : draft;
  }

  made({ values, manners: wrong, array }: Draft, request: number, privileged: boolean): DrawnCall {
    const { known } = this;
    const argument = takesNumber(this.ioctl)
      ? numberArgument(values)
      : drawArgument(
          { ioctl: this.ioctl, isForeign: !isOwnIoctl(this.of, this.ioctl), values, array, wrong },
          this.draw,
        );
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

  private otherRequest(request: number): number {
    return this.draw.percent(50) ? (request | (1 << 30)) >>> 0 : (request ^ (1 << this.draw.whole(8, 15))) >>> 0;
  }
}
