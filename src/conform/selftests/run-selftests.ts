import { join } from 'node:path';
import { listFolder } from '../../host/read.ts';
import { runProcess } from '../../host/run-process.ts';
import { readTap, type SelftestResults } from './read-tap.ts';

/** A program's tests have half a minute each, in their harness. */
const timeLimit = 300_000;

/**
 * Runs the programs of a folder, as compileSelftests gives it, one after the other.
 *
 * @param onStage told what is run next
 */
export async function runSelftests(folder: string, onStage: (stage: string) => void): Promise<SelftestResults> {
  const programs = (listFolder(folder) ?? []).filter(({ kind, name }) => kind === 'file' && !name.startsWith('.'));
  const all: SelftestResults[] = [];
  for (const { name } of programs) {
    onStage(`selftests of ${name}`);
    const { output, status, detail } = await runProcess(join(folder, name), [], { timeLimit });
    all.push(await readTap(name, output, status === null ? detail : null));
  }
  return {
    passed: all.flatMap((each) => each.passed),
    failed: all.flatMap((each) => each.failed),
    skipped: all.flatMap((each) => each.skipped),
  };
}
