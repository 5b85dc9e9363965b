import { closeSync, openSync } from 'node:fs';

/** True where a file or device can be opened for reading and writing. It is closed again. */
export function canOpen(path: string): boolean {
  try {
    closeSync(openSync(path, 'r+'));
    return true;
  } catch {
    return false;
  }
}
