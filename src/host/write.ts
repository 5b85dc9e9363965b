import { chmodSync, readFileSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EnvironmentError } from './errors.ts';
import { uninterrupted } from './interrupt.ts';
import { makeFolder } from './make-folder.ts';
import { systemErrorCode } from './system-error.ts';

/** A file to write: missing folders are made. */
export interface FileToWrite {
  readonly path: string;
  readonly content: string | Uint8Array;
  /** Permission bits of a new file, as 0o755 for a script; the usual ones where absent. A file that exists keeps its own. */
  readonly mode?: number;
}

export interface WrittenFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** False where the file already had this content: it was not touched. */
  readonly changed: boolean;
}

/** Writes one file: as a whole, or not at all. */
export function writeFile(path: string, content: string | Uint8Array): WrittenFile {
  const [written] = writeFiles([{ path, content }]);
  if (written === undefined) throw new Error('one file in, one file out');
  return written;
}

/**
 * Writes all of the files or none: each under a temporary name beside its place first, then all are renamed, and no
 * signal comes between. Files that already have their content are not touched. A symbolic link is written through.
 *
 * @throws EnvironmentError CLI0007 for a directory in a file's place or a file in a folder's, CLI0006 for any other
 *   reason; what was there before is there again
 */
export function writeFiles(files: readonly FileToWrite[]): readonly WrittenFile[] {
  return uninterrupted(() => {
    const plan = files.map(planned);
    const undo: (() => void)[] = [];
    try {
      for (const each of plan) if (each.changed) stage(each, undo);
      for (const each of plan) if (each.changed) publish(each, undo);
    } catch (error) {
      for (const step of undo.reverse()) quietly(step);
      throw error;
    }
    return plan.map(({ file, bytes, changed }) => ({ path: file.path, size: bytes.length, changed }));
  });
}

/** Removes files, and the folders that this leaves empty up to `root`. Files that are not there are no error. */
export function removeFiles(paths: readonly string[], root: string): void {
  uninterrupted(() => {
    for (const path of paths) {
      attempt(path, () => rmSync(path, { force: true }));
      for (let folder = dirname(path); folder.startsWith(root) && folder !== root; folder = dirname(folder))
        if (!removedEmpty(folder)) break;
    }
  });
}

interface Planned {
  readonly file: FileToWrite;
  readonly target: string;
  readonly temporary: string;
  readonly bytes: Uint8Array;
  readonly changed: boolean;
  /** What the file held, to bring it back; null where it is new. */
  readonly before: { readonly bytes: Uint8Array; readonly mode: number } | null;
}

let counter = 0;

function planned(file: FileToWrite): Planned {
  const target = linkTarget(file.path);
  const bytes = typeof file.content === 'string' ? Buffer.from(file.content, 'utf8') : file.content;
  const before = existing(target);
  const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.${counter++}.tmp`);
  const changed = before === null || Buffer.compare(before.bytes, bytes) !== 0;
  return { file, target, temporary, bytes, changed, before };
}

function stage({ file, target, temporary, bytes, before }: Planned, undo: (() => void)[]): void {
  attempt(file.path, () => {
    const made = makeFolder(dirname(target));
    if (made !== null) undo.push(() => rmSync(made, { recursive: true, force: true }));
    undo.push(() => rmSync(temporary, { force: true }));
    writeFileSync(temporary, bytes, { flag: 'wx' });
    const mode = before?.mode ?? file.mode;
    if (mode !== undefined) chmodSync(temporary, mode & 0o7777);
  });
}

function publish({ file, target, temporary, before }: Planned, undo: (() => void)[]): void {
  attempt(file.path, () => renameSync(temporary, target));
  undo.push(() => {
    if (before === null) rmSync(target, { force: true });
    else writeFileSync(target, before.bytes);
  });
}

function existing(target: string): Planned['before'] {
  return attempt(target, () => {
    const status = statSync(target, { throwIfNoEntry: false });
    if (status === undefined) return null;
    if (!status.isFile())
      throw new EnvironmentError('CLI0007', `cannot write ${target}: it is a directory or device, not a file`);
    return { bytes: readFileSync(target), mode: status.mode };
  });
}

function linkTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Runs a system call on behalf of `path`, and says what went wrong in terms of the command. */
function attempt<Value>(path: string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    const code = systemErrorCode(error);
    if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR') {
      const obstacle = code === 'EEXIST' ? 'a link to nothing' : 'a file';
      throw new EnvironmentError('CLI0007', `cannot write ${path}: ${obstacle} is where a folder should be (${code})`);
    }
    throw new EnvironmentError('CLI0006', `cannot write ${path} (${code})`, 'choose a folder that you can write to');
  }
}

function removedEmpty(folder: string): boolean {
  try {
    // Unlike rm, this refuses a folder that has something in it.
    rmdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function quietly(step: () => void): void {
  try {
    step();
  } catch {
    // What could not be undone is left; the first error is the one to report.
  }
}
