import { basename, join } from 'node:path';
import { EnvironmentError } from '../../host/errors.ts';
import { makeFolder } from '../../host/make-folder.ts';
import { withTemporaryFolder } from '../../host/temporary-folder.ts';
import { writeFile } from '../../host/write.ts';
import { gitIn, GitFailure, type Git } from './git.ts';
import type { Identity } from './identity.ts';
import { isolatedSettings } from './isolation.ts';
import { seriesTime, type Tree } from './open-tree.ts';

/** A second checkout of a repository, for as long as a series is made. Its HEAD belongs to no branch. */
export interface Worktree {
  readonly folder: string;
  /** Outside of the checkout, and gone with it. */
  readonly scratch: string;
  readonly git: Git;
  /** What a program needs beyond the user's variables to see the commits made here, and not the user's settings. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Runs `work` in a worktree at a commit of the tree, which is removed afterwards, also when it fails or the process is
 * interrupted. No file is checked out yet. It is a repository of its own in a temporary folder, which only reads the
 * objects of the tree's: that one is not written to, so nothing can be left behind there.
 *
 * @throws EnvironmentError SER0008 if git cannot make the worktree
 */
export function withWorktree<Value>(
  tree: Tree,
  commit: string,
  identity: Identity,
  work: (worktree: Worktree) => Promise<Value>,
): Promise<Value> {
  return withTemporaryFolder(async (scratch) => {
    const folder = join(scratch, basename(scratch));
    makeFolder(join(scratch, 'objects'));
    makeFolder(folder);
    const settings = isolatedSettings({ scratch, objects: tree.objects, identity, time: seriesTime(tree) });
    const git = gitIn(folder, settings);
    try {
      await git('init', '--quiet', '--template=', `--object-format=${tree.objectFormat}`);
      if (tree.shallow !== null) writeFile(join(folder, '.git/shallow'), tree.shallow);
      await git('update-ref', '--no-deref', 'HEAD', commit);
      await git('read-tree', commit);
    } catch (error) {
      if (error instanceof GitFailure) throw notMade(tree, error);
      throw error;
    }
    return work({ folder, scratch, git, environment: settings.environment });
  });
}

function notMade(tree: Tree, failure: GitFailure): EnvironmentError {
  return new EnvironmentError(
    'SER0008',
    `git cannot make a worktree of ${tree.folder}: ${failure.reason}`,
    'the temporary folder must have room',
  );
}
