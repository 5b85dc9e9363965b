import type { IoctlFragments } from '../../emit/kernel/fragments.ts';
import type { Printer } from '../../emit/template.ts';
import { commandName } from '../../emit/uapi/ioctl.ts';
import type { Interface } from '../../spec/interface.ts';
import type { FileToWrite } from '../../host/write.ts';
import { treeLayout } from '../plan/layout.ts';

function sorted<Each>(each: readonly Each[], key: (one: Each) => string): Each[] {
  return [...each].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/**
 * The files of a tree that has the places which a series edits, and no more. It stands for a kernel tree
 * where none is given.
 *
 * @param header the text of the base's uAPI header
 * @param fragments those of every ioctl of the base
 */
export function embeddedFiles(
  base: Interface,
  header: string,
  fragments: readonly IoctlFragments[],
  print: Printer,
): readonly FileToWrite[] {
  const layout = treeLayout(base.family);
  const first = base.ioctls[0];
  const inFile = (path: string): string[] =>
    fragments.filter((each) => each.file === path).map((each) => each.definition);
  const others = [...new Set(fragments.map((each) => each.file))].filter((path) => path !== layout.main).sort();
  const main = {
    definitions: inFile(layout.main),
    argumentUnion: layout.argumentUnion,
    members: sorted(fragments, (each) => each.struct).map((each) => each.unionMember),
    firstCommand: first === undefined ? '0' : commandName(first, base),
    operationTable: layout.operationTable,
    rows: sorted(fragments, (each) => each.ioctl).map((each) => each.tableRow),
  };
  const handlers = (path: string): object => ({
    includes: [
      ...new Set(
        fragments.filter((each) => each.file === path).flatMap((each) => ['linux/iommufd.h', ...each.includes]),
      ),
    ].sort(),
    definitions: inFile(path),
  });
  const file = (path: string, template: string, view: object): FileToWrite => ({
    path,
    content: print(`series/embedded/${template}`, view),
  });
  return [
    { path: layout.header, content: header },
    file('README', 'readme', { base: base.name }),
    file(layout.main, 'main', main),
    file(layout.privateHeader, 'private-header', { prototypes: fragments.flatMap((each) => each.prototype ?? []) }),
    ...others.map((path) => file(path, 'handlers', handlers(path))),
    file(`${layout.selftests}/Makefile`, 'makefile', {}),
    file(`${layout.selftests}/.gitignore`, 'gitignore', {}),
    file(layout.documentation, 'documentation', { header: layout.header }),
  ];
}
