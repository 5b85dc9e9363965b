import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onInterrupt } from './interrupt.ts';

/** Runs `work` with a new empty folder, which is removed with all it holds afterwards, and when the process is interrupted. */
export async function withTemporaryFolder<Value>(work: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = mkdtempSync(join(tmpdir(), 'abiwright-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  const settle = onInterrupt(remove);
  try {
    return await work(folder);
  } finally {
    settle();
    remove();
  }
}
