import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * The path of a bzImage of Linux 6.12: ABIWRIGHT_KERNEL_IMAGE where that is set, else the one that `.ci/kernel-image`
 * builds (and prints).
 */
export function kernelImage(): string {
  const given = process.env['ABIWRIGHT_KERNEL_IMAGE'];
  if (given !== undefined && given !== '') return given;
  const script = fileURLToPath(new URL('../../.ci/kernel-image', import.meta.url));
  return execFileSync(script, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
