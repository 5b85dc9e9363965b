import { join } from 'node:path';
import { makeFolder } from '../../host/make-folder.ts';
import { runProcess, type ProcessResult } from '../../host/run-process.ts';
import type { Worktree } from '../git/worktree.ts';

/** What the tree's scripts read, beyond the files of the series. */
const wanted = [
  '.get_maintainer.ignore',
  '.mailmap',
  'COPYING',
  'CREDITS',
  'Kbuild',
  'LICENSES',
  'MAINTAINERS',
  'Makefile',
  'README',
  'scripts',
  'tools/lib/python',
];

/** Folders by which the scripts know the top of a kernel tree. */
const topFolders = ['Documentation', 'arch', 'drivers', 'fs', 'include', 'init', 'ipc', 'kernel', 'lib'];

/** The scripts of a tree, ready to be run in its worktree. */
export interface TreeScripts {
  /** Whether the tree has a script, by its path. */
  readonly has: (script: string) => boolean;
  /** Runs a script of the tree in a folder (where null: the top of the worktree), without the user's configuration of it. */
  readonly run: (script: string, folder: string | null, scriptArguments: readonly string[]) => Promise<ProcessResult>;
}

/** Checks out the tree's scripts and what they read; other files of the tree stay away, since there are very many. */
export async function treeScripts(worktree: Worktree): Promise<TreeScripts> {
  const listing = await worktree.git('ls-files', '-z', '--', ...wanted);
  const files = listing.split('\0').filter((path) => path !== '');
  if (files.length > 0) await worktree.git('checkout-index', '--quiet', '--force', '--', ...files);
  for (const folder of topFolders) makeFolder(join(worktree.folder, folder));
  const present = new Set(files);
  const home = join(worktree.scratch, 'home');
  makeFolder(home);
  const environment = {
    ...worktree.environment,
    HOME: home,
    LC_ALL: 'C',
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
    GIT_INDEX_FILE: undefined,
  };
  return {
    has: (script) => present.has(script),
    run: (script, folder, scriptArguments) =>
      runProcess(join(worktree.folder, script), scriptArguments, { folder: folder ?? worktree.folder, environment }),
  };
}
