import type { Ioctl, Proposal } from '../../spec/interface.ts';
import { slotsOf, type SymbolicCall } from '../../vectors/call.ts';
import type { Target } from '../../vectors/targets.ts';
import { usualWorld } from '../../vectors/world.ts';
import { numberOf, type Binding } from '../../vectors/value.ts';
import { Additions } from '../kernel/today.ts';

/** An errno by which a kernel says that it does not have what a call asks for. */
export interface Doubt {
  readonly errno: string;
  readonly reason: string;
}

/** Flags and the like need no addresses: any will do. */
const anywhere: Binding = {
  symbol: (name) => usualWorld.symbols[name],
  place: () => usualWorld.buffer,
  array: () => usualWorld.arrays,
  descriptor: () => 1n,
  result: () => 1n,
};

/** How far a call gets: to the effect of the ioctl, or to a check before it. */
export type Reach = 'effect' | 'check';

/** How far a call gets that ends at a step; null for one that succeeds. */
export function reachOf(target: Target | null): Reach {
  return target === null || target.afterEffect ? 'effect' : 'check';
}

/** Tells what a kernel may lack of a proposal: all of it, or the effect of what it has the checks of. */
export class Novelty {
  private readonly proposal: Proposal | null;

  constructor(proposal: Proposal | null) {
    this.proposal = proposal;
  }

  /** What a kernel may answer to a call instead of what it should. */
  doubts({ ioctl, values }: SymbolicCall, reach: Reach): readonly Doubt[] {
    if (this.proposal === null) return [];
    if (this.isNew(ioctl))
      return reach === 'effect'
        ? [{ errno: 'EOPNOTSUPP', reason: `the effect of ${ioctl.name} is not implemented` }]
        : [];
    const { delta } = this.proposal;
    const call = { ioctl, values };
    const appended = delta.appended.find(({ struct }) => struct.name === ioctl.struct.name)?.fields ?? [];
    const isAppended = (path: string): boolean =>
      appended.some(({ name }) => name !== null && path.split('.')[0] === name);
    const longer = slotsOf(ioctl).filter(
      ({ key, element }) => element === null && isAppended(key) && this.number(call, key) !== 0n,
    );
    const used = new Additions(ioctl, delta).values.filter(({ path, kind, value }) => {
      const given = this.number(call, path.join('.'));
      if (kind === 'value') return given === value;
      return kind === 'flag' ? (given & value) !== 0n : given !== 0n;
    });
    const telling = used.filter(({ path }) => reach === 'effect' || !isAppended(path.join('.')));
    return [
      ...longer.slice(0, 1).map(({ key }) => ({ errno: 'E2BIG', reason: `struct ${ioctl.struct.name} has no ${key}` })),
      ...telling.slice(0, 1).map(({ name }) => ({ errno: 'EOPNOTSUPP', reason: `${name} is not implemented` })),
    ];
  }

  /** Does only the proposal have the ioctl? */
  isNew(ioctl: Ioctl): boolean {
    return this.proposal?.delta.ioctls.some(({ name }) => name === ioctl.name) ?? false;
  }

  private number(call: Pick<SymbolicCall, 'ioctl' | 'values'>, key: string): bigint {
    const width = slotsOf(call.ioctl).find((slot) => slot.key === key)?.width ?? 64;
    const value = call.values.get(key);
    return value === undefined ? 0n : BigInt.asUintN(width, numberOf(value, anywhere));
  }
}
