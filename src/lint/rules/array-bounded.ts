import { subexpressions, type Expression } from '../../spec/expression/expression.ts';
import { walk, type Step } from '../../spec/step.ts';
import { isNew } from '../elements.ts';
import type { Rule } from '../rule.ts';

/** The caller's count of elements has a limit, so that one call cannot keep the kernel busy for hours. Linux:
 * process/botching-up-ioctls.rst. */
export const arrayBounded: Rule = {
  code: 'ABI0072',
  name: 'array-bounded',
  *check({ current }) {
    for (const ioctl of current.ioctls.filter(isNew)) {
      const steps = [...walk(ioctl.steps)];
      for (const [index, step] of steps.entries()) {
        if (step.kind !== 'each-element') continue;
        const counts = fieldsIn(step.count);
        if (counts.length === 0 || steps.slice(0, index).some((earlier) => limits(earlier, counts))) continue;
        yield {
          message: `nothing limits '${counts[0] ?? ''}', the number of elements that ${ioctl.name} reads`,
          span: step.span,
          fix: `add { reject: ${counts[0] ?? ''} > ..., errno: EINVAL } before it`,
        };
      }
    }
  },
};

function limits(step: Step, fields: readonly string[]): boolean {
  return step.kind === 'reject' && fieldsIn(step.when).some((name) => fields.includes(name));
}

function fieldsIn(expression: Expression): string[] {
  return [...subexpressions(expression)].flatMap((each) => (each.op === 'field' ? [each.path.join('.')] : []));
}
