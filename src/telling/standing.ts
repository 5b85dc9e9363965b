import { inTellingOrder } from './built-in.ts';
import type { Outcome, ToldVerdict, ToldWorld, Verification } from './verification.ts';

/** A verdict with the world that it is of. */
export interface WorldVerdict {
  readonly world: ToldWorld;
  readonly verdict: ToldVerdict;
}

/** How a property stands over all worlds of a subject. */
export interface Standing {
  readonly id: string;
  readonly title: string;
  /** The worst over all worlds, but for those that break the property on purpose; null where there is no other. */
  readonly outcome: Outcome | null;
  /** Those that made it so: of what is violated, the shortest trace first. */
  readonly decisive: readonly WorldVerdict[];
  /** Those that break it on purpose. */
  readonly expected: readonly WorldVerdict[];
  readonly witnesses: number;
}

const fromBad: readonly Outcome[] = ['violated', 'incomplete', 'declared', 'holds'];

/** How each property stands, in the order in which they are told. */
export function standings({ worlds }: Verification): readonly Standing[] {
  const ids = inTellingOrder(worlds.flatMap((world) => world.verdicts.map((each) => each.id)));
  return ids.map((id) => {
    const all = worlds.flatMap((world) =>
      world.verdicts.flatMap((verdict): WorldVerdict[] => (verdict.id === id ? [{ world, verdict }] : [])),
    );
    const onPurpose = ({ verdict }: WorldVerdict): boolean =>
      verdict.expected !== null && verdict.outcome === 'violated';
    const judged = all.filter((each) => !onPurpose(each));
    const outcome = fromBad.find((each) => judged.some(({ verdict }) => verdict.outcome === each)) ?? null;
    const decisive = judged
      .filter(({ verdict }) => verdict.outcome === outcome)
      .toSorted((left, right) => (left.verdict.steps ?? 0) - (right.verdict.steps ?? 0));
    return {
      id,
      title: all[0]?.verdict.title ?? '',
      outcome,
      decisive,
      expected: all.filter(onPurpose),
      witnesses: all.reduce((sum, { verdict }) => sum + verdict.witnesses, 0),
    };
  });
}

/** Is there something that the author must mend: a violation that no world breaks on purpose, or a search that saw not all? */
export function isBad(verification: Verification): boolean {
  return (
    standings(verification).some(({ outcome }) => outcome === 'violated' || outcome === 'incomplete') ||
    (verification.deadSteps?.length ?? 0) > 0 ||
    (verification.calls?.remainders ?? 0) > 0
  );
}
