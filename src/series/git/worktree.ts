import { basename, dirname, join } from 'node:path';
import { EnvironmentError } from '../../host/errors.ts';
import { removeEmptyFolder, removeFolder } from '../../host/folder.ts';
import { onInterrupt } from '../../host/interrupt.ts';
import { makeFolder } from '../../host/make-folder.ts';
import { readText } from '../../host/read.ts';
import { withTemporaryFolder } from '../../host/temporary-folder.ts';
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
 * Runs `work` in a worktree of the tree, which is removed afterwards, also when it fails or the process is
 * interrupted. No file is checked out yet. The repository keeps nothing: new objects go to a temporary
 * folder, and there is no branch, no ref and no setting of ours.
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
    makeFolder(join(scratch, 'objects'));
    const folder = join(scratch, basename(scratch));
    const isolation = { scratch, objects: tree.objects, trusted: tree.folder, identity, time: seriesTime(tree) };
    const settings = isolatedSettings(isolation);
    const remove = (): void => removeWorktree(folder);
    const settle = onInterrupt(remove);
    try {
      const git = gitIn(tree.folder, settings);
      try {
        await git('worktree', 'add', '--quiet', '--detach', '--no-checkout', folder, commit);
        await gitIn(folder, settings)('read-tree', commit);
      } catch (error) {
        if (error instanceof GitFailure) throw notMade(tree, error);
        throw error;
      }
      return await work({ folder, scratch, git: gitIn(folder, settings), environment: settings.environment });
    } finally {
      settle();
      remove();
    }
  });
}

function notMade(tree: Tree, failure: GitFailure): EnvironmentError {
  return new EnvironmentError(
    'SER0008',
    `git cannot make a worktree of ${tree.folder}: ${failure.reason}`,
    'the repository must be writable, and the temporary folder must have room',
  );
}

/**
 * Removes a worktree and what the repository noted of it. Synchronous, for the moment of a signal, when
 * `git worktree remove` could not run.
 */
function removeWorktree(folder: string): void {
  const administration = administrationOf(folder);
  removeFolder(folder);
  if (administration === null) return;
  removeFolder(administration);
  // As git does itself: it stays while the user's own worktrees are noted there.
  removeEmptyFolder(dirname(administration));
}

function administrationOf(folder: string): string | null {
  const link = readText(join(folder, '.git'));
  const path = link.ok ? /^gitdir: (.+)\n$/.exec(link.text)?.[1] : undefined;
  // The name is random, so that this can be no other worktree's.
  return path !== undefined && basename(path) === basename(folder) ? path : null;
}
