import type { Step } from '../spec/step.ts';

/** The errnos that a step itself can end the call with; not those of the steps inside it. */
export function errnosOf(step: Step): string[] {
  switch (step.kind) {
    case 'switch':
      return typeof step.otherwise === 'string' ? [step.otherwise] : [];
    case 'wait':
      return step.unless.map((each) => each.errno);
    case 'fault':
      return step.instead === null ? [step.errno] : [];
    default:
      return 'errno' in step ? [step.errno] : [];
  }
}
