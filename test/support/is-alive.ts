import { readFileSync } from 'node:fs';

/** Is there a process of this number that has not ended? One that nobody has waited for has ended too. */
export function isAlive(process: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${String(process)}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
