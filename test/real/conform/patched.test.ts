import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abiwright } from '../../support/abiwright.ts';
import { KernelBuild } from '../../support/kernel-build.ts';
import { kernelImage } from '../../support/kernel-image.ts';

/** What `abiwright conform --json` prints, as far as the tests look at it. */
interface ConformJson {
  readonly kernel: { readonly name: string; readonly troubles: readonly unknown[] };
  readonly vectors: {
    readonly agreed: number;
    readonly differing: number;
    readonly skipped: readonly { readonly reason: string }[];
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

function run(words: readonly string[]): string {
  const environment = {
    GIT_AUTHOR_NAME: 'Ada Lovelace',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    XDG_CACHE_HOME: cache,
  };
  const { status, output, errors } = abiwright(words, { environment });
  expect(status, output + errors).toBe(0);
  return output;
}

describe.each(['ioas-map-file', 'mdev-exclusion'])('a kernel with the series of %s', (proposal) => {
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
});
