import { x86_64 } from '../layout/abi/x86_64.ts';
import { layoutOf } from '../layout/layout.ts';
import { minimumSize } from '../model/call-environment.ts';
import type { Interface } from '../spec/interface.ts';
import type { Manner, SymbolicCall } from './call.ts';
import { withManner } from './difference.ts';
import { Hits } from './hits.ts';
import type { Success } from './successes.ts';
import { entryTargetsOf, type Target } from './targets.ts';
import { witness, type Settings, type Witness } from './witness.ts';

/** Ways to make a call that the kernel refuses before it looks at the argument. */
const refused: readonly Partial<Manner>[] = [
  { argument: 'missing' },
  { request: 'other-word' },
  { size: 'short' },
  { size: 'long', tail: 1 },
  { argument: 'cut' },
];

/** Ways to make a call that ends as if it were made plainly. */
export function sameManners({ ioctl }: SymbolicCall): readonly Partial<Manner>[] {
  const grown = minimumSize(ioctl, x86_64) < layoutOf(ioctl.struct, x86_64).size;
  return [{ size: 'long', tail: 0 }, ...(grown ? [{ size: 'first-version' } as const] : [])];
}

/** Vectors for the checks that every ioctl makes before its own, from a call that passes them. */
export function entryWitnesses(
  of: Interface,
  { setup, call }: Success,
  own: readonly Target[],
  settings: Settings,
): { readonly found: readonly Witness[]; readonly missed: readonly Target[] } {
  const targets = entryTargetsOf(of);
  const hits = new Hits([...targets, ...own]);
  const contrast = { call, result: setup.setting.call(call), odd: false };
  const found = refused.flatMap((manner) => {
    const wrong = withManner(call, manner);
    const target = hits.of(setup.setting.call(wrong));
    // Where the family has no such check, the call ends as it would anyway.
    return (target && targets.includes(target) && witness(target, setup, wrong, contrast, hits, settings)) || [];
  });
  return { found, missed: targets.filter((target) => !found.some((each) => each.target === target)) };
}
