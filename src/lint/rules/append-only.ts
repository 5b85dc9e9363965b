import type { Field } from '../../spec/interface.ts';
import { compareReleases, structsOf } from '../elements.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/**
 * A struct grows at its end only. The one exception is a member that takes over a part of a reserved one, next to what
 * is left of it. Linux: process/adding-syscalls.rst, driver-api/ioctl.rst.
 */
export const appendOnly: Rule = {
  code: 'ABI0032',
  name: 'append-only',
  *check({ current }) {
    for (const { struct } of structsOf(current)) {
      for (const [index, field] of struct.fields.entries()) {
        const older = struct.fields.slice(index + 1).find((later) => compareReleases(later.since, field.since) < 0);
        if (older === undefined || takesReserved(struct.fields, index)) continue;
        yield {
          message: `${called(field)}${field.since === null ? '' : ` of ${field.since}`} stands before ${called(older)}, which ${older.since ?? 'the base'} has already: struct ${struct.name} grew in the middle`,
          span: field.span,
          fix: `move it to the end of struct ${struct.name}`,
        };
      }
    }
  },
};

function takesReserved(fields: readonly Field[], index: number): boolean {
  return [fields[index - 1], fields[index + 1]].some((next) => next?.role === 'reserved' && next.unchecked === null);
}
