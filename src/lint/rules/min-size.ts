import type { Ioctl } from '../../spec/interface.ts';
import type { Rule } from '../rule.ts';
import { called } from '../words.ts';

/**
 * `min-size` is the last member of the first version, for ever: a program built against that version must go on working.
 * Linux: drivers/iommu/iommufd/main.c, IOCTL_OP.
 */
export const minSize: Rule = {
  code: 'ABI0031',
  name: 'min-size',
  *check({ current, base }) {
    for (const ioctl of current.ioctls) {
      const span = ioctl.at['min-size'] ?? ioctl.span;
      const before = base?.ioctls.find((each) => each.name === ioctl.name);
      if (before && before.minSize.name !== ioctl.minSize.name) {
        yield {
          message: `min-size of ${ioctl.name} was ${called(before.minSize)} and is frozen`,
          span,
          fix: `write min-size: ${before.minSize.name ?? ''}`,
        };
        continue;
      }
      const last = lastOfFirstVersion(ioctl);
      if (last === undefined || last === ioctl.minSize) continue;
      yield {
        message: `the first version of ${ioctl.name} ends with ${called(last)}, not with ${called(ioctl.minSize)}`,
        span,
        ...(last.name === null ? {} : { fix: `write min-size: ${last.name}` }),
      };
    }
  },
};

function lastOfFirstVersion(ioctl: Ioctl): Ioctl['minSize'] | undefined {
  return ioctl.struct.fields.filter((field) => field.since === ioctl.since).at(-1);
}
