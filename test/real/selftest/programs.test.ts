import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmittedFile, Subject } from '../../../src/emit/file.ts';
import { selftestPrograms } from '../../../src/emit/selftest/selftest.ts';
import { uapiHeader } from '../../../src/emit/uapi/header.ts';
import { KernelBuild } from '../../support/kernel-build.ts';
import { iommufd, iommufdProposal } from '../../support/specs.ts';
import { printer } from '../../support/templates.ts';
import { errnoNumber, TestPrograms, type TestRun } from '../../support/test-program.ts';

const base: Subject = { interface: iommufd().interface, proposal: null, explored: null };

let kernel: KernelBuild;
let folder: string;

beforeAll(() => {
  kernel = new KernelBuild();
  kernel.reset();
  const headers = kernel.make('headers');
  if (headers.status !== 0) throw new Error(headers.output);
  folder = mkdtempSync(join(tmpdir(), 'abiwright-selftest-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function subjectOf(name: string): Subject {
  if (name === base.interface.name) return base;
  const proposal = iommufdProposal(name);
  return { interface: proposal.result, proposal, explored: null };
}

function programName({ path }: EmittedFile): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.c'.length);
}

describe.each([base.interface.name, 'ioas-map-file', 'mdev-exclusion'])('the selftests of %s', (name) => {
  let files: readonly EmittedFile[];
  let programs: TestPrograms;
  let preloaded: string;
  /** What the compiler says. */
  let said: readonly string[];

  beforeAll(() => {
    const subject = subjectOf(name);
    files = selftestPrograms(subject, printer());
    const own = join(folder, name);
    mkdirSync(join(own, 'include/linux'), { recursive: true });
    // The kernel has the declarations of a base; those of a proposal are its own.
    if (subject.proposal !== null)
      writeFileSync(join(own, 'include/linux/iommufd.h'), uapiHeader(subject, printer())[0]?.text ?? '');
    mkdirSync(join(own, 'built'));
    const include = [join(own, 'include'), join(kernel.folder, 'usr/include')];
    programs = new TestPrograms(join(own, 'built'), join(kernel.folder, 'tools/testing/selftests'), include);
    said = files.map((file) => programs.compile(programName(file), file.text));
    preloaded = programs.library('answering-kernel.so', join(import.meta.dirname, 'answering-kernel.c'));
  });

  function runAll(environment: Readonly<Record<string, string>> = {}): readonly TestRun[] {
    return files.map((file) => programs.run(programName(file), environment));
  }

  /** On a kernel that answers every request under test in the same way. */
  function answered(errno: string): readonly TestRun[] {
    return runAll({ LD_PRELOAD: preloaded, ANSWER: errno });
  }

  test('compile without a warning', () => {
    expect(said.join('')).toBe('');
  });

  test('have nothing that checkpatch.pl --strict would change', () => {
    for (const file of files) {
      const path = join(folder, `${programName(file)}.c`);
      writeFileSync(path, file.text);
      const words = ['scripts/checkpatch.pl', '--no-tree', '--strict', '--terse', '--show-types', '--file', path];
      const { status, stdout } = spawnSync('perl', words, { cwd: kernel.folder, encoding: 'utf8' });
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    }
  });

  test('skip all, and say why, where there is no device', () => {
    for (const run of runAll()) {
      expect(run.status).toBe(0);
      expect([...run.passed, ...run.failed]).toEqual([]);
      expect(new Set(run.skipped.values())).toEqual(new Set(['/dev/iommu: No such file or directory']));
    }
  });

  test('skip all on a kernel that knows none of the ioctls', () => {
    for (const run of answered(errnoNumber('ENOTTY'))) {
      expect([...run.passed, ...run.failed]).toEqual([]);
      expect([...run.skipped.values()].every((each) => /^the kernel has no IOMMU_\w+$/.test(each))).toBe(true);
    }
  });

  test.each(['EOPNOTSUPP', 'E2BIG', 'EINVAL'] as const)('do not pass on a kernel that answers %s to all', (errno) => {
    // What the kernel that answers can do is no answer to all.
    const passed = answered(errnoNumber(errno)).flatMap((run) => run.passed);
    expect(passed.filter((each) => !each.startsWith('ioas_alloc.'))).toEqual([]);
  });

  test('fail for each check of the argument on a kernel that has none', () => {
    for (const { passed } of answered('0'))
      expect(passed.filter((each) => !/\.(?:success|tail_zero|size_first_version)/.test(each))).toEqual([]);
  });
});
