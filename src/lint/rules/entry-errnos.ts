import { subexpressions, type EnvironmentQuestion } from '../../spec/expression/expression.ts';
import type { Step } from '../../spec/step.ts';
import { wholeFile } from '../../diagnostics/span.ts';
import type { Rule } from '../rule.ts';

/** What every ioctl tests before its own steps, and the errno that userspace tells kernels apart by. */
const wanted: readonly (readonly [name: EnvironmentQuestion | 'min_size', errno: string, what: string])[] = [
  ['known_request', 'ENOTTY', 'an ioctl that this kernel does not have'],
  ['min_size', 'EINVAL', 'an argument shorter than its first version'],
  ['tail_nonzero', 'E2BIG', 'an argument with something set past what this kernel knows'],
];

/** The checks that make structs extensible are there, with their errnos. Linux: drivers/iommu/iommufd/main.c. */
export const entryErrnos: Rule = {
  code: 'ABI0073',
  name: 'entry-errnos',
  *check({ current }) {
    const { entry } = current.family;
    for (const [name, errno, what] of wanted) {
      const step = entry.find((each) => asks(each, name));
      if (step === undefined) {
        yield {
          message: `no entry step of the family refuses ${what}`,
          span: entry[0]?.span ?? current.declarations[0]?.span ?? wholeFile(current.name),
          fix: `add { reject: ..., errno: ${errno} } to entry`,
        };
      } else if (step.kind === 'reject' && step.errno !== errno) {
        yield {
          message: `${what} ends in ${step.errno} instead of ${errno}`,
          span: step.span,
          fix: `write errno: ${errno}`,
        };
      }
    }
  },
};

function asks(step: Step, name: (typeof wanted)[number][0]): boolean {
  if (step.kind !== 'reject') return false;
  return [...subexpressions(step.when)].some(
    (each) => (each.op === 'environment' && each.question === name) || (each.op === 'call-size' && each.which === name),
  );
}
