import type { Step } from '../spec/step.ts';
import { holds } from './condition.ts';
import type { Result } from './setting.ts';
import { alternatives, type Target } from './targets.ts';

/** Finds which target a call has hit. */
export class Hits {
  private readonly byStep = new Map<Step, Target[]>();
  private readonly order: ReadonlyMap<Target, number>;

  /** `targets` are those of one ioctl, in the order of its steps. */
  constructor(targets: readonly Target[]) {
    for (const target of targets) this.byStep.set(target.step, [...(this.byStep.get(target.step) ?? []), target]);
    this.order = new Map(targets.map((target, index) => [target, index]));
  }

  /** The target; null for success, for a step that is none of them, and where several parts of a condition hold. */
  of(result: Result): Target | null {
    const { by } = result;
    if (!by || result.errno === null) return null;
    const targets = (this.byStep.get(by.step) ?? []).filter((target) => target.verbs.join() === by.verbs.join());
    const [only] = targets;
    if (!only?.part) return only ?? null;
    const all = by.step.kind === 'reject' ? alternatives(by.step.when) : [];
    const holding = all.flatMap((when, index) => (holds(when, result.before, result.world) ? [index] : []));
    // Two mistakes at once tell nothing of either.
    return holding.length === 1 ? (targets.find((target) => target.part?.index === holding[0]) ?? null) : null;
  }

  /** How far a call came: success is Infinity, what is no target -1. */
  rank(result: Result): number {
    if (result.errno === null) return Infinity;
    const target = this.of(result);
    return target ? (this.order.get(target) ?? -1) : -1;
  }
}
