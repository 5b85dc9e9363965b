import type { Step } from '../../spec/step.ts';
import { decisionOf } from './condition.ts';
import type { Scope } from './scope.ts';

/** The steps that a switch comes to where it is known which way it goes; null where it is not. */
function taken(step: Step, scope: Scope): readonly Step[] | null {
  const decision = step.kind === 'switch' ? decisionOf(step) : null;
  const when = decision === null ? null : scope.resolve(decision.when);
  const holds = when === null ? null : scope.holds(when);
  if (decision === null || holds === null) return null;
  const way = holds ? decision.yes : decision.no;
  return typeof way === 'string' ? null : way;
}

/** Steps without the ways that no call goes which has come here; `scope` is what is known before the first of them. */
export function withoutOtherWays(steps: readonly Step[], scope: Scope): readonly Step[] {
  let known = scope;
  return steps.flatMap((step) => {
    const way = taken(step, known);
    const gone = way === null ? [step] : withoutOtherWays(way, known);
    known = known.afterSome(gone);
    return gone;
  });
}
