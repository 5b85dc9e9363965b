import { isIoctl, type Interface } from '../../spec/interface.ts';
import type { Emitter } from '../file.ts';
import { sourcesOf } from '../sources.ts';
import { blockComment, kernelDocComment, lineComment } from '../text/c-comment.ts';
import { kernelDocText } from '../text/kernel-doc.ts';
import type { Printer } from '../template.ts';
import { commandNumber, commandView } from './ioctl.ts';
import { printDeclaration, printIoctl } from './print.ts';

/** The text that stands before the enum of commands: how every ioctl works, and the errnos that all share. */
function generalDoc({ family }: Interface): string {
  const errnos = family.errnos.map(({ errno, doc }) => `- ${errno}: ${doc.trim().replaceAll(/\n/g, '\n  ')}`);
  const text = [family.header.doc.trim(), errnos.join('\n')].join('\n\n');
  return kernelDocComment(['DOC: General ioctl format', '', ...kernelDocText(text, new Set())]);
}

function header(subject: Interface, print: Printer): string {
  const { family } = subject;
  const view = {
    banner: blockComment([
      'Generated; do not edit. From:',
      ...sourcesOf(subject).map((each) => `  ${each}`),
      `By: abiwright generate ${subject.name}`,
    ]),
    license: lineComment('SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note'),
    guard: family.header.guard,
    includes: family.header.includes,
    typeMacro: family.header.typeMacro,
    type: family.ioctl.type,
    doc: generalDoc(subject),
    commands: [
      { name: `${family.header.commandPrefix}BASE`, value: commandNumber(family.ioctl.base) },
      ...subject.ioctls.map((ioctl) => commandView(ioctl, subject)),
    ],
    declarations: subject.declarations.map((each) =>
      isIoctl(each) ? printIoctl(each, subject, print) : printDeclaration(each, subject, print),
    ),
  };
  return print('uapi/header', view);
}

/** The whole header, in the order of the spec: `iommufd@v6.12/uapi/iommufd.h`. */
export const uapiHeader: Emitter = ({ interface: subject }, print) => {
  const file = subject.family.header.path.split('/').at(-1) ?? '';
  return [{ path: `${subject.name}/uapi/${file}`, target: 'uapi', text: header(subject, print) }];
};
