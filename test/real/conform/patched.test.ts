import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abiwright } from '../../support/abiwright.ts';
import { KernelBuild } from '../../support/kernel-build.ts';
import { kernelImage } from '../../support/kernel-image.ts';
import { specsFolder } from '../../support/specs-folder.ts';

/** What `abiwright conform --json` prints, as far as the tests look at it. */
interface ConformJson {
  readonly kernel: {
    readonly name: string;
    readonly booted: { readonly image: string };
    readonly troubles: readonly unknown[];
  };
  readonly vectors: {
    readonly agreed: number;
    readonly differing: number;
    readonly skipped: readonly { readonly reason: string }[];
    readonly differences: readonly { readonly call: string; readonly spec: string; readonly kernel: string }[];
    readonly sizes: { readonly agreed: number; readonly notTried: number; readonly differences: readonly unknown[] };
  };
  readonly selftests: {
    readonly passed: number;
    readonly failed: readonly unknown[];
    readonly skipped: readonly { readonly reason: string }[];
  };
}

let kernel: KernelBuild;
let outgoing: string;
/** Kernels are kept where the user keeps them, so that only what a series changes is compiled. */
const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');

beforeAll(() => {
  kernelImage();
  outgoing = mkdtempSync(join(tmpdir(), 'abiwright-test-'));
  kernel = new KernelBuild();
});

afterAll(() => {
  kernel.reset();
  rmSync(outgoing, { recursive: true, force: true });
});

function run(words: readonly string[], due = 0, folder?: string): string {
  const environment = {
    GIT_AUTHOR_NAME: 'Ada Lovelace',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    XDG_CACHE_HOME: cache,
  };
  const { status, output, errors } = abiwright(words, { environment, ...(folder === undefined ? {} : { folder }) });
  expect(status, output + errors).toBe(due);
  return output;
}

/** Proposals, each with a check of an ioctl that it adds or changes, and the errno that the series has there. */
const proposals = [
  { proposal: 'ioas-map-file', check: 'lookup: file, id: fd, errno: ', errno: 'EBADF' },
  { proposal: 'mdev-exclusion', check: 'flags != (FIXED_IOVA | RESUME_VA)\n            errno: ', errno: 'EINVAL' },
];

describe.each(proposals)('a kernel with the series of $proposal', ({ proposal, check, errno }) => {
  let report: ConformJson;

  beforeAll(() => {
    kernel.reset();
    const out = join(outgoing, proposal);
    const made = run(['series', proposal, '--tree', kernel.folder, '--sign-off', '--out', out, '--json']);
    const { patches } = JSON.parse(made) as { readonly patches: readonly { readonly file: string }[] };
    kernel.git('am', '--quiet', ...patches.map((each) => join(out, each.file)));
    const words = ['conform', proposal, '--tree', kernel.folder, '--only', 'vectors', '--only', 'selftests', '--json'];
    report = JSON.parse(run(words)) as ConformJson;
  });

  test('boots, and reports nothing of itself', () => {
    expect(report.kernel.name).toMatch(/^Linux 6\.12\.\d+ x86_64$/);
    expect(report.kernel.troubles).toEqual([]);
  });

  test('makes every check before what is still to be written, and no call that comes to it differs', () => {
    expect(report.vectors.differing).toBe(0);
    expect(report.vectors.agreed).toBeGreaterThan(250);
    expect(report.selftests.failed).toEqual([]);
    expect(report.selftests.passed).toBeGreaterThan(0);
  });

  test('has a reason for each that was skipped: the effect is a stub', () => {
    const reasons = [...report.vectors.skipped, ...report.selftests.skipped].map((each) => each.reason);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) expect(reason).not.toBe('');
  });

  test('has the sizes of every argument tried, those of ioctls with a stub among them', () => {
    const { agreed, notTried, differences } = report.vectors.sizes;
    expect(differences).toEqual([]);
    expect(notTried).toBe(0);
    expect(agreed).toBeGreaterThan(200);
  });

  test('tells that a check of the spec is wrong, though all that lies behind it is a stub', () => {
    const folder = specsFolder(outgoing, `proposals/${proposal}/proposal.yaml`, (text) =>
      text.replace(`${check}${errno}`, `${check}EXDEV`),
    );
    const { vectors } = JSON.parse(run(again(), 1, folder)) as ConformJson;
    expect(vectors.differences).toContainEqual(
      expect.objectContaining({ call: 'the call', spec: 'EXDEV', kernel: errno }),
    );
  });

  test('differs where the effect is said to be there', () => {
    const { vectors } = JSON.parse(run([...again(), '--implemented'], 1)) as ConformJson;
    expect(vectors.skipped).toEqual([]);
    expect(vectors.differing).toBeGreaterThan(0);
    expect(vectors.differences.filter((each) => each.kernel !== 'EOPNOTSUPP')).toEqual([]);
  });

  /** The vectors once more, on the kernel that was built. */
  function again(): readonly string[] {
    return ['conform', proposal, '--kernel', report.kernel.booted.image, '--only', 'vectors', '--json'];
  }
});
