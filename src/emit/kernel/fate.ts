import type { Expression } from '../../spec/expression/expression.ts';
import { evaluate, truth, type Knowledge } from '../../spec/expression/known-bits.ts';
import type { Ioctl } from '../../spec/interface.ts';
import { walk, type Step } from '../../spec/step.ts';
import { decisionOf, equality } from './condition.ts';
import { hasEffect, isEffect } from './effect.ts';
import { placeInFile } from './locate.ts';
import { Scope } from './scope.ts';
import type { Additions } from './today.ts';

/** What becomes of a call: it leaves the function, it comes to an effect of the base, or it gets past the list. */
export type Fate = 'leaves' | 'arrives' | 'passes';

/** Follows a call through the C that is made of an amended list, not through the list itself. */
export class Walk {
  private readonly base: ReadonlySet<string>;
  private readonly additions: Additions;
  private readonly known: Knowledge;
  private readonly scope: Scope;

  constructor(before: Ioctl, after: Ioctl, additions: Additions, known: Knowledge) {
    this.base = new Set([...walk(before.steps)].map(placeInFile));
    this.additions = additions;
    this.known = known;
    this.scope = new Scope(after.struct);
  }

  list(steps: readonly Step[], old: boolean): Fate {
    for (const step of steps) {
      const fate = this.step(step, old);
      if (fate !== 'passes') return fate;
    }
    return 'passes';
  }

  private step(step: Step, old: boolean): Fate {
    const isBase = this.base.has(placeInFile(step));
    if (isEffect(step)) {
      if (isBase) return 'arrives';
      // In the way of old callers a missing effect is only a comment.
      return old ? 'passes' : 'leaves';
    }
    switch (step.kind) {
      case 'reject': {
        const isInC = isBase || this.scope.resolve(step.when) !== null;
        return isInC && this.holds(step.when) === true ? 'leaves' : 'passes';
      }
      case 'switch':
        return this.switch(step, old);
      case 'each-element':
      case 'each-row':
      case 'each-gap':
        return isBase && hasEffect(step.steps) ? 'arrives' : 'passes';
      default:
        return 'passes';
    }
  }

  private switch(step: Extract<Step, { kind: 'switch' }>, old: boolean): Fate {
    const ways = waysOf(step);
    const open = ways.filter((way) => this.holds(way.when) !== false);
    const certain = open.find((way) => this.holds(way.when) === true);
    const fates = (certain === undefined ? open : [certain]).map(({ when, steps }) =>
      steps === null ? 'leaves' : this.list(steps, old && this.additions.today(when) !== false),
    );
    if (fates.includes('arrives')) return 'arrives';
    return fates.length > 0 && fates.every((fate) => fate === 'leaves') ? 'leaves' : 'passes';
  }

  private holds(condition: Expression): boolean | null {
    return truth(evaluate(condition, this.known));
  }
}

/** One way through a switch. */
export interface Way {
  readonly when: Expression;
  /** Null where the call fails. */
  readonly steps: readonly Step[] | null;
}

/** The ways through a switch, with what is true of the calls that take them. */
export function waysOf(step: Extract<Step, { kind: 'switch' }>): readonly Way[] {
  const decision = decisionOf(step);
  const steps = (of: readonly Step[] | string | null): readonly Step[] | null =>
    typeof of === 'string' ? null : (of ?? []);
  if (decision !== null) {
    const not: Expression = { ...truthOf(decision.when), op: 'unary', operator: '!', operand: decision.when };
    return [
      { when: decision.when, steps: decision.yes },
      { when: not, steps: steps(decision.no) },
    ];
  }
  const cases = step.cases.map((each) => ({ when: equality(step.on, each.value), steps: each.steps }));
  const none = cases
    .map(({ when }): Expression => ({ ...truthOf(when), op: 'unary', operator: '!', operand: when }))
    .reduce((left, right): Expression => ({ ...truthOf(left), op: 'binary', operator: '&&', left, right }));
  return [...cases, { when: none, steps: steps(step.otherwise) }];
}

function truthOf({ span }: Expression): Pick<Expression, 'type' | 'span'> {
  return { type: { kind: 'boolean' }, span };
}
