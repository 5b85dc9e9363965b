import type { Constant, Declaration, Enumerator, Field, Interface, Ioctl } from '../../spec/interface.ts';
import type { Printer } from '../template.ts';
import { constantView, enumeratorView, enumView } from './enum.ts';
import { commandView, ioctlView } from './ioctl.ts';
import { fieldView, structView } from './struct.ts';

/** A declaration with its kernel-doc, as the header has it. Ends in a newline, as everything here. */
export function printDeclaration(declared: Declaration, subject: Interface, print: Printer): string {
  switch (declared.declares) {
    case 'struct':
      return print('uapi/struct', structView(declared, null, subject));
    case 'enum':
    case 'flags':
      return print('uapi/enum', enumView(declared));
    case 'constant':
      return printConstant(declared, print);
  }
}

function printConstant(declared: Constant, print: Printer): string {
  return print('uapi/constant', constantView(declared));
}

/** An ioctl: the kernel-doc and the struct of its argument, and the macro of its request word. */
export function printIoctl(ioctl: Ioctl, subject: Interface, print: Printer): string {
  return print('uapi/ioctl', ioctlView(ioctl, subject));
}

/** A line of the enum of commands, indented: `IOMMUFD_CMD_IOAS_MAP = 0x85,`. */
export function printCommandLine(ioctl: Ioctl, subject: Interface, print: Printer): string {
  return print('uapi/enumerator-line', commandView(ioctl, subject));
}

/** A line of an enum, indented. */
export function printEnumerator(value: Enumerator, print: Printer): string {
  return print('uapi/enumerator-line', enumeratorView(value));
}

/** A member of a struct, indented. */
export function printField(field: Field, print: Printer): string {
  return print('uapi/field-line', fieldView(field));
}
