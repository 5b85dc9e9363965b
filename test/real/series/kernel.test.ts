import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { abiwright } from '../../support/abiwright.ts';
import { KernelBuild } from '../../support/kernel-build.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const selftests = 'tools/testing/selftests/iommu';

/** What `abiwright series --json` prints, as far as the tests look at it. */
interface SeriesJson {
  readonly directory: string;
  readonly patches: readonly { readonly file: string; readonly files: readonly string[] }[];
  readonly base: string;
  readonly tree: string;
  readonly recipients: {
    readonly to: readonly { readonly email: string }[];
    readonly cc: readonly { readonly email: string }[];
  };
  readonly checks: readonly {
    readonly tool: string;
    readonly notRun: string | null;
    readonly errors: number;
    readonly warnings: number;
    readonly checks: number;
  }[];
}

let kernel: KernelBuild;
let outgoing: string;
/** What gcc and sparse say of the driver as it is. */
let known: readonly string[];

beforeAll(() => {
  outgoing = mkdtempSync(join(tmpdir(), 'abiwright-test-'));
  kernel = new KernelBuild();
  kernel.reset();
  known = kernel.driverWarnings();
});

afterAll(() => rmSync(outgoing, { recursive: true, force: true }));
beforeEach(() => kernel.reset());

/** Makes the mails of a proposal for the kernel, signed by a name that the run is told. */
function series(proposal: string): SeriesJson {
  const environment = { GIT_AUTHOR_NAME: 'Ada Lovelace', GIT_AUTHOR_EMAIL: 'ada@example.org' };
  const words = [
    'series',
    proposal,
    '--tree',
    kernel.folder,
    '--sign-off',
    '--out',
    join(outgoing, proposal),
    '--json',
  ];
  const { status, output, errors } = abiwright(words, { environment });
  expect(errors).toBe('');
  expect(status, output).toBe(0);
  return JSON.parse(output) as SeriesJson;
}

function mails({ directory, patches }: SeriesJson): readonly string[] {
  return patches.map((patch) => join(directory, patch.file));
}

/** The second list without what the first has, each as often as it has it. */
function beyond(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

describe.each(['ioas-map-file', 'mdev-exclusion'])('the series of %s on Linux 6.12', (proposal) => {
  let made: SeriesJson;
  beforeAll(() => {
    made = series(proposal);
  });

  test('builds after each patch without a new warning of gcc or sparse, and makes the tree that it says', () => {
    for (const mail of mails(made)) {
      kernel.git('am', '--quiet', mail);
      kernel.forget();
      expect(beyond(known, kernel.driverWarnings()), mail).toEqual([]);
    }
    expect(kernel.git('rev-parse', 'HEAD^{tree}').trim()).toBe(made.tree);
    expect(made.base).toBe(kernel.base);
  });

  test('has no fault that checkpatch.pl or kernel-doc finds', () => {
    expect(made.checks).toMatchObject([
      { tool: 'checkpatch.pl --strict', notRun: null, errors: 0, warnings: 0, checks: 0 },
      { tool: 'kernel-doc -none -Wall', notRun: null, errors: 0, warnings: 0 },
    ]);
  });

  test('has a selftest that compiles against the patched headers', () => {
    kernel.git('am', '--quiet', ...mails(made));
    const source =
      made.patches.flatMap((patch) => patch.files).find((path) => path.startsWith(selftests) && path.endsWith('.c')) ??
      '';
    const headers = kernel.make('headers');
    expect(headers.status, headers.output).toBe(0);
    const output = temporaryFolder();
    const program = source.slice(selftests.length + 1, -'.c'.length);
    const flags = [
      `OUTPUT=${output}`,
      `KHDR_INCLUDES=-isystem ${join(kernel.folder, 'usr/include')}`,
      'USERCFLAGS=-Wextra -Wno-unused-parameter -Wno-missing-field-initializers -Wno-sign-compare',
    ];
    const built = kernel.make('-C', selftests, ...flags, join(output, program));
    expect(built.status, built.output).toBe(0);
    expect(built.output).not.toMatch(/warning:/);
    const listed = spawnSync(join(output, program), ['-l'], { encoding: 'utf8' });
    expect(listed.stdout + listed.stderr).toMatch(/\beinval_size_short\b/);
  });

  test('goes to the maintainers and to linux-api', () => {
    const { recipients } = made;
    expect(recipients.to.map((each) => each.email)).toEqual(
      expect.arrayContaining(['jgg@ziepe.ca', 'kevin.tian@intel.com', 'shuah@kernel.org']),
    );
    expect(recipients.cc.map((each) => each.email)).toEqual(
      expect.arrayContaining(['iommu@lists.linux.dev', 'linux-kernel@vger.kernel.org', 'linux-api@vger.kernel.org']),
    );
  });

  test('is accepted by git send-email', () => {
    const { directory, patches } = made;
    const home = temporaryFolder();
    const { status, stdout, stderr } = spawnSync(
      'git',
      [
        'send-email',
        '--dry-run',
        '--from=Ada Lovelace <ada@example.org>',
        '--smtp-server=/bin/true',
        '--confirm=never',
        directory,
      ],
      {
        cwd: home,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'], HOME: home, LC_ALL: 'C', GIT_SEND_EMAIL_NOTTY: '1' },
      },
    );
    expect(status, stderr).toBe(0);
    expect(stdout.match(/^Dry-OK/gm)).toHaveLength(patches.length + 1);
    expect(stdout).toContain('To: Jason Gunthorpe <jgg@ziepe.ca>');
  });

  test('leaves a tree with local changes as it is', () => {
    const edited = join(kernel.folder, 'drivers/iommu/iommufd/main.c');
    writeFileSync(edited, `${readFileSync(edited, 'utf8')}/* staged */\n`);
    // Debian's tree ignores much of what it tracks.
    kernel.git('add', '--force', '--', edited);
    writeFileSync(edited, `${readFileSync(edited, 'utf8')}/* not staged */\n`);
    const state = (): string =>
      [
        'status',
        'diff',
        'diff --cached',
        'for-each-ref',
        'worktree list',
        'stash list',
        'config --local --list',
        'reflog',
      ]
        .map((words) => kernel.git(...words.split(' ')))
        .join('\0');
    const before = state();
    series(proposal);
    expect(state()).toBe(before);
  });
});
