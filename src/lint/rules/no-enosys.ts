import { walk } from '../../spec/step.ts';
import { errnosOf } from '../errnos.ts';
import type { Rule } from '../rule.ts';

/** ENOSYS means that a system call does not exist, and nothing else. Linux: checkpatch.pl. */
export const noEnosys: Rule = {
  code: 'ABI0070',
  name: 'no-enosys',
  *check({ current }) {
    for (const { steps } of [...current.ioctls, ...current.verbs.values(), { steps: current.family.entry }]) {
      for (const step of walk(steps)) {
        if (!errnosOf(step).includes('ENOSYS')) continue;
        yield {
          message: 'ENOSYS tells userspace that there is no such system call',
          span: step.span,
          fix: 'write ENOTTY for an unknown ioctl, EOPNOTSUPP for what this kernel does not offer',
        };
      }
    }
  },
};
