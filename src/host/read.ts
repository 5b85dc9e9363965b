import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, lstatSync, openSync, readdirSync, readFileSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { systemErrorCode } from './system-error.ts';

/** Why a file could not be read. `special` is a device, pipe or socket. */
export type ReadProblem = 'missing' | 'directory' | 'special' | 'unreadable' | 'too-large' | 'not-utf-8';

export interface ReadFailure {
  readonly ok: false;
  readonly problem: ReadProblem;
  /** The problem as one clause that follows the file's name: `is a directory`, `is not UTF-8 (line 3)`. */
  readonly detail: string;
}

export type TextResult = { readonly ok: true; readonly text: string } | ReadFailure;
export type BytesResult = { readonly ok: true; readonly bytes: Buffer } | ReadFailure;

/** 4 MiB: no spec, header or recording that a person keeps is near it. */
const usualLimit = 4 << 20;

/** Reads a regular file as UTF-8, `limit` in bytes. A byte order mark is kept. Never throws for what the file is. */
export function readText(path: string, limit = usualLimit): TextResult {
  const read = readBytes(path, limit);
  if (!read.ok) return read;
  if (isUtf8(read.bytes)) return { ok: true, text: read.bytes.toString('utf8') };
  return { ok: false, problem: 'not-utf-8', detail: `is not UTF-8 (line ${firstBadLine(read.bytes)})` };
}

/** Reads a regular file, `limit` in bytes. Never throws for what the file is. */
export function readBytes(path: string, limit = usualLimit): BytesResult {
  let descriptor: number;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for a writer for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return notOpened(path, error);
  }
  try {
    const status = fstatSync(descriptor);
    if (status.isDirectory()) return { ok: false, problem: 'directory', detail: 'is a directory' };
    if (!status.isFile()) return { ok: false, problem: 'special', detail: 'is not a regular file' };
    if (status.size > limit) return tooLarge(limit);
    const bytes = readFileSync(descriptor);
    // A file of /proc has size 0 until it is read.
    return bytes.length > limit ? tooLarge(limit) : { ok: true, bytes };
  } catch (error) {
    return { ok: false, problem: 'unreadable', detail: `cannot be read (${systemErrorCode(error)})` };
  } finally {
    closeSync(descriptor);
  }
}

/** One entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

/** What is in a folder, sorted by name; null where there is no such folder or it cannot be read. */
export function listFolder(path: string): readonly FolderEntry[] | null {
  try {
    return readdirSync(path, { withFileTypes: true })
      .map((entry): FolderEntry => ({ name: entry.name, kind: kindOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return null;
  }
}

/** Every regular file below a folder, as absolute paths in the order of their names; symbolic links are not followed. */
export function filesBelow(folder: string): readonly string[] {
  return (listFolder(folder) ?? []).flatMap((entry) => {
    const path = resolve(folder, entry.name);
    if (entry.kind === 'directory') return filesBelow(path);
    return entry.kind === 'file' ? [path] : [];
  });
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): FolderEntry['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'directory' : 'other';
}

function notOpened(path: string, error: unknown): ReadFailure {
  const code = systemErrorCode(error);
  if (code === 'ENOENT' && isLink(path)) return { ok: false, problem: 'missing', detail: 'is a link to nothing' };
  if (code === 'ENOENT' || code === 'ENOTDIR') return { ok: false, problem: 'missing', detail: 'does not exist' };
  if (code === 'ELOOP') return { ok: false, problem: 'unreadable', detail: 'is a link that leads back to itself' };
  if (code === 'ENXIO') return { ok: false, problem: 'special', detail: 'is not a regular file' };
  return { ok: false, problem: 'unreadable', detail: `cannot be read (${code})` };
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function tooLarge(limit: number): ReadFailure {
  return { ok: false, problem: 'too-large', detail: `is larger than ${limit} bytes` };
}

/** A newline byte is never part of another character, so lines can be tried one by one. */
function firstBadLine(bytes: Buffer): number {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, start);
    if (!isUtf8(bytes.subarray(start, end === -1 ? bytes.length : end)) || end === -1) return line;
    start = end + 1;
    line++;
  }
}
