import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow, listFolder, readBytes, readText } from '../../src/host/read.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('reads UTF-8 as it is, a byte order mark included', () => {
  const file = join(temporaryFolder(), 'a');
  writeFileSync(file, '\ufeffcaf\u00e9\r\n');
  expect(readText(file)).toEqual({ ok: true, text: '\ufeffcaf\u00e9\r\n' });
});

test('tells apart why a file cannot be read', () => {
  const folder = temporaryFolder();
  const problem = (path: string): string => {
    const read = readText(path, 100);
    return read.ok ? 'read' : read.problem;
  };
  writeFileSync(join(folder, 'latin-1'), Buffer.from('one\ntwo\ncaf\xe9\n', 'latin1'));
  writeFileSync(join(folder, 'large'), 'x'.repeat(101));
  writeFileSync(join(folder, 'just-fits'), 'x'.repeat(100));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  symlinkSync('loop', join(folder, 'loop'));

  expect(problem(join(folder, 'none'))).toBe('missing');
  expect(problem(join(folder, 'large', 'below-a-file'))).toBe('missing');
  expect(problem(folder)).toBe('directory');
  expect(problem(join(folder, 'pipe'))).toBe('special');
  expect(problem('/dev/zero')).toBe('special');
  expect(problem(join(folder, 'loop'))).toBe('unreadable');
  expect(problem(join(folder, 'large'))).toBe('too-large');
  expect(problem(join(folder, 'latin-1'))).toBe('not-utf-8');
  expect(problem(join(folder, 'just-fits'))).toBe('read');
});

test('says on which line a file stops being UTF-8', () => {
  const file = join(temporaryFolder(), 'a');
  writeFileSync(file, Buffer.from('one\ntwo\ncaf\xe9\n', 'latin1'));
  expect(readText(file)).toMatchObject({ detail: 'is not UTF-8 (line 3)' });
});

test('limits a file whose size is only known once it is read', () => {
  expect(readBytes('/proc/self/status', 10)).toMatchObject({ ok: false, problem: 'too-large' });
});

test('lists a folder by name, and null for what is none', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'b'), '');
  mkdirSync(join(folder, 'a'));
  symlinkSync('b', join(folder, 'c'));
  expect(listFolder(folder)).toEqual([
    { name: 'a', kind: 'directory' },
    { name: 'b', kind: 'file' },
    { name: 'c', kind: 'other' },
  ]);
  expect(listFolder(join(folder, 'b'))).toBeNull();
  expect(listFolder(join(folder, 'none'))).toBeNull();
});

test('finds all regular files below a folder and follows no link', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'x/y'), { recursive: true });
  writeFileSync(join(folder, 'x/y/2'), '');
  writeFileSync(join(folder, 'x/1'), '');
  symlinkSync('..', join(folder, 'x/up'));
  expect(filesBelow(folder)).toEqual([join(folder, 'x/1'), join(folder, 'x/y/2')]);
});
