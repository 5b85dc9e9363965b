import type { Change } from '../../emit/change.ts';
import type { IoctlFragments, KernelFragments } from '../../emit/kernel/fragments.ts';
import { isIoctl, type Interface } from '../../spec/interface.ts';
import { amendFunction } from '../places/amendment.ts';
import { addArgument } from '../places/argument-buffer.ts';
import { addFunction, addPrototype } from '../places/function.ts';
import { addInclude } from '../places/include.ts';
import { addOperation } from '../places/operation-table.ts';
import { edit, type Edit } from './edit.ts';
import type { TreeLayout } from './layout.ts';

/** The handlers of other ioctls in the same file: those before it in the header, nearest first, then those after. */
function neighbours(of: Interface, ioctl: string): string[] {
  const ioctls = of.declarations.filter(isIoctl);
  const at = ioctls.findIndex((each) => each.name === ioctl);
  const file = ioctls[at]?.kernel.file;
  const around = [...ioctls.slice(0, at).reverse(), ...ioctls.slice(at + 1)];
  return around.filter((each) => each.kernel.file === file).map((each) => each.kernel.handler);
}

function additions(fragments: IoctlFragments, result: Interface, layout: TreeLayout): Edit[] {
  const { ioctl, handler, prototype } = fragments;
  const near = neighbours(result, ioctl);
  return [
    edit(layout.main, (text) => addArgument(text, layout.argumentUnion, fragments.struct, fragments.unionMember)),
    edit(layout.main, (text) => addOperation(text, layout.operationTable, ioctl, fragments.tableRow)),
    ...(prototype === null ? [] : [edit(layout.privateHeader, (text) => addPrototype(text, handler, prototype, near))]),
    ...fragments.includes.map((header) => edit(fragments.file, (text) => addInclude(text, header))),
    edit(fragments.file, (text) => addFunction(text, handler, fragments.definition, near)),
  ];
}

/** The edits of the driver for one change. */
export function kernelEdits(kernel: KernelFragments, change: Change, result: Interface, layout: TreeLayout): Edit[] {
  const name = change.ioctl?.name;
  return [
    ...kernel.ioctls.filter((each) => each.ioctl === name).flatMap((each) => additions(each, result, layout)),
    ...kernel.amendments
      .filter((each) => each.ioctl === name)
      .flatMap((each) => [
        ...each.includes.map((header) => edit(each.file, (text) => addInclude(text, header))),
        edit(each.file, (text) => amendFunction(text, each)),
      ]),
  ];
}
