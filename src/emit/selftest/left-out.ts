import type { Interface, Ioctl } from '../../spec/interface.ts';
import type { LeftOut } from '../../vectors/vector.ts';
import { failureText, impossibleFailures } from '../errnos.ts';
import { blockComment, commentPrefix, kernelColumns } from '../text/c-comment.ts';
import { plainLine } from '../text/plain.ts';
import { wrap } from '../text/wrap.ts';

/** The steps of an ioctl that no test of the program is for. */
export interface Untested {
  readonly ioctl: Ioctl;
  readonly leftOut: readonly LeftOut[];
}

const width = kernelColumns - commentPrefix.length;

function lines({ ioctl, leftOut: all }: Untested, subject: Interface): readonly string[] {
  const impossible = impossibleFailures(ioctl.steps, subject);
  const leftOut = all.filter(({ target: { step } }) => failureText(step) !== null && !impossible.has(step));
  const reasons = [...new Set(leftOut.map((each) => each.reason))];
  return reasons.flatMap((reason) => [
    '',
    ...wrap(`${ioctl.name}: ${plainLine(reason)}:`, { width }),
    ...new Set(
      leftOut
        .filter((each) => each.reason === reason)
        .flatMap(({ target: { errno, step } }) => {
          const text = plainLine(failureText(step) ?? '');
          const name = errno === 'driver' ? 'what a driver says:' : errno;
          return wrap(`${name} ${text}`.trimEnd(), { width, first: '- ', rest: '  ' });
        }),
    ),
  ]);
}

/** The comment that lists what is not tested, and why; null where all is. */
export function leftOutComment(untested: readonly Untested[], subject: Interface): string | null {
  const some = untested.filter((each) => each.leftOut.length > 0);
  if (some.length === 0) return null;
  const head = wrap(
    'What a program cannot reach with the device file alone is not tested here. Tests that need a device belong below: with the mock device of a kernel that is built for its own tests.',
    { width },
  );
  return blockComment([...head, ...some.flatMap((each) => lines(each, subject))]);
}
