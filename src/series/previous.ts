import { join } from 'node:path';
import { EnvironmentError } from '../host/errors.ts';
import { readText } from '../host/read.ts';
import { GitFailure } from './git/git.ts';
import type { Worktree } from './git/worktree.ts';
import { mailNames } from './output.ts';

/** The mails of the version before, as they are in their folder. */
export interface PreviousSeries {
  readonly folder: string;
  /** Paths of the patches, in their order, without the cover letter. */
  readonly patches: readonly string[];
  /** What the cover letter says that they apply to; null where it does not say. */
  readonly base: string | null;
}

/** @throws EnvironmentError SER0012 for a folder that has no series */
export function findPrevious(folder: string, version: number): PreviousSeries {
  const names = mailNames(folder) ?? [];
  const [cover, ...patches] = names;
  if (cover === undefined || patches.length === 0) {
    throw new EnvironmentError(
      'SER0012',
      `${folder} has no mails of v${version - 1}`,
      'give the folder of the version before with --previous',
    );
  }
  const read = readText(join(folder, cover));
  const base = read.ok ? /^base-commit: ([0-9a-f]{40,64})$/m.exec(read.text)?.[1] : undefined;
  return { folder, patches: patches.map((name) => join(folder, name)), base: base ?? null };
}

async function startAt(worktree: Worktree, commit: string): Promise<void> {
  await worktree.git('update-ref', '--no-deref', 'HEAD', commit);
  await worktree.git('read-tree', commit);
}

async function applyTo(worktree: Worktree, previous: PreviousSeries, base: string): Promise<string> {
  await startAt(worktree, base);
  try {
    await worktree.git('am', '--quiet', ...previous.patches);
  } catch (error) {
    if (error instanceof GitFailure) await worktree.git('am', '--quit');
    throw error;
  }
  return `${base}..${(await worktree.git('rev-parse', 'HEAD')).trim()}`;
}

/**
 * Makes commits of the version before, so that git can compare with them: on the commit that it was made for,
 * or where the tree lacks that or it does not apply, on the base of this one. The worktree is at the base
 * again afterwards.
 *
 * @returns the commits, as a range
 * @throws EnvironmentError SER0013 where neither takes them
 */
export async function applyPrevious(worktree: Worktree, previous: PreviousSeries, base: string): Promise<string> {
  const bases = [...new Set([previous.base ?? base, base])];
  let last = '';
  for (const each of bases) {
    try {
      const range = await applyTo(worktree, previous, each);
      await startAt(worktree, base);
      return range;
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
      last = error.reason;
    }
  }
  throw new EnvironmentError(
    'SER0013',
    `the mails in ${previous.folder} do not apply: ${last}`,
    'the tree must have the commit that they were made for',
  );
}
