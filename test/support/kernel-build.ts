import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdExclusively } from './exclusive.ts';

/** How a program ended, with all that it printed. */
export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

const driver = 'drivers/iommu/iommufd';

/**
 * A kernel in which iommufd can be built patch by patch: the folder that `.ci/kernel-build-folder` makes and prints.
 * It is shared, so it is held from other runs of the tests for as long as the process lives, and a test begins with
 * `reset`.
 */
export class KernelBuild {
  readonly folder: string;
  /** The commit that the tree is of. */
  readonly base: string;

  constructor() {
    const script = fileURLToPath(new URL('../../.ci/kernel-build-folder', import.meta.url));
    this.folder = execFileSync(script, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
    holdExclusively(`${this.folder}.held`);
    this.base = this.git('rev-parse', 'refs/remotes/origin/HEAD^{commit}').trim();
  }

  git(...gitArguments: readonly string[]): string {
    return execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...gitArguments], {
      cwd: this.folder,
      encoding: 'utf8',
    });
  }

  /** The tree as it is at the base, with nothing built of the driver. */
  reset(): void {
    spawnSync('git', ['am', '--abort'], { cwd: this.folder });
    this.git('checkout', '--quiet', '--force', '--detach', this.base);
    this.git('clean', '--quiet', '--force', '--', driver, 'include/uapi', 'tools/testing/selftests/iommu');
    this.forget();
  }

  /** Removes what was built of the driver, so that all of it is compiled again. */
  forget(): void {
    const folder = join(this.folder, driver);
    for (const file of readdirSync(folder)) if (/\.(?:o|a)$|^\..*\.cmd$/.test(file)) rmSync(join(folder, file));
  }

  make(...makeArguments: readonly string[]): Ran {
    const { status, stdout, stderr } = spawnSync('make', ['-j2', ...makeArguments], {
      cwd: this.folder,
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return { status, output: stdout + stderr };
  }

  /**
   * Builds the driver with gcc's further warnings and sparse, and gives what they say, without line numbers, which
   * move with every edit.
   */
  driverWarnings(): readonly string[] {
    const { status, output } = this.make('W=1', 'C=2', `${driver}/`);
    if (status !== 0) throw new Error(output);
    const said = output.split('\n').filter((line) => /\b(?:warning|error):/.test(line));
    return said.map((line) => line.replace(/:\d+(?::\d+)?:/, ':')).sort();
  }
}
