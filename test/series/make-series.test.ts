import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeSeries } from '../../src/series/make-series.ts';
import type { Material } from '../../src/series/plan/material.ts';
import { smallTree } from './support/embedded.ts';
import { freezing, freezingMaterial, unmapFlags, unmapMaterial } from './support/proposals.ts';
import { git, repository } from './support/repository.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { requestFor } from './support/request.ts';

function read(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/** Everything below a folder, with what each file holds and when it was changed. */
function snapshot(folder: string): string {
  return execFileSync(
    'sh',
    ['-c', 'find . -type f -printf "%p %s %m %T@ " -exec sha256sum {} \\; | sort; find . -type d | sort'],
    { cwd: folder, encoding: 'utf8' },
  );
}

let tree: string;
beforeEach(() => {
  tree = repository(smallTree());
});

describe('the mails', () => {
  test('are a cover letter and a patch a change, in bisectable order', async () => {
    const series = await makeSeries(await requestFor(tree));
    expect(Object.keys(read(series.directory))).toEqual([
      '0000-cover-letter.patch',
      '0001-iommufd-Add-IOMMU_IOAS_FREEZE.patch',
      '0002-iommufd-selftest-Cover-IOMMU_IOAS_FREEZE.patch',
      '0003-Documentation-userspace-api-iommufd-Describe-IOMMU_I.patch',
    ]);
    expect(series.patches.map((patch) => patch.files)).toEqual([
      [
        'include/uapi/linux/iommufd.h',
        'drivers/iommu/iommufd/main.c',
        'drivers/iommu/iommufd/iommufd_private.h',
        'drivers/iommu/iommufd/ioas.c',
      ],
      [
        'tools/testing/selftests/iommu/iommufd_ioas_freeze.c',
        'tools/testing/selftests/iommu/Makefile',
        'tools/testing/selftests/iommu/.gitignore',
      ],
      ['Documentation/userspace-api/iommufd.rst'],
    ]);
    expect(series.patches[0]?.subject).toBe('[RFC PATCH 1/3] iommufd: Add IOMMU_IOAS_FREEZE');
  });

  test('apply with git am, and make the edits', async () => {
    const series = await makeSeries(await requestFor(tree));
    git(tree, 'am', '--quiet', ...series.patches.map((patch) => join(series.directory, patch.file)));
    expect(readFileSync(join(tree, 'include/uapi/linux/iommufd.h'), 'utf8')).toContain(
      '\tIOMMUFD_CMD_IOAS_FREEZE = 0x95,\n};',
    );
    expect(
      git(tree, 'log', '--format=%an <%ae> %(trailers:key=Signed-off-by)', '-3')
        .trim()
        .split('\n')
        .filter((line) => line !== ''),
    ).toEqual(Array<string>(3).fill('Ada Lovelace <ada@example.org> Signed-off-by: Ada Lovelace <ada@example.org>'));
    expect(git(tree, 'rev-parse', 'HEAD^{tree}').trim()).toBe(series.tree);
    expect(git(tree, 'status', '--porcelain')).toBe('');
  });

  test('are the same each time', async () => {
    const [first, second] = [await makeSeries(await requestFor(tree)), await makeSeries(await requestFor(tree))];
    expect(read(second.directory)).toEqual(read(first.directory));
  });

  test('say what they apply to, and name no commit that is gone with the worktree', async () => {
    const series = await makeSeries(await requestFor(tree));
    for (const text of Object.values(read(series.directory))) expect(text).toMatch(/^From 0{40} /);
    const base = git(tree, 'rev-parse', 'HEAD').trim();
    expect(series.base).toBe(base);
    expect(readFileSync(join(series.directory, '0000-cover-letter.patch'), 'utf8')).toContain(
      `\nbase-commit: ${base}\n`,
    );
  });

  test('do not depend on the settings of the user or the repository', async () => {
    const identity = { name: 'Jürgen Groß', email: 'juergen@example.org' };
    const expected = read((await makeSeries(await requestFor(tree, { identity }))).directory);
    const settings = {
      'format.attach': 'x',
      'format.signature': 'sent from my telephone',
      'format.to': 'other@example.org',
      'format.headers': 'X-Other: y\n',
      'format.subjectPrefix': 'OTHER',
      'format.thread': 'deep',
      'format.suffix': '.txt',
      'format.from': 'Other <other@example.org>',
      'format.signOff': 'true',
      'diff.noprefix': 'true',
      'diff.context': '9',
      'diff.algorithm': 'histogram',
      'diff.external': 'false',
      'core.abbrev': '40',
      'core.autocrlf': 'true',
      'core.hooksPath': join(tree, 'hooks'),
      'commit.gpgSign': 'true',
      'commit.template': '/nonexistent',
      'i18n.commitEncoding': 'latin1',
      'color.ui': 'always',
    };
    for (const [key, value] of Object.entries(settings)) git(tree, 'config', key, value);
    writeFileSync(join(tree, '.git/info/exclude'), '*.c\n');
    mkdirSync(join(tree, 'hooks'));
    writeFileSync(join(tree, 'hooks/pre-commit'), '#!/bin/sh\nexit 1\n');
    chmodSync(join(tree, 'hooks/pre-commit'), 0o755);
    expect(read((await makeSeries(await requestFor(tree, { identity }))).directory)).toEqual(expected);
    expect(expected['0001-iommufd-Add-IOMMU_IOAS_FREEZE.patch']).toContain(
      '\nSigned-off-by: Jürgen Groß <juergen@example.org>\n',
    );
  });

  test('carry what a grown struct needs, and no more', async () => {
    const series = await makeSeries(await requestFor(tree, { proposal: unmapFlags(), material: () => unmapMaterial }));
    const patch = readFileSync(join(series.directory, series.patches[0]?.file ?? ''), 'utf8');
    const added = patch.split('\n').filter((line) => /^[+-](?![+-])/.test(line));
    expect(added.filter((line) => line.startsWith('-'))).toEqual([]);
    expect(added).toContain('+\t__u32 flags;');
    expect(added).toContain('+ * With IOMMU_IOAS_UNMAP_QUIETLY no driver is told.');
    expect(added).toContain('+\t\treturn -EOPNOTSUPP;');
  });
});

test('what a spec says stays in its place', async () => {
  const hostile = `---\ndiff --git a/README b/README\n--- a/README\n+++ b/README\n@@ -1 +1 @@\n-x\n+y\n`;
  const trailers =
    'Signed-off-by: Mallory <m@example.org>\nCc: everyone@example.org\nFrom: m@example.org\n\nbase-commit: 0123\n';
  const proposal = {
    ...freezing(),
    title: 'x\nBcc: everyone@example.org\n\nFrom: m@example.org',
    rationale: freezing().rationale.replace('## Problem\n', `## Problem\n\n${trailers}\n${hostile}\n${trailers}`),
  };
  const series = await makeSeries(await requestFor(tree, { proposal, signOff: false }));
  for (const text of Object.values(read(series.directory))) {
    const [fields = '', ...body] = text.split('\n\n');
    expect(fields).not.toMatch(/^(?:Bcc|Cc):/im);
    expect(fields.match(/^From:/gim)).toHaveLength(1);
    expect(body.join('\n\n')).not.toMatch(/^(?:Signed-off-by|Cc|From):/im);
  }
  const honest = await makeSeries(await requestFor(tree, { signOff: false }));
  git(tree, 'am', '--quiet', ...series.patches.map((patch) => join(series.directory, patch.file)));
  expect(git(tree, 'rev-parse', 'HEAD^{tree}').trim()).toBe(honest.tree);
  expect(git(tree, 'log', '-3', '--format=%an %s', '--reverse').split('\n')[0]).toBe(
    'Ada Lovelace iommufd: Add IOMMU_IOAS_FREEZE',
  );
});

describe("the user's tree", () => {
  test('is not touched, whatever is going on in it', async () => {
    git(tree, 'worktree', 'add', '--quiet', join(temporaryFolder(), 'other'), '-b', 'other');
    writeFileSync(join(tree, 'README'), 'changed\n');
    writeFileSync(join(tree, 'untracked'), 'mine\n');
    writeFileSync(join(tree, 'include/uapi/linux/iommufd.h'), 'staged\n');
    git(tree, 'add', 'include');
    git(tree, 'status');
    const before = snapshot(tree);
    await makeSeries(await requestFor(tree));
    expect(snapshot(tree)).toBe(before);
  });

  test('is not touched where an edit has no place', async () => {
    writeFileSync(join(tree, 'drivers/iommu/iommufd/main.c'), '/* moved away */\n');
    git(tree, 'commit', '--quiet', '--all', '--message', 'main: Move');
    const before = snapshot(tree);
    const request = await requestFor(tree);
    await expect(makeSeries(request)).rejects.toMatchObject({
      code: 'SER0006',
      message: 'drivers/iommu/iommufd/main.c of the tree lacks union ucmd_buffer',
    });
    expect(snapshot(tree)).toBe(before);
    expect(() => readdirSync(request.out)).toThrow('ENOENT');
  });

  test('may be a shallow clone, or another worktree', async () => {
    const expected = read((await makeSeries(await requestFor(tree))).directory);
    const shallow = join(temporaryFolder(), 'shallow');
    git(tree, 'clone', '--quiet', '--depth=1', `file://${tree}`, shallow);
    git(shallow, 'config', 'user.name', 'Ada Lovelace');
    git(shallow, 'config', 'user.email', 'ada@example.org');
    const worktree = join(temporaryFolder(), 'worktree');
    git(tree, 'worktree', 'add', '--quiet', '--detach', worktree);
    expect(read((await makeSeries(await requestFor(shallow))).directory)).toEqual(expected);
    expect(read((await makeSeries(await requestFor(worktree))).directory)).toEqual(expected);
  });

  test('may have a strange name', async () => {
    const strange = join(temporaryFolder(), 'a "b" \\c: d\n;é');
    cpSync(tree, strange, { recursive: true });
    await expect(makeSeries(await requestFor(strange))).resolves.toMatchObject({ signed: true });
  });
});

describe('a tree that does not fit', () => {
  function change(path: string, edit: (text: string) => string | Buffer): void {
    writeFileSync(join(tree, path), edit(readFileSync(join(tree, path), 'utf8')));
    git(tree, 'commit', '--quiet', '--all', '--message', 'tree: Change');
  }

  test('lacks files, all of which are named', async () => {
    git(tree, 'rm', '--quiet', 'Documentation/userspace-api/iommufd.rst', 'tools/testing/selftests/iommu/Makefile');
    git(tree, 'commit', '--quiet', '--message', 'tree: Remove');
    await expect(makeSeries(await requestFor(tree))).rejects.toMatchObject({
      code: 'SER0005',
      message: 'the tree has no tools/testing/selftests/iommu/Makefile, no Documentation/userspace-api/iommufd.rst',
    });
  });

  test.each(['../outside.c', '/etc/passwd', 'drivers/../../outside.c'])('is not left for %s', async (path) => {
    const { kernel } = freezingMaterial;
    const leaving = {
      ...freezingMaterial,
      kernel: { ...kernel, ioctls: kernel.ioctls.map((each) => ({ ...each, file: path })) },
    };
    await expect(makeSeries(await requestFor(tree, { material: () => leaving }))).rejects.toMatchObject({
      code: 'SER0005',
    });
    const named = { ...freezingMaterial, selftest: { name: `../../../../../${path.replace(/\.c$/, '')}`, text: '' } };
    await expect(makeSeries(await requestFor(tree, { material: () => named }))).rejects.toMatchObject({
      code: 'SER0005',
    });
  });

  test('has given the number to another', async () => {
    change('include/uapi/linux/iommufd.h', (text) =>
      text.replace('FAULT_QUEUE_ALLOC = 0x8e,\n', 'FAULT_QUEUE_ALLOC = 0x8e,\n\tIOMMUFD_CMD_OTHER = 0x95,\n'),
    );
    await expect(makeSeries(await requestFor(tree))).rejects.toMatchObject({
      code: 'SER0007',
      message: 'in include/uapi/linux/iommufd.h of the tree, number 0x95 is IOMMUFD_CMD_OTHER',
    });
  });

  test('has the new file already', async () => {
    writeFileSync(join(tree, 'tools/testing/selftests/iommu/iommufd_ioas_freeze.c'), '');
    git(tree, 'add', '--all');
    git(tree, 'commit', '--quiet', '--message', 'tree: Add');
    await expect(makeSeries(await requestFor(tree))).rejects.toMatchObject({ code: 'SER0007' });
  });

  test('has a file that is not UTF-8', async () => {
    change('drivers/iommu/iommufd/main.c', (text) => Buffer.from(`/* \u00e9 */\n${text}`, 'latin1'));
    await expect(makeSeries(await requestFor(tree))).rejects.toMatchObject({
      code: 'SER0010',
      message: 'drivers/iommu/iommufd/main.c of the tree is not UTF-8 (line 1)',
    });
  });

  test('has a link where a file should be, which is not followed', async () => {
    const outside = join(temporaryFolder(), 'outside');
    writeFileSync(outside, 'mine\n');
    rmSync(join(tree, 'drivers/iommu/iommufd/ioas.c'));
    execFileSync('ln', ['-s', outside, join(tree, 'drivers/iommu/iommufd/ioas.c')]);
    git(tree, 'add', '--all');
    git(tree, 'commit', '--quiet', '--message', 'tree: Link');
    await expect(makeSeries(await requestFor(tree))).rejects.toMatchObject({ code: 'SER0005' });
    expect(readFileSync(outside, 'utf8')).toBe('mine\n');
  });
});

describe('signing', () => {
  test('is never done unasked, and the mails then cannot be sent', async () => {
    const series = await makeSeries(await requestFor(tree, { signOff: false }));
    expect(series.blocked).toContain('is not signed');
    for (const text of Object.values(read(series.directory))) expect(text).not.toContain('Signed-off-by');
    git(tree, 'am', '--quiet', ...series.patches.map((patch) => join(series.directory, patch.file)));
    expect(git(tree, 'log', '-1', '--format=%s')).toBe(
      'Documentation: userspace-api: iommufd: Describe IOMMU_IOAS_FREEZE\n',
    );
  });

  test('needs a name that git was told', async () => {
    await expect(makeSeries(await requestFor(tree, { identity: null }))).rejects.toMatchObject({ code: 'SER0011' });
    const series = await makeSeries(await requestFor(tree, { identity: null, signOff: false }));
    expect(series.from.email).toBe('author@abiwright.invalid');
  });
});

describe('another version', () => {
  test('says what changed, and shows it', async () => {
    const first = await makeSeries(await requestFor(tree));
    const second = await makeSeries(
      await requestFor(tree, { version: 2, previous: first.directory, material: newerMaterial }),
    );
    expect(second.coverLetter.subject).toBe('[RFC PATCH v2 0/3] iommufd: Freeze the mappings of an IOAS');
    const cover = readFileSync(join(second.directory, second.coverLetter.file), 'utf8');
    expect(cover).toContain('Changes since v1\n================\n\n- Say more (asked for by nobody).\n');
    expect(cover).not.toContain('Third time');
    expect(cover).toContain('Range-diff against v1:\n1:  ');
    expect(cover).toMatch(/^ {4}\+\+It is newer\.$/m);
    for (const patch of second.patches) expect(patch.subject).toMatch(/^\[RFC PATCH v2 \d\/3\]/);
  });

  test('needs the one before', async () => {
    await expect(
      makeSeries(await requestFor(tree, { version: 2, previous: join(tree, 'nowhere') })),
    ).rejects.toMatchObject({ code: 'SER0012' });
  });

  test('compares on the new base where the old one is gone, and says so where neither takes it', async () => {
    const first = await makeSeries(await requestFor(tree));
    const other = repository(smallTree());
    writeFileSync(join(other, 'README'), 'another history\n');
    git(other, 'commit', '--quiet', '--all', '--amend', '--message', 'base: Another');
    await expect(makeSeries(await requestFor(other, { version: 2, previous: first.directory }))).resolves.toMatchObject(
      { version: 2 },
    );
    const patch = join(first.directory, first.patches[0]?.file ?? '');
    writeFileSync(
      patch,
      readFileSync(patch, 'utf8')
        .replaceAll('IOMMU_FAULT_QUEUE_ALLOC', 'IOMMU_ELSEWHERE')
        .replaceAll(' \tIOMMUFD_CMD', ' \tELSEWHERE'),
    );
    await expect(makeSeries(await requestFor(other, { version: 2, previous: first.directory }))).rejects.toMatchObject({
      code: 'SER0013',
    });
  });

  test('compares on the new base where the mails do not apply to the one that they name', async () => {
    git(tree, 'checkout', '--quiet', '--orphan', 'other');
    git(tree, 'rm', '--quiet', '-r', '--force', '.');
    git(tree, 'commit', '--quiet', '--allow-empty', '--message', 'other: Nothing');
    const nothing = git(tree, 'rev-parse', 'HEAD').trim();
    git(tree, 'checkout', '--quiet', 'work');
    const first = await makeSeries(await requestFor(tree));
    const cover = join(first.directory, first.coverLetter.file);
    writeFileSync(cover, readFileSync(cover, 'utf8').replace(/^base-commit: .*$/m, `base-commit: ${nothing}`));
    const second = await makeSeries(await requestFor(tree, { version: 2, previous: first.directory }));
    expect(readFileSync(join(second.directory, second.coverLetter.file), 'utf8')).toMatch(
      /^1: {2}[0-9a-f]+ = 1: {2}[0-9a-f]+ iommufd: Add/m,
    );
  });

  function newerMaterial(): Material {
    return {
      ...unmapMaterial,
      kernel: { ioctls: [], amendments: [], open: [] },
      documentation: 'Something new\n-------------\n\nIt is newer.\n',
    };
  }
});

describe('the output folder', () => {
  test('is replaced where abiwright wrote it', async () => {
    const request = await requestFor(tree);
    await makeSeries({ ...request, proposal: unmapFlags(), material: () => unmapMaterial });
    const series = await makeSeries(request);
    expect(readdirSync(series.directory)).toHaveLength(4);
    expect(readdirSync(series.directory)[1]).toBe('0001-iommufd-Add-IOMMU_IOAS_FREEZE.patch');
  });

  test('is left alone where it has something else', async () => {
    const request = await requestFor(tree);
    mkdirSync(request.out);
    writeFileSync(join(request.out, 'novel.txt'), 'Call me Ishmael.\n');
    await expect(makeSeries(request)).rejects.toMatchObject({ code: 'SER0014' });
    expect(readdirSync(request.out)).toEqual(['novel.txt']);
  });

  test('keeps what was edited by hand, unless that is given up', async () => {
    const request = await requestFor(tree);
    const series = await makeSeries(request);
    const cover = join(series.directory, '0000-cover-letter.patch');
    writeFileSync(cover, readFileSync(cover, 'utf8').replace('Nobody has measured it', 'I have measured it'));
    await expect(makeSeries(request)).rejects.toMatchObject({ code: 'SER0015' });
    expect(readFileSync(cover, 'utf8')).toContain('I have measured it');
    await makeSeries({ ...request, force: true });
    expect(readFileSync(cover, 'utf8')).not.toContain('I have measured it');
  });

  test('may not be a file', async () => {
    const request = await requestFor(tree);
    writeFileSync(request.out, '');
    await expect(makeSeries(request)).rejects.toMatchObject({ code: 'CLI0007' });
  });
});

test('tools that the tree lacks are not run, and not said to have passed', async () => {
  const series = await makeSeries(await requestFor(tree));
  expect(series.checks.map((check) => check.notRun)).toEqual([
    'the tree has no scripts/checkpatch.pl',
    'the tree has no scripts/kernel-doc that runs here',
  ]);
  expect(series.recipients).toEqual({
    to: [],
    cc: [{ name: '', email: 'linux-api@vger.kernel.org' }],
    notRun: 'the tree has no scripts/get_maintainer.pl',
  });
});
