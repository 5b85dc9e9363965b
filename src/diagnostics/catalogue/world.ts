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
  WLD0003: {
    severity: 'error',
    title: 'more rows than the world has room for',
    why: 'A world keeps as many rows of a table as its `rows` say, and none of a table that is not named there. A search that meets a full table has not seen every state.',
    bad: 'rows: { mm: 1 }\nstart:\n  - { insert: mm, as: old }\n  - { insert: mm, as: new }',
    good: 'rows: { mm: 2 }\nstart:\n  - { insert: mm, as: old }\n  - { insert: mm, as: new }',
  },
  WLD0004: {
    severity: 'error',
    title: 'numbers of a word that do not go together',
    why: 'Checks of alignment take PAGE_SIZE for a power of two, and what lies between two pages is where the mistakes are: an address space of less than four pages has too little of it.',
    bad: 'word: { bits: 4, page: 12 }',
    good: 'word: { bits: 5, page: 4 }',
  },
  WLD0005: {
    severity: 'error',
    title: 'a step that only an ioctl can take',
    why: 'What an actor of a world does by itself has no argument, so there is nothing to read from user memory or to write to it.',
    bad: '- { action: maps, do: [{ reply: all, errno: EFAULT }] }',
    good: '- { ioctl: IOMMU_IOAS_MAP, with: { ... } }',
  },
  WLD0006: {
    severity: 'error',
    title: 'not one thing to do',
    why: 'An action is one call of an ioctl, with the argument that `with` gives it, or the steps in `do`: what is written to the other would never happen.',
    bad: '- { action: closes, ioctl: IOMMU_DESTROY, do: [{ call: close-device }] }',
    good: '- { action: closes, do: [{ call: close-device }] }',
  },
  WLD0007: {
    severity: 'error',
    title: 'an array that the world does not have',
    why: 'The ioctl reads elements from user memory. In a world without `arrays` every such call would fail alike, and the search would say nothing about it.',
    bad: '- { ioctl: IOMMU_IOAS_ALLOW_IOVAS, with: { ioas_id: 1, num_iovas: 1, allowed_iovas: 1 } }',
    good: 'arrays: [[{ start: 0, last: 7 }]]\n...\n- { ioctl: IOMMU_IOAS_ALLOW_IOVAS, with: { ioas_id: 1, num_iovas: 1, allowed_iovas: 1 } }',
  },
  WLD0008: {
    severity: 'error',
    title: 'too many arguments',
    why: 'Each value of a member is tried with each of the others, in every state. A few that differ in what the checks see say as much.',
    bad: 'with: { iova: [0, 1, 2, ...], length: [0, 1, 2, ...], user_va: [0, 1, 2, ...] }',
    good: 'with: { iova: [0, 4], length: [4, 8], user_va: 8 }',
  },
  WLD0009: {
    severity: 'error',
    title: 'more ways than SPIN takes',
    why: 'In Promela each way that a step may turn out is an option of its own. A step with thousands of them makes a model that SPIN cannot compile. The explorer has no such limit.',
    bad: 'with: { iova: [0, 1, 2, ...], length: [0, 1, 2, ...], user_va: [0, 1, 2, ...] }',
    good: 'with: { iova: [0, 4], length: [4, 8], user_va: 8 }',
  },
} satisfies Record<string, CatalogueEntry>;
