import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readIdentity } from '../../../src/series/git/identity.ts';
import { openTree, seriesTime } from '../../../src/series/git/open-tree.ts';
import { git, repository } from '../support/repository.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const files = [{ path: 'a/b', content: 'x\n' }];

describe('openTree', () => {
  test('gives the commit that is checked out', async () => {
    const folder = repository(files);
    const tree = await openTree(folder);
    expect(tree.base).toBe(git(folder, 'rev-parse', 'HEAD').trim());
    expect(String(tree.baseTime)).toBe(git(folder, 'log', '-1', '--format=%ct').trim());
  });

  test('tells what is no folder', async () => {
    const folder = repository(files);
    await expect(openTree(join(folder, 'a/b'))).rejects.toMatchObject({ code: 'SER0001', exitStatus: 2 });
    await expect(openTree(join(folder, 'none'))).rejects.toMatchObject({ code: 'SER0001' });
  });

  test('tells what is no repository, or not the top of one', async () => {
    await expect(openTree(temporaryFolder())).rejects.toMatchObject({ code: 'SER0002' });
    const folder = repository(files);
    await expect(openTree(join(folder, 'a'))).rejects.toMatchObject({
      code: 'SER0002',
      fix: `give ${folder} if that is the tree`,
    });
    await expect(openTree(join(folder, '.git'))).rejects.toMatchObject({ code: 'SER0002' });
  });

  test('tells a bare repository', async () => {
    const bare = join(temporaryFolder(), 'bare.git');
    git(temporaryFolder(), 'init', '--quiet', '--bare', bare);
    await expect(openTree(bare)).rejects.toMatchObject({ code: 'SER0003' });
  });

  test('tells a repository without a commit, and one that is damaged', async () => {
    const folder = repository([]);
    await expect(openTree(folder)).rejects.toMatchObject({ code: 'SER0004' });
    mkdirSync(join(folder, '.git/refs/heads'), { recursive: true });
    writeFileSync(join(folder, '.git/refs/heads/work'), `${'0123456789'.repeat(4)}\n`);
    await expect(openTree(folder)).rejects.toMatchObject({ code: 'SER0004' });
  });

  test('does not listen to the surroundings of another git command', async () => {
    const [folder, other] = [repository(files), repository([{ path: 'c', content: 'y\n' }])];
    process.env['GIT_DIR'] = join(other, '.git');
    try {
      await expect(openTree(folder)).resolves.toMatchObject({ base: git(folder, 'rev-parse', 'HEAD').trim() });
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});

describe('readIdentity', () => {
  test('reads what git was told, with its own letters', async () => {
    const folder = repository(files);
    git(folder, 'config', 'user.name', 'Jürgen Groß');
    expect(await readIdentity((await openTree(folder)).git)).toEqual({ name: 'Jürgen Groß', email: 'ada@example.org' });
  });

  test.each(['user.name', 'user.email'])('is null without %s: nothing is guessed', async (key) => {
    const folder = repository(files);
    git(folder, 'config', '--unset', key);
    process.env['GIT_CONFIG_GLOBAL'] = '/dev/null';
    process.env['GIT_CONFIG_NOSYSTEM'] = '1';
    try {
      expect(await readIdentity((await openTree(folder)).git)).toBeNull();
    } finally {
      delete process.env['GIT_CONFIG_GLOBAL'];
      delete process.env['GIT_CONFIG_NOSYSTEM'];
    }
  });
});

test('seriesTime is that of the base, or SOURCE_DATE_EPOCH', async () => {
  const tree = await openTree(repository(files));
  expect(seriesTime(tree, {})).toBe(tree.baseTime);
  expect(seriesTime(tree, { SOURCE_DATE_EPOCH: '86400' })).toBe(86400);
});
