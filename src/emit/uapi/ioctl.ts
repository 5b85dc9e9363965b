import type { Interface, Ioctl } from '../../spec/interface.ts';
import { columns, indentTo } from '../text/columns.ts';
import { kernelColumns } from '../text/c-comment.ts';
import { structView, type StructView } from './struct.ts';
import type { EnumeratorView } from './enum.ts';

/** What templates/uapi/ioctl.hbs prints. */
export interface IoctlView {
  readonly struct: StructView;
  readonly name: string;
  readonly type: string;
  readonly command: string;
  /** What stands before the command on a line of its own; null where it fits on the line of the macro. */
  readonly wrapped: string | null;
}

/** `IOMMUFD_CMD_IOAS_MAP` */
export function commandName(ioctl: Ioctl, subject: Interface): string {
  return subject.family.header.commandPrefix + ioctl.command;
}

export function ioctlView(ioctl: Ioctl, subject: Interface): IoctlView {
  const type = subject.family.header.typeMacro;
  const command = commandName(ioctl, subject);
  const opening = `#define ${ioctl.name} _IO(`;
  const wrapped = columns(`${opening}${type}, ${command})`) > kernelColumns ? indentTo(columns(opening)) : null;
  return { struct: structView(ioctl.struct, ioctl, subject), name: ioctl.name, type, command, wrapped };
}

/** A number of the family, as its enum of commands writes it. */
export function commandNumber(number: number): string {
  return `0x${number.toString(16).padStart(2, '0')}`;
}

/** The entry of the enum of commands. The family's first number is written by its name. */
export function commandView(ioctl: Ioctl, subject: Interface): EnumeratorView {
  const { header, ioctl: numbers } = subject.family;
  const value = ioctl.number === numbers.base ? `${header.commandPrefix}BASE` : commandNumber(ioctl.number);
  return { name: commandName(ioctl, subject), value };
}
