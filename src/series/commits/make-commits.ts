import { isAbsolute, join } from 'node:path';
import { EnvironmentError } from '../../host/errors.ts';
import { readText } from '../../host/read.ts';
import { writeFile } from '../../host/write.ts';
import type { Identity } from '../git/identity.ts';
import type { Worktree } from '../git/worktree.ts';
import { AlreadyThere, PlaceMissing } from '../places/failure.ts';
import type { Edit, PlannedCommit } from '../plan/edit.ts';

/** False of a path that would leave the tree, whoever wrote it. */
function isInside(path: string): boolean {
  return !isAbsolute(path) && !path.split('/').includes('..');
}

/** Regular files of the commit that is checked out, among `paths`. */
async function tracked(worktree: Worktree, paths: readonly string[]): Promise<ReadonlySet<string>> {
  const listing = await worktree.git('ls-files', '-z', '--stage', '--', ...paths.filter(isInside));
  // A record is `mode object stage\tpath`.
  const records = listing.split('\0').filter((record) => record.startsWith('100'));
  return new Set(records.map((record) => record.slice(record.indexOf('\t') + 1)));
}

/** Checks out what the commits edit, once it is known that all of it is there. */
async function checkOut(worktree: Worktree, commits: readonly PlannedCommit[]): Promise<void> {
  const edits = commits.flatMap((commit) => commit.edits);
  const created = new Set(edits.filter((each) => each.creates).map((each) => each.path));
  const outside = [...created].find((path) => !isInside(path));
  if (outside !== undefined) throw new EnvironmentError('SER0005', `the tree has no place for ${outside}`);
  const edited = [...new Set(edits.map((each) => each.path))].filter((path) => !created.has(path));
  const present = await tracked(worktree, [...created, ...edited]);
  const missing = edited.filter((path) => !present.has(path));
  if (missing.length > 0) {
    throw new EnvironmentError(
      'SER0005',
      `the tree has no ${missing.join(', no ')}`,
      'check out the release that the proposal is for',
    );
  }
  const there = [...created].find((path) => present.has(path));
  if (there !== undefined) throw new EnvironmentError('SER0007', `the tree has ${there} already`);
  await worktree.git('checkout', '--quiet', '--', ...edited);
}

function textOf(worktree: Worktree, each: Edit): string {
  if (each.creates) return '';
  const read = readText(join(worktree.folder, each.path));
  if (!read.ok) throw new EnvironmentError('SER0010', `${each.path} of the tree ${read.detail}`);
  return read.text;
}

function applied(each: Edit, text: string): string {
  try {
    return each.apply(text);
  } catch (error) {
    if (error instanceof PlaceMissing) {
      throw new EnvironmentError(
        'SER0006',
        `${each.path} of the tree lacks ${error.lookedFor}`,
        'check out the release that the proposal is for',
      );
    }
    if (error instanceof AlreadyThere)
      throw new EnvironmentError('SER0007', `in ${each.path} of the tree, ${error.what}`);
    throw error;
  }
}

async function makeCommit(worktree: Worktree, commit: PlannedCommit, signer: Identity | null): Promise<void> {
  for (const each of commit.edits) {
    writeFile(join(worktree.folder, each.path), applied(each, textOf(worktree, each)));
  }
  const trailer = signer === null ? [] : [`Signed-off-by: ${signer.name} <${signer.email}>`];
  const message = join(worktree.scratch, 'message');
  writeFile(message, `${[commit.subject, commit.body, ...trailer].filter((part) => part !== '').join('\n\n')}\n`);
  // Whatever the user's own list of ignored files says.
  await worktree.git('add', '--force', '--', ...new Set(commit.edits.map((each) => each.path)));
  await worktree.git('commit', '--quiet', '--file', message);
}

/**
 * Makes the commits on top of what is checked out.
 *
 * @param signer who signs them off; null for nobody
 * @throws EnvironmentError SER0005, SER0006, SER0007 or SER0010 for a tree that does not fit; nothing is left of it
 */
export async function makeCommits(
  worktree: Worktree,
  commits: readonly PlannedCommit[],
  signer: Identity | null,
): Promise<void> {
  await checkOut(worktree, commits);
  for (const commit of commits) await makeCommit(worktree, commit, signer);
}
