import { readFileSync, writeFileSync } from 'node:fs';
import { systemErrorCode } from './system-error.ts';

/** A setting of the kernel: a file of proc, sysfs or debugfs, which takes effect as it is written. */
export interface Setting {
  readonly path: string;
  /** Without the end of the line. */
  readonly value: string;
}

/** What it is now; where it cannot be read, the system's error. */
export function readSetting(path: string): Setting | { readonly error: string } {
  try {
    return { path, value: readFileSync(path, 'latin1').trim() };
  } catch (error) {
    return { error: systemErrorCode(error) };
  }
}

/** False where it is not taken. */
export function writeSetting({ path, value }: Setting): boolean {
  try {
    // Never makes a file.
    writeFileSync(path, value, { flag: 'r+' });
    return true;
  } catch {
    return false;
  }
}
