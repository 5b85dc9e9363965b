import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import { evaluate, truth, type Knowledge } from '../../spec/expression/known-bits.ts';
import type { Ioctl } from '../../spec/interface.ts';
import { walk, type Step } from '../../spec/step.ts';
import { decisionOf, equality } from './condition.ts';
import { isEffect, hasEffect } from './effect.ts';
import type { Insertion } from './insertion.ts';
import { placeInFile } from './locate.ts';
import { Scope } from './scope.ts';
import { callWith, type Additions, type NewValue } from './today.ts';

/** What becomes of a call: it leaves the function, it comes to an effect of the base, or it gets past the list. */
type Fate = 'leaves' | 'arrives' | 'passes';

/** Follows a call through the C that is made of an amended list, not through the list itself. */
class Walk {
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

interface Way {
  readonly when: Expression;
  /** Null where the call fails. */
  readonly steps: readonly Step[] | null;
}

function waysOf(step: Extract<Step, { kind: 'switch' }>): readonly Way[] {
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

/** A step that ends calls with a new value, since what the value asks for is not written. */
function guard({ path, isFlag, value }: NewValue, near: Step): Step {
  const { span } = near;
  const common = { span, path: '', place: null, doc: null, unreachable: null, needs: null };
  const type = { kind: 'integer', width: 64 } as const;
  const constant: Expression = { op: 'number', value: value.value, name: value.name, type: { kind: 'literal' }, span };
  const field: Expression = { op: 'field', path, type, span };
  const on: Expression = isFlag ? { op: 'binary', operator: '&', left: field, right: constant, type, span } : field;
  const effect: Step = { ...common, kind: 'call', verb: `what ${value.name} asks for`, with: {}, gives: {} };
  const steps = [effect];
  return { ...common, kind: 'switch', on, cases: [{ label: value.short, value: constant, steps }], otherwise: null };
}

function mentions({ steps }: Insertion, { path }: NewValue): boolean {
  return steps.some(
    (step) =>
      step.kind === 'reject' &&
      [...subexpressions(step.when)].some((each) => each.op === 'field' && each.path.join('.') === path.join('.')),
  );
}

/**
 * The insertions, and a check for each new value that would otherwise come to an effect of the base: it stands after the
 * check that lets the value in, or before all else.
 */
export function guarded(
  insertions: readonly Insertion[],
  before: Ioctl,
  after: Ioctl,
  additions: Additions,
): readonly Insertion[] {
  const [first] = before.steps;
  return additions.values.reduce((all, value) => {
    const fate = new Walk(before, after, additions, callWith(value)).list(after.steps, true);
    if (fate !== 'arrives' || first === undefined) return all;
    const door = all.find((each) => mentions(each, value));
    if (door === undefined)
      return [{ where: 'before', anchor: first, steps: [guard(value, first)] } satisfies Insertion, ...all];
    return all.map((each) => (each === door ? { ...each, steps: [...each.steps, guard(value, each.anchor)] } : each));
  }, insertions);
}
