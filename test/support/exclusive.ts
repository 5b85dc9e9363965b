import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

const pause = new Int32Array(new SharedArrayBuffer(4));

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch {
    return false;
  }
}

function isFree(path: string): boolean {
  try {
    const descriptor = openSync(path, 'wx');
    writeSync(descriptor, String(process.pid));
    closeSync(descriptor);
    return true;
  } catch {
    const holder = Number(readFileSync(path, { encoding: 'utf8', flag: 'a+' }));
    // Left by a process that was killed. A number that is not written yet counts as a holder.
    if (holder > 0 && holder !== process.pid && !isAlive(holder)) rmSync(path, { force: true });
    return holder === process.pid;
  }
}

/**
 * Waits until no other process holds `path`, and holds it until this process ends: for what several runs of the tests
 * would otherwise change at the same time. Synchronous.
 *
 * @param patience in milliseconds
 */
export function holdExclusively(path: string, patience = 3_000_000): void {
  const end = Date.now() + patience;
  while (!isFree(path)) {
    if (Date.now() > end) throw new Error(`${path} is held by another process`);
    Atomics.wait(pause, 0, 0, 500);
  }
  process.once('exit', () => rmSync(path, { force: true }));
}
