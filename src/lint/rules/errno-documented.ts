import { walk } from '../../spec/step.ts';
import type { Rule } from '../rule.ts';

/**
 * Each check of an ioctl says in words when it fails, unless its errno means the same everywhere in the family. Linux:
 * include/uapi/linux/iommufd.h, its list of general errnos.
 */
export const errnoDocumented: Rule = {
  code: 'ABI0071',
  name: 'errno-documented',
  *check({ current }) {
    const general = new Set(current.family.errnos.map((each) => each.errno));
    for (const ioctl of current.ioctls) {
      for (const step of walk(ioctl.steps)) {
        if (step.kind !== 'reject' && step.kind !== 'lookup') continue;
        if ((step.doc ?? '').trim() !== '' || general.has(step.errno)) continue;
        yield {
          message: `nothing says when ${ioctl.name} fails with ${step.errno} here`,
          span: step.span,
          fix: 'add doc: ... to the step',
        };
      }
    }
  },
};
