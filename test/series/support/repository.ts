import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileToWrite } from '../../../src/host/write.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** git as a user would run it, whoever runs the tests: no configuration but the repository's own. */
export function git(folder: string, ...gitArguments: readonly string[]): string {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  return execFileSync('git', gitArguments, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environment, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  });
}

/** A repository of one commit, with an author that git knows. */
export function repository(files: readonly FileToWrite[]): string {
  const folder = join(temporaryFolder(), 'tree');
  mkdirSync(folder);
  git(folder, 'init', '--quiet', '--initial-branch=work');
  git(folder, 'config', 'user.name', 'Ada Lovelace');
  git(folder, 'config', 'user.email', 'ada@example.org');
  for (const file of files) {
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), file.content);
  }
  if (files.length > 0) {
    git(folder, 'add', '--all');
    git(folder, 'commit', '--quiet', '--message', 'base: All of it');
  }
  return folder;
}
