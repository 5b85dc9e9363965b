import { accessSync, constants } from 'node:fs';

/** Whether this user may read and write what is there, as far as can be told without opening it. */
export function mayOpen(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
