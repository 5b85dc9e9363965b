import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import type { Ioctl } from '../../spec/interface.ts';
import { nested, walk, type Step } from '../../spec/step.ts';
import { hasEffect, isEffect } from './effect.ts';
import { Walk, waysOf } from './fate.ts';
import type { Insertion } from './insertion.ts';
import { placeInFile } from './locate.ts';
import { callsWith, type Additions, type NewValue } from './today.ts';

/** A step that ends calls with a new value, since what the value asks for is not written. */
function guard({ path, kind, value, name }: NewValue): Step {
  // It is written nowhere.
  const span = { file: `guard of ${name}`, line: 1, column: 1, endLine: 1, endColumn: 1 };
  const common = { span, path: '', place: null, doc: null, unreachable: null, needs: null };
  const type = { kind: 'integer', width: 64 } as const;
  const boolean = { kind: 'boolean' } as const;
  const field: Expression = { op: 'field', path, type, span };
  const constant: Expression = { op: 'number', value, name, type: { kind: 'literal' }, span };
  const never: Expression = { op: 'boolean', value: false, type: boolean, span };
  const ons: Readonly<Record<NewValue['kind'], Expression>> = {
    flag: { op: 'binary', operator: '&', left: field, right: constant, type, span },
    value: field,
    any: { op: 'unary', operator: '!', operand: field, type: boolean, span },
  };
  const on = ons[kind];
  const when = kind === 'any' ? never : constant;
  const effect: Step = { ...common, kind: 'call', verb: `what ${name} asks for`, with: {}, gives: {} };
  return { ...common, kind: 'switch', on, cases: [{ label: name, value: when, steps: [effect] }], otherwise: null };
}

function reads(expression: Expression, { path }: NewValue): boolean {
  return [...subexpressions(expression)].some((each) => each.op === 'field' && each.path.join('.') === path.join('.'));
}

function mentions({ steps }: Insertion, value: NewValue): boolean {
  return steps.some((step) => step.kind === 'reject' && reads(step.when, value));
}

/** Whether an effect depends on a field in the calls of today. A field that only new calls use is ignored in the others. */
function isUsedToday(value: NewValue, steps: readonly Step[], additions: Additions): boolean {
  return steps.some((step) => {
    switch (step.kind) {
      case 'call':
        return Object.values(step.with).some((each) => reads(each, value));
      case 'set':
        return reads(step.to, value);
      case 'switch':
        return waysOf(step).some(
          (way) => additions.today(way.when) !== false && isUsedToday(value, way.steps ?? [], additions),
        );
      default:
        return nested(step).some((list) => isUsedToday(value, list, additions));
    }
  });
}

/** Whether an insertion stands before all effects of the base. */
function isEarly({ where, anchor }: Insertion, before: Ioctl): boolean {
  const steps = [...walk(before.steps)];
  const first = steps.findIndex(isEffect);
  const at = steps.findIndex((step) => placeInFile(step) === placeInFile(anchor));
  return first < 0 || at < first || (at === first && where === 'before');
}

/** The first check of a list, or else its first step. */
function firstCheck({ steps }: Ioctl): Step | undefined {
  const early = steps.slice(
    0,
    Math.max(
      0,
      steps.findIndex((step) => hasEffect([step])),
    ),
  );
  return early.find((step) => step.kind === 'reject' || step.kind === 'lookup') ?? steps[0];
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
  const first = firstCheck(before);
  return additions.values.reduce((all, value) => {
    if (value.kind === 'any' && !isUsedToday(value, after.steps, additions)) return all;
    const fates = callsWith(value).map((known) => new Walk(before, after, additions, known).list(after.steps, true));
    if (!fates.includes('arrives') || first === undefined) return all;
    const door = all.find((each) => isEarly(each, before) && (mentions(each, value) || each.guards.length > 0));
    if (door === undefined) {
      return [{ where: 'before', anchor: first, steps: [], guards: [guard(value)] } satisfies Insertion, ...all];
    }
    return all.map((each) => (each === door ? { ...each, guards: [...each.guards, guard(value)] } : each));
  }, insertions);
}
