import { writeSync } from 'node:fs';

/** The descriptor that a process which is watched writes to what it is at, a line each (startProcess of its watcher). */
export const progressLineDescriptor = 3;

/**
 * Writes a line at once, to standard output or another descriptor that whoever started this process has opened.
 *
 * @throws the system's error where nobody reads any more
 */
export function writeLine(descriptor: number, line: string): void {
  const bytes = Buffer.from(`${line}\n`, 'utf8');
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      // A pipe that is full, and does not wait.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** Says something on standard error, where that is no part of what the command prints. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
