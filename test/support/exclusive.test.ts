import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

const module_ = join(import.meta.dirname, 'exclusive.ts');

/** A process that holds a file, says so in `log`, and then does as it is told. */
function start(folder: string, name: string, then: string): ChildProcess {
  const program = `
    import { appendFileSync } from 'node:fs';
    import { holdExclusively } from ${JSON.stringify(module_)};
    const say = (what) => appendFileSync(${JSON.stringify(join(folder, 'log'))}, ${JSON.stringify(name)} + what + '\\n');
    holdExclusively(${JSON.stringify(join(folder, 'lock'))});
    holdExclusively(${JSON.stringify(join(folder, 'lock'))});
    say(' begins');
    ${then}`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ABIWRIGHT_TEST_HOLDS: undefined },
  });
}

function log(folder: string): readonly string[] {
  const path = join(folder, 'log');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

function ended(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('exit', resolve));
}

test('one holds a file at a time', async () => {
  const folder = temporaryFolder();
  const each = ['a', 'b', 'c', 'd'].map((name) => start(folder, name, "setTimeout(() => say(' ends'), 200);"));
  await Promise.all(each.map(ended));
  const said = log(folder);
  expect(said).toHaveLength(8);
  for (let index = 0; index < said.length; index += 2)
    expect(said[index + 1]).toBe(said[index]!.replace('begins', 'ends'));
});

test('a holder that is killed lets go, and what else is in the file does not matter', async () => {
  const folder = temporaryFolder();
  appendFileSync(join(folder, 'lock'), '1');
  const killed = start(folder, 'killed', 'setInterval(() => {}, 1000);');
  await expect.poll(() => log(folder), { timeout: 30_000 }).toEqual(['killed begins']);
  const next = start(folder, 'next', '');
  killed.kill('SIGKILL');
  await ended(next);
  expect(log(folder)).toEqual(['killed begins', 'next begins']);
});
