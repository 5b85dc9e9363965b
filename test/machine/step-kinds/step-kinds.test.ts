import { describe, expect, it } from 'vitest';
import { firstOpinion } from '../../support/second-opinion.ts';
import { conditions, endName } from '../../support/step-kinds/case.ts';
import { stepKindCases, stepKinds } from '../../support/step-kinds/cases.ts';
import { byHand, evaluated, generated } from '../../support/step-kinds/outcomes.ts';

it('has a case for each kind of step', () => {
  expect([...new Set(stepKindCases.map(({ kind }) => kind))].sort()).toEqual([...stepKinds].sort());
});

describe.each(stepKindCases)('$kind: $shows', (made) => {
  it('in the evaluator', () => {
    expect(evaluated(made)).toEqual(byHand(made));
  });

  it('in the generated code', () => {
    expect(generated(made)).toEqual(byHand(made));
  });

  it('with nothing else to come to', () => {
    const broken = [...conditions(made.ends).map((_where, index) => endName(index)), ...made.broken].sort();
    expect(firstOpinion(made.system, 1000)).toEqual({ states: made.states, violated: broken });
  });
});
