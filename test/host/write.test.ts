import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EnvironmentError } from '../../src/host/errors.ts';
import { filesBelow } from '../../src/host/read.ts';
import { removeFiles, writeFile, writeFiles } from '../../src/host/write.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function failure(work: () => unknown): EnvironmentError {
  try {
    work();
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

test('writes files and makes their folders', () => {
  const folder = temporaryFolder();
  const written = writeFiles([
    { path: join(folder, 'a/b/c'), content: 'caf\u00e9' },
    { path: join(folder, 'a/d'), content: new Uint8Array([0, 255]), mode: 0o755 },
  ]);
  expect(written).toEqual([
    { path: join(folder, 'a/b/c'), size: 5, changed: true },
    { path: join(folder, 'a/d'), size: 2, changed: true },
  ]);
  expect(readFileSync(join(folder, 'a/b/c'), 'utf8')).toBe('caf\u00e9');
  expect([...readFileSync(join(folder, 'a/d'))]).toEqual([0, 255]);
  expect(statSync(join(folder, 'a/d')).mode & 0o777).toBe(0o755);
});

test('does not touch a file that has its content already', () => {
  const file = join(temporaryFolder(), 'a');
  writeFileSync(file, 'same');
  utimesSync(file, 1000, 1000);
  expect(writeFile(file, 'same').changed).toBe(false);
  expect(statSync(file).mtimeMs).toBe(1_000_000);
  expect(writeFile(file, 'other').changed).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('other');
});

test('leaves no temporary file', () => {
  const folder = temporaryFolder();
  writeFile(join(folder, 'a'), 'x');
  writeFile(join(folder, 'a'), 'y');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('keeps the permissions of a file that it replaces', () => {
  const file = join(temporaryFolder(), 'a');
  writeFileSync(file, 'x');
  chmodSync(file, 0o640);
  writeFile(file, 'y');
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

test('writes through a symbolic link and keeps it', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'real'), 'x');
  symlinkSync('real', join(folder, 'link'));
  writeFile(join(folder, 'link'), 'y');
  expect(lstatSync(join(folder, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real'), 'utf8')).toBe('y');
});

test('writes none of the files when one is a directory', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'b'));
  writeFileSync(join(folder, 'a'), 'before');
  const error = failure(() =>
    writeFiles([
      { path: join(folder, 'a'), content: 'after' },
      { path: join(folder, 'new/c'), content: 'x' },
      { path: join(folder, 'b'), content: 'x' },
    ]),
  );
  expect(error.code).toBe('CLI0007');
  expect(error.exitStatus).toBe(2);
  expect(filesBelow(folder)).toEqual([join(folder, 'a')]);
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('before');
});

test('writes none of the files when a file is where a folder should be', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  const error = failure(() =>
    writeFiles([
      { path: join(folder, 'new/c'), content: 'x' },
      { path: join(folder, 'file/below'), content: 'x' },
    ]),
  );
  expect(error.code).toBe('CLI0007');
  expect(readdirSync(folder)).toEqual(['file']);
});

test('leaves nothing behind when a later folder cannot be made', () => {
  const folder = temporaryFolder();
  const error = failure(() =>
    writeFiles([
      { path: join(folder, 'new/c'), content: 'x' },
      { path: '/proc/abiwright/a', content: 'x' },
    ]),
  );
  expect(error.code).toBe('CLI0006');
  expect(readdirSync(folder)).toEqual([]);
});

test('brings back what was there when a later file cannot be put in its place', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a'), 'before');
  const error = failure(() =>
    writeFiles([
      { path: join(folder, 'a'), content: 'after' },
      { path: join(folder, 'new'), content: 'x' },
      { path: join(folder, 'both'), content: 'a file' },
      { path: join(folder, 'both/below'), content: 'and a folder' },
    ]),
  );
  expect(error.code).toBe('CLI0007');
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['a']);
});

test('a name that is too long is an error of the environment', () => {
  expect(failure(() => writeFile(join(temporaryFolder(), 'n'.repeat(256)), 'x')).code).toBe('CLI0006');
});

test('says where nothing can be written, and does not wait for ever', () => {
  expect(failure(() => writeFile('/proc/abiwright/a', 'x')).code).toBe('CLI0006');
});

test('removes files and the folders that become empty, and nothing else', () => {
  const folder = temporaryFolder();
  writeFiles(['x/y/1', 'x/y/2', 'x/z/3'].map((name) => ({ path: join(folder, name), content: '' })));
  removeFiles([join(folder, 'x/y/1'), join(folder, 'x/y/2'), join(folder, 'x/none')], folder);
  expect(filesBelow(folder)).toEqual([join(folder, 'x/z/3')]);
  expect(readdirSync(join(folder, 'x'))).toEqual(['z']);
});
