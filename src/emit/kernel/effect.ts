import { walk, type Step } from '../../spec/step.ts';

/** Whether the step does something, or is done by code that the spec does not have; its nested lists are not looked at. */
export function isEffect(step: Step): boolean {
  switch (step.kind) {
    case 'reject':
    case 'lookup':
    case 'switch':
    case 'each-element':
    case 'each-row':
    case 'each-gap':
    case 'keeps':
      return false;
    case 'set':
      return step.target.op === 'column';
    default:
      return true;
  }
}

/** Whether any of the steps, nested ones included, is an effect. */
export function hasEffect(steps: readonly Step[]): boolean {
  return [...walk(steps)].some(isEffect);
}

function mentions(value: unknown, variable: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('op' in value && value.op === 'variable' && 'name' in value) return value.name === variable;
  return Object.values(value).some((each) => mentions(each, variable));
}

/** Steps without those that set a variable which no later one reads. */
export function withoutUnread(steps: readonly Step[]): readonly Step[] {
  return steps.filter(
    (step, index) =>
      step.kind !== 'set' || step.target.op !== 'variable' || mentions(steps.slice(index + 1), step.target.name),
  );
}
