import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { smallTree } from '../series/support/embedded.ts';
import { git, repository } from '../series/support/repository.ts';
import { abiwright } from '../support/abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ada = { GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@example.org' };

/** What a user without any setting of git has. */
const nobody = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: undefined,
  GIT_AUTHOR_EMAIL: undefined,
  EMAIL: undefined,
};

/** A folder with a proposal that has no ioctl, so that no tests are looked for, which takes its time. */
function smallProposal(more = ''): string {
  const folder = temporaryFolder();
  const proposal = join(folder, 'specs/proposals/name-limit');
  mkdirSync(proposal, { recursive: true });
  const sections = ['Problem', 'Interface', 'Semantics', 'Discovery', 'Alternatives', 'Tests'];
  writeFileSync(join(proposal, 'rationale.md'), sections.map((section) => `## ${section}\n\nText.\n`).join('\n'));
  writeFileSync(
    join(proposal, 'proposal.yaml'),
    `proposal: name-limit
title: name a limit
base: iommufd@v6.12
declarations:
  - { constant: IOMMU_IOAS_LIMIT, value: 7, doc: There are no more. }
${more}`,
  );
  return folder;
}

describe('abiwright series, in an empty folder', () => {
  test('makes the mails of a proposal without a kernel, a name or a setting, the same each time', () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const { status, output, errors } = abiwright(['series', 'ioas-map-file'], { folder: first, environment: nobody });
    expect(errors).toBe('');
    expect(status).toBe(0);
    const directory = 'outgoing/ioas-map-file-v1';
    const mails = readdirSync(join(first, directory));
    expect(mails.slice(0, 2)).toEqual(['0000-cover-letter.patch', '0001-iommufd-Add-IOMMU_IOAS_MAP_FILE.patch']);
    for (const mail of mails) expect(output).toContain(mail);
    expect(output).toContain('iommufd@v6.12 (embedded; use --tree for a kernel tree)');
    expect(output).toMatch(/^Not signed, .*\n  abiwright series ioas-map-file --tree /m);
    expect(readdirSync(first)).toEqual(['outgoing']);

    const again = abiwright(['series', 'ioas-map-file', '--json'], { folder: second, environment: nobody });
    expect(JSON.parse(again.output)).toMatchObject({
      directory,
      coverLetter: {
        file: '0000-cover-letter.patch',
        subject: '[RFC PATCH 0/3] iommufd: Map file-backed memory into an IOAS',
      },
      patches: [
        {
          file: '0001-iommufd-Add-IOMMU_IOAS_MAP_FILE.patch',
          subject: '[RFC PATCH 1/3] iommufd: Add IOMMU_IOAS_MAP_FILE',
        },
        {
          files: [
            'tools/testing/selftests/iommu/iommufd_ioas_map_file.c',
            'tools/testing/selftests/iommu/Makefile',
            'tools/testing/selftests/iommu/.gitignore',
          ],
        },
        { files: ['Documentation/userspace-api/iommufd.rst'] },
      ],
      embedded: true,
      signed: false,
      checks: [{ tool: 'checkpatch.pl --strict', errors: 0, warnings: 0, checks: 0 }, {}],
    });
    for (const mail of mails) {
      expect(readFileSync(join(second, directory, mail), 'utf8')).toBe(
        readFileSync(join(first, directory, mail), 'utf8'),
      );
    }
  });
});

