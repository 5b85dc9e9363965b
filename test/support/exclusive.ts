import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Paths that this process holds. In its environment, since a test file has modules of its own. */
const variable = 'ABIWRIGHT_TEST_HOLDS';

/** Writes who holds the file into it, and lives until its input ends. */
const holder = 'printf %s "$1" >"$0" && exec cat';

function saidIn(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Waits until no other process holds the file `path`, which is made where it is missing, and holds it until this process
 * ends, in whatever way: for what several runs of the tests would otherwise change at the same time. Synchronous.
 *
 * The kernel's lock (flock) is a child's, whose input ends with this process.
 *
 * @param patience in milliseconds
 */
export function holdExclusively(path: string, patience = 3_000_000): void {
  const held = (process.env[variable] ?? '').split(':');
  if (held.includes(path)) return;
  if (spawnSync('flock', ['--version']).status !== 0) throw new Error('flock (util-linux) is not installed');
  const token = `${String(process.pid)} ${String(Date.now())} ${String(Math.random())}`;
  const child = spawn('flock', [path, 'sh', '-c', holder, path, token], { stdio: ['pipe', 'ignore', 'inherit'] });
  child.unref();
  for (const end = Date.now() + patience; saidIn(path) !== token; Atomics.wait(pause, 0, 0, 100))
    if (Date.now() > end) {
      child.kill();
      throw new Error(`${path} is held by another process`);
    }
  process.env[variable] = [...held, path].join(':');
}
