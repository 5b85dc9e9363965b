import type { Row } from '../machine/value.ts';

/** What a descriptor stands for. */
interface OpenFile {
  readonly path: string;
  /** Null for a file that is no context: a fault queue's, for one. */
  readonly context: Row | null;
}

/** The descriptors of the recorded processes. */
export class Descriptors {
  /** By process and number; a file that was opened later comes later. */
  private readonly open = new Map<string, OpenFile>();

  opened(pid: number, fd: number, file: OpenFile): void {
    const key = keyOf(pid, fd);
    this.open.delete(key);
    this.open.set(key, file);
  }

  /** The file behind a descriptor; null where it was never opened. */
  find(pid: number, fd: number): OpenFile | null {
    const own = this.open.get(keyOf(pid, fd));
    if (own) return own;
    // No event tells of a fork: a child has the descriptors of its parent from the start, and copies of them.
    const inherited = [...this.open].findLast(([key]) => key.endsWith(keyOf('', fd)))?.[1];
    if (inherited) this.opened(pid, fd, inherited);
    return inherited ?? null;
  }

  /** The numbers of a process's descriptors. */
  of(pid: number): readonly number[] {
    const prefix = keyOf(pid, '');
    return [...this.open.keys()].filter((key) => key.startsWith(prefix)).map((key) => Number(key.slice(prefix.length)));
  }

  /** Closes a descriptor. Returns the file if no other descriptor has it, else null. */
  closed(pid: number, fd: number): OpenFile | null {
    const key = keyOf(pid, fd);
    const file = this.open.get(key) ?? null;
    this.open.delete(key);
    return file && [...this.open.values()].includes(file) ? null : file;
  }
}

function keyOf(pid: number | '', fd: number | ''): string {
  return `${pid}:${fd}`;
}