describe('abiwright series, of a proposal that breaks a property', () => {
  const property = `properties:
  - property: nothing-is-mapped
    doc: No memory is mapped, which any user can break.
    holds: "!some(area, true)"
    witness: "true"
`;

  test('makes nothing, and says which and how to see it', () => {
    const folder = smallProposal(property);
    const { status, output } = abiwright(['series', 'name-limit'], { folder, environment: nobody });
    expect(output).toMatch(
      /proposal\.yaml:1:11: error SER0018: name-limit breaks what it is held to: nothing-is-mapped in [a-z-]+, in 1 step/,
    );
    expect(output).toContain('fix: abiwright verify name-limit --property nothing-is-mapped');
    expect(status).toBe(1);
    expect(readdirSync(folder)).toEqual(['specs']);
  });

  test('says so in the letter, where it is told to go on', () => {
    const folder = smallProposal(property);
    const words = ['series', 'name-limit', '--allow-violations'];
    const { status, output } = abiwright(words, { folder, environment: nobody });
    expect(output).toMatch(/^ {13}VIOLATED: nothing-is-mapped in [a-z-]+, in 1 step$/m);
    expect(status).toBe(0);
    const letter = readFileSync(join(folder, 'outgoing/name-limit-v1/0000-cover-letter.patch'), 'utf8');
    expect(letter).toContain(
      'This proposal breaks what it is held to, and is sent all the same:\n\n- nothing-is-mapped',
    );
    expect(letter).toMatch(/^ {4}nothing-is-mapped +- +VIOLATED [12]$/m);
  });

  test('does not compare with what nobody has', () => {
    const folder = smallProposal('alternatives: [vfio-update-vadr]\n');
    const { status, output } = abiwright(['series', 'name-limit'], { folder, environment: nobody });
    expect(output).toContain("SPEC0006: unknown proposal or system 'vfio-update-vadr'");
    expect(output).toContain("did you mean 'vfio-update-vaddr'?");
    expect(status).toBe(1);
  });
});

describe('abiwright series, called wrongly', () => {
  test.each([
    ['a base', ['iommufd@v6.12'], 'CLI0002', 2],
    ['a name that nothing has', ['ioas-map-flie'], 'CLI0003', 2],
    ['a tree that is not there', ['ioas-map-file', '--tree', 'nowhere'], 'SER0001', 2],
    ['a tree that is not git', ['ioas-map-file', '--tree', '.'], 'SER0002', 2],
    ['a version without the one before', ['ioas-map-file', '--reroll', '2'], 'SER0016', 1],
    ['version 0', ['ioas-map-file', '--reroll', '0'], 'CLI0002', 2],
    ['a signature of nobody', ['ioas-map-file', '--sign-off'], 'SER0011', 2],
    ['a file for the mails', ['ioas-map-file', '--out', 'file'], 'CLI0007', 2],
    ['a folder of something else', ['ioas-map-file', '--out', 'folder'], 'SER0014', 2],
  ])('says so for %s, and writes nothing', (_, words, code, expected) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'folder/novel.txt'), '');
    const { status, output, errors } = abiwright(['series', ...words], { folder, environment: nobody });
    expect(output + errors).toContain(code);
    expect(output + errors).not.toMatch(/^\s+at /m);
    expect(status).toBe(expected);
    expect(readdirSync(folder)).toEqual(['file', 'folder']);
    expect(readdirSync(join(folder, 'folder'))).toEqual(['novel.txt']);
  });
});

test.each([0, 150, 400, 900])(
  'abiwright series, interrupted %i ms after it began to commit, leaves nothing half done',
  async (delay) => {
    const tree = repository(smallTree());
    const [folder, temporary] = [smallProposal(), temporaryFolder()];
    const state = (): string =>
      git(tree, 'for-each-ref') + git(tree, 'worktree', 'list') + git(tree, 'status', '--porcelain');
    const before = state();
    const child = spawn(process.execPath, [inject('bundle'), 'series', 'name-limit', '--tree', tree], {
      cwd: folder,
      env: { ...process.env, ...ada, TMPDIR: temporary },
      stdio: 'ignore',
    });
    const ended = new Promise<NodeJS.Signals | null>((settle) => child.once('close', (_, signal) => settle(signal)));
    await expect.poll(() => readdirSync(temporary), { timeout: 120_000, interval: 20 }).not.toEqual([]);
    await wait(delay);
    child.kill('SIGINT');
    const signal = await ended;
    const out = join(folder, 'outgoing/name-limit-v1');
    if (signal === 'SIGINT') expect(existsSync(out)).toBe(false);
    else expect(readdirSync(out)).toHaveLength(3);
    // What git was doing at that moment ends by itself, a moment later.
    await expect.poll(() => readdirSync(temporary), { timeout: 60_000 }).toEqual([]);
    expect(state()).toBe(before);
    expect(existsSync(join(tree, '.git/worktrees'))).toBe(false);
  },
);
