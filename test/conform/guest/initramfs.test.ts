import { expect, test } from 'vitest';
import { initramfs } from '../../../src/conform/guest/initramfs.ts';

interface Unpacked {
  readonly name: string;
  readonly mode: number;
  readonly content: string;
}

/** Reads an archive as the kernel does (init/initramfs.c): each header and each content begins at a multiple of 4. */
function unpack(archive: Uint8Array): readonly Unpacked[] {
  const bytes = Buffer.from(archive);
  const unpacked: Unpacked[] = [];
  for (let at = 0; ;) {
    expect(bytes.toString('latin1', at, at + 6)).toBe('070701');
    const number = (index: number): number =>
      parseInt(bytes.toString('latin1', at + 6 + 8 * index, at + 14 + 8 * index), 16);
    const [mode, size, nameSize] = [number(1), number(6), number(11)];
    const name = bytes.toString('utf8', at + 110, at + 110 + nameSize - 1);
    expect(bytes[at + 110 + nameSize - 1]).toBe(0);
    const start = (at + 110 + nameSize + 3) & ~3;
    if (name === 'TRAILER!!!') return unpacked;
    unpacked.push({ name, mode, content: bytes.toString('utf8', start, start + size) });
    at = (start + size + 3) & ~3;
  }
}

test('an archive holds its files and folders, whatever their lengths', () => {
  const entries = ['', 'a', 'ab', 'abc', 'abcd', 'abcde'].map((text, index) => ({
    path: `bin/${'x'.repeat(index + 1)}`,
    mode: 0o755,
    content: Buffer.from(text),
  }));
  expect(unpack(initramfs([{ path: 'bin', mode: 0o700, content: null }, ...entries]))).toEqual([
    { name: 'bin', mode: 0o040700, content: '' },
    ...entries.map(({ path, content }) => ({ name: path, mode: 0o100755, content: content.toString() })),
  ]);
});
