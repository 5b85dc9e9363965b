import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from './errors.ts';
import { onInterrupt } from './interrupt.ts';
import { leftover } from './leftover.ts';
import { systemErrorCode } from './system-error.ts';

/**
 * Runs `work` with a new empty folder, which is removed with all it holds afterwards, and when the process is interrupted
 * or killed.
 *
 * @throws EnvironmentError CLI0006 where there can be none
 */
export async function withTemporaryFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = makeOne();
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const takeBack = leftover({ kind: 'folder', path: folder });
  const settle = onInterrupt(remove);
  try {
    return await work(folder);
  } finally {
    settle();
    remove();
    takeBack();
  }
}

function makeOne(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'abiwright-'));
  } catch (error) {
    throw new EnvironmentError(
      'CLI0006',
      `cannot make a folder in ${tmpdir()} (${systemErrorCode(error)})`,
      'set TMPDIR to a folder that you can write to',
    );
  }
}
