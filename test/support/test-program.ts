import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** How a program of selftests ended. */
export interface TestRun {
  readonly status: number | null;
  /** The names of the tests (`fixture.name`) by how each ended, and why it was skipped. */
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: ReadonlyMap<string, string>;
}

const warnings = '-Wall -Werror -Wextra -Wno-unused-parameter -Wno-missing-field-initializers -Wno-sign-compare';

/** Compiles programs of selftests as the kernel's own Makefile would, and runs them. */
export class TestPrograms {
  private readonly folder: string;
  private readonly include: readonly string[];

  /**
   * @param folder an empty one, for what is made
   * @param selftests the kernel's tools/testing/selftests
   * @param include folders with headers, the first that has one wins
   */
  constructor(folder: string, selftests: string, include: readonly string[]) {
    this.folder = folder;
    this.include = include;
    mkdirSync(join(folder, 'iommu'));
    for (const header of ['kselftest.h', 'kselftest_harness.h'])
      symlinkSync(join(selftests, header), join(folder, header));
  }

  /** Compiles a program. Returns what the compiler says: nothing, if all is well. */
  compile(name: string, text: string): string {
    const source = join(this.folder, 'iommu', `${name}.c`);
    writeFileSync(source, text);
    return this.gcc(['-D_GNU_SOURCE=', ...warnings.split(' '), source, '-o', join(this.folder, name)]);
  }

  /** Compiles a library to be preloaded. */
  library(name: string, source: string): string {
    const said = this.gcc(['-shared', '-fPIC', source, '-o', join(this.folder, name), '-ldl']);
    if (said !== '') throw new Error(said);
    return join(this.folder, name);
  }

  run(name: string, environment: Readonly<Record<string, string>> = {}): TestRun {
    const options = { encoding: 'utf8', env: { ...process.env, ...environment } } as const;
    const { status, stdout } = spawnSync(join(this.folder, name), options);
    const results = [...stdout.matchAll(/^(ok|not ok) \d+ (\S+)(?: # SKIP (.*))?$/gm)];
    const named = (word: string): readonly string[] =>
      results.flatMap(([, result, test = '', why]) => (result === word && why === undefined ? [test] : []));
    const skipped = results.flatMap(([, , test = '', why]) => (why === undefined ? [] : [[test, why] as const]));
    return { status, passed: named('ok'), failed: named('not ok'), skipped: new Map(skipped) };
  }

  private gcc(words: readonly string[]): string {
    const folders = this.include.flatMap((each) => ['-isystem', each]);
    const { status, stderr } = spawnSync('gcc-12', ['-O2', ...folders, ...words], { encoding: 'utf8' });
    return status === 0 || stderr !== '' ? stderr : `gcc ended with ${String(status)}`;
  }
}

/** The number of an errno on this machine. */
export function errnoNumber(name: keyof typeof constants.errno): string {
  return String(constants.errno[name]);
}
