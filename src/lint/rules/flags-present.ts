import { isNew } from '../elements.ts';
import type { Rule } from '../rule.ts';

/** A new ioctl has flags, so that it can be extended and the extension found out. Linux: process/adding-syscalls.rst. */
export const flagsPresent: Rule = {
  code: 'ABI0036',
  name: 'flags-present',
  *check({ current }) {
    for (const ioctl of current.ioctls) {
      if (!isNew(ioctl) || ioctl.struct.fields.some((field) => field.role === 'flags' || field.role === 'reserved'))
        continue;
      yield {
        message: `${ioctl.name} has neither flags nor a reserved member to make into flags later`,
        span: ioctl.span,
        fix: 'add { name: flags, type: u32, role: flags, ... } after the size, and refuse every bit of it',
      };
    }
  },
};
