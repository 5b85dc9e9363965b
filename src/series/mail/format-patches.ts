import { join } from 'node:path';
import { listFolder, readText } from '../../host/read.ts';
import type { Worktree } from '../git/worktree.ts';
import { parseMail, type Mail } from './mail.ts';

/** A mail of git's. */
export interface NamedMail {
  /** The name of the file that it is to be. */
  readonly file: string;
  /** The path of the file that git wrote. */
  readonly written: string;
  readonly mail: Mail;
}

export interface FormatOptions {
  readonly base: string;
  /** Version of the series, from 1 up; the first is not marked. */
  readonly version: number;
  /** The commits of the version before, `base..tip`; null for the first. */
  readonly previous: string | null;
}

/** Mails of the commits after the base, the cover letter first, as git makes them. */
export async function formatPatches(worktree: Worktree, options: FormatOptions): Promise<readonly NamedMail[]> {
  const folder = join(worktree.scratch, 'mails');
  const rangeDiff = options.previous === null ? [] : [`--range-diff=${options.previous}`, '--creation-factor=75'];
  await worktree.git(
    'format-patch',
    '--quiet',
    `--output-directory=${folder}`,
    '--cover-letter',
    '--numbered',
    '--rfc',
    ...(options.version === 1 ? [] : [`--reroll-count=${options.version}`]),
    `--base=${options.base}`,
    '--no-add-header',
    '--no-attach',
    '--no-from',
    '--no-thread',
    '--cover-from-description=none',
    '--filename-max-length=64',
    '--suffix=.patch',
    '--no-signature',
    '--zero-commit',
    ...rangeDiff,
    `${options.base}..HEAD`,
  );
  const files = (listFolder(folder) ?? []).map((entry) => entry.name).sort();
  return files.map((file) => {
    const read = readText(join(folder, file));
    if (!read.ok) throw new Error(`git format-patch wrote ${file}, which ${read.detail}`);
    // The version is in the folder's name and in the subject.
    return { file: file.replace(/^v\d+-/, ''), written: join(folder, file), mail: parseMail(read.text) };
  });
}
