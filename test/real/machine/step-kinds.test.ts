import { describe, expect, it } from 'vitest';
import { secondOpinion } from '../../support/second-opinion.ts';
import { conditions, endName } from '../../support/step-kinds/case.ts';
import { stepKindCases } from '../../support/step-kinds/cases.ts';

// Promela has no errno. What an errno leaves in the tables tells it from others, and each end is come to.
describe.each(stepKindCases)('$kind: $shows', ({ system, states, ends, broken }) => {
  it.each(['depth-first', 'breadth-first'] as const)('in SPIN, %s', (search) => {
    const violated = [...conditions(ends).map((_where, index) => endName(index)), ...broken].sort();
    expect(secondOpinion(system, states, { search })).toEqual({ states, violated });
  });
});
