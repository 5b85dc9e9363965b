import type { Interface, Ioctl } from '../../spec/interface.ts';
import { commandNumber } from '../uapi/ioctl.ts';
import { memberViews, title, type MemberView } from './declaration.ts';
import { errnoTable, type ErrnoTableView } from './errno-table.ts';
import { restText } from './rest-text.ts';

/** What templates/documentation/ioctl.hbs prints. */
export interface IoctlView {
  readonly title: string;
  /** Its number, and its argument. */
  readonly facts: string;
  readonly text: string;
  readonly members: readonly MemberView[];
  readonly errnos: ErrnoTableView;
}

/** The number of an ioctl and its argument, as Markdown. */
export function ioctlFacts(ioctl: Ioctl): string {
  const { number, struct, minSize, since } = ioctl;
  const whole = struct.fields.at(-1) === minSize;
  const least = whole ? '' : ` The argument may end after \`${minSize.name ?? ''}\`, as the first version of it did.`;
  const release = since === null ? '' : `, since ${since}`;
  return `Number ${commandNumber(number)}${release}. The argument is a struct ${struct.name}.${least}`;
}

export function ioctlView(ioctl: Ioctl, subject: Interface, level: number): IoctlView {
  return {
    title: title(ioctl.name, level),
    facts: restText(ioctlFacts(ioctl)),
    text: restText(ioctl.struct.doc),
    members: memberViews(ioctl.struct.fields, ioctl.struct),
    errnos: errnoTable(ioctl.steps, subject),
  };
}
