import { finding, inOrder, type Finding } from '../diagnostics/finding.ts';
import type { Span } from '../diagnostics/span.ts';
import type { Interface } from '../spec/interface.ts';
import type { SymbolicCall } from './call.ts';
import { findVectors } from './find.ts';
import { Setting } from './setting.ts';
import type { Vector } from './vector.ts';
import { usualWorld } from './world.ts';

/** A call that failed and left something behind, though no step says so. */
export interface Remainder {
  /** The name of the ioctl. */
  readonly ioctl: string;
  readonly errno: string;
  /** The step that ended the call. */
  readonly span: Span;
  /** True where the step failed because it may, as an allocation may. */
  readonly injected: boolean;
}

export interface Atomicity {
  /** Calls that failed, and how many of them because a step was made to fail that may. */
  readonly failing: number;
  readonly injected: number;
  readonly remainders: readonly Remainder[];
}

/**
 * Does a call that fails leave everything as it was, but for what `keeps` says? Every contract vector that ends in an
 * errno is made, and every one that succeeds as often as there are steps in it that may fail, with each of them failing.
 */
export function atomicityOf(of: Interface): Atomicity {
  const made = of.ioctls.flatMap((ioctl) => findVectors(of, ioctl).vectors.flatMap((each) => failuresOf(of, each)));
  return {
    failing: made.length,
    injected: made.filter((each) => each.injected).length,
    remainders: made.filter((each) => each.left),
  };
}

/** Steps after which something is left behind that nobody said would be: each is reported once. */
export function atomicityFindings({ remainders }: Atomicity): readonly Finding[] {
  const findings = remainders.map(({ ioctl, errno, span, injected }) =>
    finding(
      'GEN0103',
      `${ioctl} fails here with ${errno}${injected ? ', where it may,' : ''} and leaves what it did before`,
      span,
      'take it back with `undo:`, or say what stays with `keeps:`',
    ),
  );
  return inOrder([...new Map(findings.map((each) => [JSON.stringify(each.span), each])).values()]);
}

function failuresOf(
  of: Interface,
  { ioctl, setup, call }: Vector,
): readonly (Remainder & { readonly left: boolean })[] {
  const setting = after(Setting.start(of, usualWorld), setup);
  if (!setting) return [];
  const { mayFail } = setting.effect(call, 0);
  return Array.from({ length: mayFail + 1 }, (_unused, failing) => failing).flatMap((failing) => {
    const { errno, by, changed, kept } = setting.effect(call, failing);
    return errno === null || by === null
      ? []
      : [{ ioctl: ioctl.name, errno, span: by.span, injected: failing > 0, left: changed && !kept }];
  });
}

function after(start: Setting, setup: readonly SymbolicCall[]): Setting | null {
  return setup.reduce<Setting | null>((setting, each) => setting?.after(each) ?? null, start);
}
