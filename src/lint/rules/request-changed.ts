import type { Rule } from '../rule.ts';

/** An ioctl keeps its number and its struct, and stays. Linux: userspace-api/ioctl/ioctl-number.rst. */
export const requestChanged: Rule = {
  code: 'ABI0062',
  name: 'request-changed',
  *check({ current, base }) {
    for (const before of base?.ioctls ?? []) {
      const after = current.ioctls.find((each) => each.name === before.name);
      const number = `0x${before.number.toString(16)}`;
      if (after === undefined) {
        yield { message: `${before.name} (${number}) was removed`, span: before.span, fix: 'put it back' };
        continue;
      }
      if (after.number !== before.number) {
        yield {
          message: `${before.name} was ${number} and is now 0x${after.number.toString(16)}`,
          span: after.at['number'] ?? after.span,
          fix: `write number: ${number}`,
        };
      }
      if (after.struct.name !== before.struct.name) {
        yield {
          message: `the argument of ${before.name} was struct ${before.struct.name} and is now struct ${after.struct.name}`,
          span: after.at['struct'] ?? after.span,
          fix: `write struct: ${before.struct.name}`,
        };
      }
    }
  },
};
