import type { CatalogueEntry } from './entry.ts';

/** Expressions and steps. */
export const semanticsEntries = {
  SEM0001: {
    severity: 'error',
    title: 'not an expression',
    why: 'Expressions are C over the fields of the argument, because the same text is run by the model and printed into the handler. What C has and a check of an argument does not need (casts, assignments, strings, floating point) is left out.',
    bad: '- { reject: (u64)length == 0, errno: EINVAL }',
    good: '- { reject: length == 0, errno: EINVAL }',
  },
  SEM0002: {
    severity: 'error',
    title: 'types that do not go together',
    why: 'All arithmetic is unsigned 64-bit. Where C would widen silently and lose bits, as under ~ of a narrow field, the model and the kernel could disagree.',
    bad: '- { reject: iova & ~flags, errno: EINVAL }   # 64 bits under the complement of 32',
    good: '- { reject: iova & (PAGE_SIZE - 1), errno: EINVAL }',
  },
  SEM0003: {
    severity: 'error',
    title: 'unknown name in an expression',
    why: 'Names are the fields of the argument, the values of the enums of those fields, variables that earlier steps bound, and the tables and functions of the model.',
    bad: '- { reject: lenght == 0, errno: EINVAL }',
    good: '- { reject: length == 0, errno: EINVAL }',
  },
  SEM0004: {
    severity: 'error',
    title: 'this cannot be set',
    why: 'Steps set a field of the argument, a variable, or a column of a row; anything else has no place to be kept.',
    bad: '- { set: length + 1, to: 0 }',
    good: '- { set: length, to: unmapped }',
  },
  SEM0005: {
    severity: 'error',
    title: 'arguments that do not fit the verb',
    why: 'A verb is a call in C: it takes each of its parameters once, and gives what it says it gives.',
    bad: '- { call: map-user-pages, with: { ioas: ioas } }',
    good: '- { call: map-user-pages, with: { ioas: ioas, va: user_va, length: length, ... }, gives: { iova: iova } }',
  },
  SEM0006: {
    severity: 'error',
    title: 'not a step of an ioctl',
    why: 'The list of an ioctl stays quiet: checks, look-ups, calls and replies, at most three levels deep. Tables are changed by verbs, which the kernel implements in functions of their own.',
    bad: 'ioctls:\n  - ...\n    steps:\n      - { insert: area, row: { ... } }',
    good: 'ioctls:\n  - ...\n    steps:\n      - { call: insert-area, with: { ... } }',
  },
  SEM0007: {
    severity: 'error',
    title: 'two steps have one place',
    why: 'A proposal says `before:` or `after:` a place; it must find one step.',
    bad: '- { lookup: ioas, ..., place: find }\n- { lookup: file, ..., place: find }',
    good: '- { lookup: ioas, ..., place: find-ioas }\n- { lookup: file, ..., place: find-file }',
  },
  SEM0008: {
    severity: 'error',
    title: 'no such errno',
    why: 'The errno must exist on Linux, under the name that errno.h gives it: userspace compares it by that name.',
    bad: '- { reject: length == 0, errno: EINVALID }',
    good: '- { reject: length == 0, errno: EINVAL }',
  },
  SEM0009: {
    severity: 'error',
    title: 'steps that cannot be run',
    why: 'The steps are a model that is run. Where they divide by 0, shift by the width or more, take a column of a row that is not there, do not end, or undo what they cannot undo (an undo must not fail, and runs once however many turns its loop has made), what they mean is not defined, and the kernel code made of them would be wrong in the same way.',
    bad: '- { set: let share, to: length / count(device, device.attached == ioas) }',
    good: '- { reject: "!some(device, device.attached == ioas)", errno: ENODEV }\n- { set: let share, to: length / count(device, device.attached == ioas) }',
  },
  SEM0010: {
    severity: 'error',
    title: 'not a case of its own',
    why: 'A switch goes on with the one case that has its value. A value that two cases have, or one that is only known when the call is made, leaves open which it is; and no compiler takes it.',
    bad: 'cases:\n  1: [ ... ]\n  0x1: [ ... ]',
    good: 'cases:\n  1: [ ... ]\n  2: [ ... ]',
  },
} satisfies Record<string, CatalogueEntry>;
