import type { CatalogueEntry } from './entry.ts';

/** Properties of the model, and the worlds that it is explored in. */
export const worldEntries = {
  WLD0001: {
    severity: 'error',
    title: 'a state is asked about a call',
    why: 'A property, a measure or a condition of a world is looked at between calls and in the midst of several. There is no argument then, no caller and nobody whose capabilities could be asked for.',
    bad: '- { property: own-objects, holds: "every(object, object.context == context)", ... }',
    good: '- { property: own-objects, holds: "every(object, object.context != null)", ... }',
  },
  WLD0002: {
    severity: 'error',
    title: 'a moment for what has none',
    why: 'What must follow something (`after:`) may take until the kernel has nothing left to do. `at:` says in which states an invariant is looked at, and would mean nothing here.',
    bad: '- { property: answered, after: fault.raised, holds: fault.answered, at: always }',
    good: '- { property: answered, after: fault.raised, holds: fault.answered }',
  },
} satisfies Record<string, CatalogueEntry>;
