import type { Expression } from '../expression/expression.ts';
import type { Scope } from '../expression/scope.ts';
import { boolean } from '../expression/type-rules.ts';
import { builtInProperties, moments, type Measure, type Property } from '../property.ts';
import type { MeasureSyntax, PropertySyntax } from '../syntax.ts';
import type { Findings } from './findings.ts';
import { stateCondition, stateNumber } from './state-expression.ts';

/** Gives a property its meaning; `scope` is that of states. */
export function resolveProperty(syntax: PropertySyntax, scope: Scope, findings: Findings): Property {
  const { name, span, doc, excuses, after, witness } = syntax;
  if (builtInProperties.some((each) => each === name))
    findings.add('SPEC0005', `every interface has the property '${name}' already`, span, 'choose another name');
  if (after && syntax.moment !== null)
    findings.add(
      'WLD0002',
      `what follows something is owed by the next quiet state`,
      syntax.at['at'] ?? span,
      'remove at',
    );
  const unless = excuses.map((each) => stateCondition(each.unless, scope, findings));
  return {
    name,
    span,
    doc,
    at: moments.find((each) => each === syntax.moment) ?? 'always',
    after: after && stateCondition(after, scope, findings),
    holds: stateCondition(syntax.holds, scope, findings),
    unless: unless.length === 0 ? null : unless.reduce(either),
    because: excuses.length === 0 ? null : excuses.map((each) => each.because).join('; '),
    witness: witness && stateCondition(witness, scope, findings),
  };
}

function either(left: Expression, right: Expression): Expression {
  return { op: 'binary', operator: '||', left, right, type: boolean, span: right.span };
}

/** Gives a measure its meaning; `scope` is that of states. */
export function resolveMeasure(syntax: MeasureSyntax, scope: Scope, findings: Findings): Measure {
  const { name, span, doc } = syntax;
  return { name, span, doc, greatest: stateNumber(syntax.greatest, scope, findings) };
}
