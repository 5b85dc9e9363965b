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
} satisfies Record<string, CatalogueEntry>;
