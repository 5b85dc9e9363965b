import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { packageRoot } from './package-root.ts';
import type { Setting } from './setting.ts';

/** What is there as long as this process is, and would stay where it is killed. */
export type Leftover =
  /** Processes to be ended, by the number of their group. */
  | { readonly kind: 'group'; readonly group: number; readonly signal: 'SIGKILL' | 'SIGTERM' }
  /** A process that goes on, and needs the folders that were declared before it as long as it does. */
  | { readonly kind: 'process'; readonly process: number }
  /** A folder to be removed. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A setting of the kernel to be put back. */
  | { readonly kind: 'setting'; readonly setting: Setting };

/**
 * Declares what is to be cleared away where this process is killed (SIGKILL, a crash) and cannot do so itself: another
 * process does it then (templates/host/caretaker). Returns what takes the declaration back.
 */
export function leftover(what: Leftover): () => void {
  const line = lineOf(what);
  if (line === null) return () => undefined;
  const tell = caretaker();
  const id = String(++newest);
  tell(`${id} ${line}\n`);
  return () => tell(`${id}\n`);
}

let newest = 0;
let telling: ((line: string) => void) | null = null;

/** Starts it if that has not been done, and gives what tells it a line. It ends with this process at the latest. */
function caretaker(): (line: string) => void {
  if (telling) return telling;
  const child = spawn('/bin/sh', [join(packageRoot(), 'templates/host/caretaker')], {
    // A session of its own: what ends this process's group, or closes its terminal, does not reach it.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: { PATH: [process.env['PATH'] ?? '', '/usr/bin', '/bin'].join(delimiter) },
    cwd: '/',
  });
  const { stdin } = child;
  // Without it all is as it should be, unless this process is killed.
  child.on('error', () => undefined);
  stdin.on('error', () => undefined);
  child.unref();
  if (stdin instanceof Socket) stdin.unref();
  return (telling = (line) => {
    // The line is with the kernel when this returns: the socket has room, and nothing is queued.
    stdin.write(line);
  });
}

/** Null for what a line cannot say. */
function lineOf(what: Leftover): string | null {
  switch (what.kind) {
    case 'group':
      return `end ${what.signal.slice('SIG'.length)} ${String(what.group)}`;
    case 'process':
      return `await ${String(what.process)}`;
    case 'folder':
      return what.path.includes('\n') ? null : `remove ${resolve(what.path)}`;
    case 'setting': {
      const { path, value } = what.setting;
      return /^\S+$/.test(value) && !path.includes('\n') ? `set ${value} ${path}` : null;
    }
  }
}
