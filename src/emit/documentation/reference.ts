import { isIoctl, type Interface } from '../../spec/interface.ts';
import type { Printer } from '../template.ts';
import { sourcesOf } from '../sources.ts';
import { constantView, enumView, structView, title } from './declaration.ts';
import { errnoTable } from './errno-table.ts';
import { ioctlView } from './ioctl.ts';
import { restText } from './rest-text.ts';

type Declared = Interface['declarations'][number];

function declarationView(declared: Declared, subject: Interface): object {
  const none = { ioctl: null, struct: null, enum: null, constant: null };
  if (isIoctl(declared)) return { ...none, ioctl: ioctlView(declared, subject, 1) };
  switch (declared.declares) {
    case 'struct':
      return { ...none, struct: structView(declared, 1) };
    case 'enum':
    case 'flags':
      return { ...none, enum: enumView(declared, 1) };
    case 'constant':
      return { ...none, constant: constantView(declared, 1) };
  }
}

/** A page that describes a whole interface: what all ioctls share, then everything in the order of the header. */
export function printReference(subject: Interface, print: Printer): string {
  const { family, name } = subject;
  const [heading = '', line = ''] = title(family.title, 1).split('\n');
  const entry = errnoTable(family.entry, subject);
  return print('documentation/reference', {
    sources: sourcesOf(subject).join(' and '),
    name,
    title: heading,
    line,
    introduction: restText(family.doc),
    general: restText(family.header.doc),
    errnos: restText(
      family.errnos.map(({ errno, doc }) => `- ${errno}: ${doc.trim().replaceAll('\n', '\n  ')}`).join('\n'),
    ),
    entry: entry.groups.length === 0 ? null : entry,
    declarations: subject.declarations.map((each) => declarationView(each, subject)),
  });
}
