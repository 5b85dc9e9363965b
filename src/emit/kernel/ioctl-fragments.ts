import type { Interface, Ioctl } from '../../spec/interface.ts';
import { commaList, wrapBreakable } from '../text/breakable.ts';
import { kernelColumns } from '../text/c-comment.ts';
import type { Printer } from '../template.ts';
import type { IoctlFragments } from './fragments.ts';
import { handler, signature } from './handler.ts';
import { includesOf } from './includes.ts';
import { handlerFile, isStatic } from './surroundings.ts';

/** The row of the table of operations, with the last member of the argument's first version. */
function tableRow(ioctl: Ioctl): string {
  const { name, kernel, struct, minSize } = ioctl;
  const cells = commaList([name, kernel.handler, `struct ${struct.name}`, minSize.name ?? '']);
  return wrapBreakable('\tIOCTL_OP(', cells, '),', kernelColumns);
}

/** The pieces of C that an ioctl puts into a kernel tree, whether the ioctl is new or the base has it. */
export function ioctlFragments(of: Interface, ioctl: Ioctl, print: Printer): IoctlFragments {
  const definition = handler(ioctl, of, print).text;
  return {
    ioctl: ioctl.name,
    struct: ioctl.struct.name,
    handler: ioctl.kernel.handler,
    file: handlerFile(ioctl, of.family),
    unionMember: `\tstruct ${ioctl.struct.name} ${ioctl.kernel.buffer};`,
    tableRow: tableRow(ioctl),
    prototype: isStatic(ioctl, of.family) ? null : `${signature(ioctl, of)};`,
    definition,
    includes: includesOf(definition),
  };
}
