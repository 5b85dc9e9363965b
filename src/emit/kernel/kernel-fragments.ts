import { isIoctl, type Interface, type Ioctl, type Proposal } from '../../spec/interface.ts';
import type { Printer } from '../template.ts';
import { amendedHandlers } from './amendment.ts';
import type { KernelFragments, OpenPoint } from './fragments.ts';
import { handler } from './handler.ts';
import { ioctlFragments } from './ioctl-fragments.ts';
import { handlerFile } from './surroundings.ts';
import { verbOpenPoints } from './verb-open-points.ts';

function inHandler(ioctl: Ioctl, of: Interface, open: readonly string[]): readonly OpenPoint[] {
  const place = `${ioctl.kernel.handler}() in ${handlerFile(ioctl, of.family)}`;
  return open.map((what) => ({ place, what }));
}

/** What a proposal changes on the kernel's side. */
export function kernelFragments(proposal: Proposal, print: Printer): KernelFragments {
  const { result, delta } = proposal;
  const added = result.declarations.filter(isIoctl).filter((each) => delta.ioctls.includes(each));
  const amended = amendedHandlers(proposal, print);
  return {
    ioctls: added.map((each) => ioctlFragments(result, each, print)),
    amendments: amended.flatMap((each) => each.amendments),
    open: [
      ...added.flatMap((each) => inHandler(each, result, handler(each, result, print).open)),
      ...amended.flatMap((each) => inHandler(each.ioctl, result, each.open)),
      ...verbOpenPoints(proposal),
    ],
  };
}
