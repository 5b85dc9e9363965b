import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { proposalFolder, proposalText, writeProposal } from './made-proposal.ts';

/** Files that are none, or not of text. */
export function makeFiles(folder: string): void {
  const file = (name: string): string => join(proposalFolder(folder, name), 'proposal.yaml');
  mkdirSync(file('a-directory'));
  symlinkSync('nowhere', file('a-dangling-link'));
  symlinkSync('proposal.yaml', file('a-looping-link'));
  execFileSync('mkfifo', [file('a-pipe')]);
  symlinkSync('/dev/zero', file('a-device'));
  // Reading it fails for everybody, root included, as a file without permission does for others.
  symlinkSync('/proc/self/mem', file('unreadable'));
  file('no-file');
  writeFileSync(file('empty'), '');
  writeFileSync(file('latin-1'), Buffer.from(`${proposalText('latin-1')}# caf\u00e9\n`, 'latin1'));
  writeFileSync(file('utf-16'), Buffer.from(`\ufeff${proposalText('utf-16')}`, 'utf16le'));
  writeFileSync(file('half-a-character'), Buffer.from(`${proposalText('half-a-character')}# \u00e9`).subarray(0, -1));
  writeFileSync(file('zeros-at-the-end'), `${proposalText('zeros-at-the-end')}${'\0'.repeat(4096)}`);
  writeFileSync(file('fine-with-a-byte-order-mark'), `\ufeff${proposalText('fine-with-a-byte-order-mark')}`);
  writeFileSync(file('fine-with-other-line-ends'), proposalText('fine-with-other-line-ends').replaceAll('\n', '\r\n'));

  mkdirSync(join(writeProposal(folder, 'prose-is-a-directory'), 'rationale.md'));
  writeFileSync(
    join(writeProposal(folder, 'prose-in-latin-1'), 'rationale.md'),
    Buffer.from('## Problem\n\ncaf\u00e9\n', 'latin1'),
  );
  writeFileSync(join(writeProposal(folder, 'prose-with-escapes'), 'changelog.md'), '## v2\n\n- \u001b[31mred\n');

  for (const name of ['.hidden', '-x', 'with blank', 'with\nnewline', '__proto__', 'a'.repeat(255), '\u001b[2J'])
    writeFileSync(file(name), proposalText('another-name'));
  writeProposal(folder, 'iommufd');
  writeFileSync(join(folder, 'specs/proposals/fine-notes.txt'), 'No proposal.\n');
  symlinkSync('fine-loop', join(folder, 'specs/proposals/fine-loop'));
}
