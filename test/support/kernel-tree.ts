import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * The folder of a Linux 6.12 source tree: ABIWRIGHT_KERNEL_TREE where that is set, else the one that `.ci/kernel-tree`
 * makes of Debian's linux-source-6.12 (and prints). Tests read it, and never write to it.
 */
export function kernelTree(): string {
  const given = process.env['ABIWRIGHT_KERNEL_TREE'];
  if (given !== undefined && given !== '') return given;
  const script = fileURLToPath(new URL('../../.ci/kernel-tree', import.meta.url));
  const printed = execFileSync(script, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return printed.trim();
}
