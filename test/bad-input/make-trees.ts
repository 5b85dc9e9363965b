import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { smallTree } from '../series/support/embedded.ts';
import { git } from '../series/support/repository.ts';
import { writeProposal } from './made-proposal.ts';

/** Trees that no series can be made for, and one whose owner is in the middle of something else. */
export function makeTrees(folder: string): void {
  writeProposal(
    folder,
    'name-limit',
    'declarations:\n  - { constant: IOMMU_IOAS_LIMIT, value: 7, doc: There are no more. }\n',
  );
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('file'), 'mine\n');
  mkdirSync(at('not-git'));
  git(folder, 'init', '--quiet', '--bare', 'bare.git');
  git(folder, 'init', '--quiet', 'no-commit');
  writeTree(at('other-project'), [{ path: 'README', content: 'No kernel.\n' }]);
  mkdirSync(at('other-project/below'));
  writeTree(
    at('no-header'),
    smallTree().filter(({ path }) => path !== 'include/uapi/linux/iommufd.h'),
  );
  writeTree(
    at('busy'),
    smallTree().filter(({ path }) => !path.startsWith('Documentation/')),
  );
  appendFileSync(at('busy/include/uapi/linux/iommufd.h'), '/* not finished */\n');
  writeFileSync(at('busy/notes'), 'mine\n');
  git(at('busy'), 'add', 'notes');
  rmSync(at('busy/drivers/iommu/iommufd/main.c'));
  writeTree(at('damaged'), [{ path: 'README', content: 'No kernel.\n' }]);
  renameSync(at('damaged/.git/objects'), at('damaged/.git/objects-lost'));
}

function writeTree(folder: string, files: readonly { readonly path: string; readonly content: string | Uint8Array }[]) {
  mkdirSync(folder);
  git(folder, 'init', '--quiet', '--initial-branch=work');
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.content);
  }
  git(folder, 'add', '--all');
  git(folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '--message', 'All of it');
}
