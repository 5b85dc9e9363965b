import type { CatalogueEntry } from './entry.ts';

/** Arguments made to end at each step. */
export const vectorEntries = {
  GEN0101: {
    severity: 'warning',
    title: 'no call is found that ends at this step',
    why: 'Every step is tested by a call that passes all checks before it. Where none is found, the step may be hidden behind an earlier one, the order may be wrong, or only a device can bring the kernel there. Mend the list, or say why: `needs:` where a device must be present, `unreachable:` where no test can ever get there.',
    bad: '- { reject: length >= ULONG_MAX, errno: EOVERFLOW }\n- { reject: length == ULONG_MAX, errno: EINVAL }   # never comes this far',
    good: '- { reject: length == ULONG_MAX, errno: EINVAL }\n- { reject: length >= ULONG_MAX - 1, errno: EOVERFLOW }',
  },
  GEN0102: {
    severity: 'error',
    title: 'a step that is said to be out of reach is reached',
    why: 'A step with `needs:` or `unreachable:` has no test. A call on a bare device was found that ends there all the same, so it can have one, and what the spec says of it is not true (any more).',
    bad: '- { reject: length == 0, errno: EINVAL, unreachable: nobody maps nothing }',
    good: '- { reject: length == 0, errno: EINVAL }',
  },
  GEN0103: {
    severity: 'error',
    title: 'a call that fails leaves something behind',
    why: 'Whoever calls takes a failure for nothing done: what an earlier step of the call has done must be taken back on every way out, also where memory runs short. Where something stays on purpose, the spec says so, and the documentation with it.',
    bad: '- { insert: area, as: area, row: { ioas: ioas } }\n- { fault: ENOMEM }',
    good: '- { insert: area, as: area, row: { ioas: ioas } }\n- undo:\n    - { remove: area, as: gone, where: gone == area }\n- { fault: ENOMEM }',
  },
} satisfies Record<string, CatalogueEntry>;
