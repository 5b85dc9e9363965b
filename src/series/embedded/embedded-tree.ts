import { join } from 'node:path';
import { makeFolder } from '../../host/make-folder.ts';
import { withTemporaryFolder } from '../../host/temporary-folder.ts';
import { writeFiles, type FileToWrite } from '../../host/write.ts';
import { gitIn } from '../git/git.ts';
import { isolatedSettings } from '../git/isolation.ts';
import { openTree, type Tree } from '../git/open-tree.ts';

/** When Linux 6.12 was released, in seconds since 1970: the embedded base is of no other time. */
const releaseTime = 1_731_881_708;

const identity = { name: 'abiwright', email: 'embedded-base@abiwright.invalid' };

/** Runs `work` with a repository of one commit that has these files, at paths of its own; it is removed afterwards. */
export function withEmbeddedTree<Value>(
  files: readonly FileToWrite[],
  base: string,
  work: (tree: Tree) => Promise<Value>,
): Promise<Value> {
  return withTemporaryFolder(async (scratch) => {
    const folder = join(scratch, 'base');
    makeFolder(folder);
    const objects = join(folder, '.git/objects');
    const settings = isolatedSettings({ scratch, objects, identity, time: releaseTime });
    const { GIT_OBJECT_DIRECTORY: _, GIT_ALTERNATE_OBJECT_DIRECTORIES: __, ...environment } = settings.environment;
    const git = gitIn(folder, { ...settings, environment });
    await git('init', '--quiet', '--initial-branch=base');
    writeFiles(files.map((file) => ({ ...file, path: join(folder, file.path) })));
    await git('add', '--all');
    await git('commit', '--quiet', '--message', `${base}: Embedded base`);
    return work(await openTree(folder));
  });
}
