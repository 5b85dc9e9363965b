import { resolve } from 'node:path';
import { currentTime } from '../../host/clock.ts';
import { EnvironmentError } from '../../host/errors.ts';
import { isFolder, isSamePlace } from '../../host/folder.ts';
import { readText } from '../../host/read.ts';
import { gitIn, GitFailure, type Git } from './git.ts';
import { userSettings } from './isolation.ts';

/** A repository that a series can be made for. */
export interface Tree {
  /** The top folder of the checkout. */
  readonly folder: string;
  /** The commit that the series applies to: what is checked out. */
  readonly base: string;
  /** When that commit was made, in seconds since 1970. */
  readonly baseTime: number;
  /** Where the repository keeps its objects. */
  readonly objects: string;
  /** What objects are named by: `sha1`, `sha256`. */
  readonly objectFormat: string;
  /** Where the history of a shallow clone ends, as git keeps it; null where it is whole. */
  readonly shallow: string | null;
  /** git in the checkout, with the user's own configuration. */
  readonly git: Git;
}

async function ask(git: Git, ...question: readonly string[]): Promise<string | GitFailure> {
  try {
    return (await git(...question)).trim();
  } catch (error) {
    if (error instanceof GitFailure) return error;
    throw error;
  }
}

async function topFolder(git: Git, folder: string): Promise<string> {
  const bare = await ask(git, 'rev-parse', '--is-bare-repository');
  if (bare instanceof GitFailure && /dubious ownership/.test(bare.output)) {
    throw new EnvironmentError(
      'SER0009',
      `git does not trust ${folder}, which belongs to another user`,
      `git config --global --add safe.directory ${folder}`,
    );
  }
  if (bare instanceof GitFailure) {
    throw new EnvironmentError(
      'SER0002',
      `${folder} is no git repository (${bare.reason})`,
      'give the top folder of a clone of the kernel',
    );
  }
  if (bare === 'true')
    throw new EnvironmentError('SER0003', `${folder} is a bare repository`, `git worktree add ../linux, and give that`);
  const top = await ask(git, 'rev-parse', '--show-toplevel');
  if (top instanceof GitFailure)
    throw new EnvironmentError('SER0002', `${folder} is inside of a repository's own files (${top.reason})`);
  if (!isSamePlace(top, folder)) {
    throw new EnvironmentError(
      'SER0002',
      `${folder} is no git repository of its own: it is inside of ${top}`,
      `give ${top} if that is the tree`,
    );
  }
  return top;
}

/**
 * Looks at what `--tree` names, without changing it.
 *
 * @throws EnvironmentError SER0001 no folder, SER0002 no repository, SER0003 bare, SER0004 no commit, SER0009 not trusted
 */
export async function openTree(path: string): Promise<Tree> {
  const folder = resolve(path);
  if (!isFolder(folder))
    throw new EnvironmentError('SER0001', `${path} is no folder`, 'give the top folder of a clone of the kernel');
  const git = gitIn(folder, userSettings);
  const top = await topFolder(git, folder);
  const base = await ask(git, 'rev-parse', '--verify', '--quiet', 'HEAD^{commit}');
  if (base instanceof GitFailure || base === '') {
    throw new EnvironmentError('SER0004', `${path} has no commit yet`, 'check out the commit that the series is for');
  }
  const time = await git('show', '--no-patch', '--no-show-signature', '--format=%ct', base);
  const ownFile = async (name: string): Promise<string> =>
    resolve(folder, (await git('rev-parse', '--git-path', name)).trim());
  const objectFormat = (await git('rev-parse', '--show-object-format')).trim();
  const shallow = readText(await ownFile('shallow'));
  return {
    folder: top,
    base,
    baseTime: Number(time.trim()),
    objects: await ownFile('objects'),
    objectFormat,
    shallow: shallow.ok ? shallow.text : null,
    git,
  };
}

/**
 * When the commits of a series are made: SOURCE_DATE_EPOCH where it is set, else when the base was, so that the
 * same input gives the same mails. git send-email dates the mails anew when it sends them.
 */
export function seriesTime(tree: Tree, environment: NodeJS.ProcessEnv = process.env): number {
  return environment['SOURCE_DATE_EPOCH'] === undefined
    ? tree.baseTime
    : Math.floor(currentTime(environment).getTime() / 1000);
}
