import { changesOf } from '../../emit/change.ts';
import { changeMessage, documentationMessage, selftestMessage } from '../../emit/cover-letter/commit-message.ts';
import type { SelftestProgram } from '../../emit/selftest/selftest.ts';
import type { Printer } from '../../emit/template.ts';
import type { Proposal } from '../../spec/interface.ts';
import { addDocumentation } from '../places/documentation.ts';
import { addIgnoredProgram, addTestProgram } from '../places/test-program.ts';
import { edit, newFile, type Edit, type PlannedCommit } from './edit.ts';
import { headerEdits } from './header-edits.ts';
import { kernelEdits } from './kernel-edits.ts';
import { treeLayout } from './layout.ts';
import type { Material } from './material.ts';

/**
 * The commits of a series, each of which builds: what belongs to no ioctl, each ioctl's uAPI with its
 * handler, the selftest, the documentation.
 */
export function planCommits(proposal: Proposal, material: Material, print: Printer): readonly PlannedCommit[] {
  const layout = treeLayout(proposal.result.family);
  const changes = changesOf(proposal);
  const ofChanges = changes.map((change) => ({
    ...changeMessage(proposal, change, print),
    edits: [
      ...headerEdits(proposal, change, layout.header, print),
      ...kernelEdits(material.kernel, change, proposal.result, layout),
    ],
  }));
  const selftest =
    material.selftest === null
      ? []
      : [{ ...selftestMessage(proposal, changes, print), edits: selftestEdits(material.selftest, layout.selftests) }];
  const documentation = {
    ...documentationMessage(proposal, changes, print),
    edits: [edit(layout.documentation, (source) => addDocumentation(source, layout.header, material.documentation))],
  };
  return [...ofChanges, ...selftest, documentation];
}

function selftestEdits({ name, text }: SelftestProgram, folder: string): readonly Edit[] {
  return [
    newFile(`${folder}/${name}.c`, text),
    edit(`${folder}/Makefile`, (source) => addTestProgram(source, name)),
    edit(`${folder}/.gitignore`, (source) => addIgnoredProgram(source, name)),
  ];
}
