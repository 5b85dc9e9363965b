import { expect, it } from 'vitest';
import { aarch64 } from '../../src/layout/abi/aarch64.ts';
import { i386 } from '../../src/layout/abi/i386.ts';
import { s390x } from '../../src/layout/abi/s390x.ts';
import { x86_64 } from '../../src/layout/abi/x86_64.ts';
import { readFields, scalarPlaces, writeFields } from '../../src/model/argument.ts';
import { anonymous, member, struct } from '../support/build.ts';

const point = struct('point', [member('x', 'u8'), member('y', 'u16', { array: 2 })]);
const whole = struct('whole', [
  member('size', 'u32'),
  anonymous('union', [member('word', 'u32'), member('bytes', 'u8', { array: 4 })]),
  member('corner', point),
  member('corners', point, { array: 2 }),
  member('little', 'le32'),
  member('big', 'be16'),
  member('wide', 'u64'),
]);

it('finds every scalar, by the name that expressions have for it', () => {
  expect(scalarPlaces(whole, x86_64).map(({ name, offset, bytes }) => `${name} ${offset}+${bytes}`)).toEqual([
    'size 0+4',
    'word 4+4',
    'bytes.0 4+1',
    'bytes.1 5+1',
    'bytes.2 6+1',
    'bytes.3 7+1',
    'corner.x 8+1',
    'corner.y.0 10+2',
    'corner.y.1 12+2',
    'corners.0.x 14+1',
    'corners.0.y.0 16+2',
    'corners.0.y.1 18+2',
    'corners.1.x 20+1',
    'corners.1.y.0 22+2',
    'corners.1.y.1 24+2',
    'little 28+4',
    'big 32+2',
    'wide 40+8',
  ]);
  expect(scalarPlaces(whole, i386).at(-1)).toMatchObject({ name: 'wide', offset: 36 });
});

it.each([
  [x86_64, '04030201', '78563412', 'bbaa'],
  [aarch64, '04030201', '78563412', 'bbaa'],
  [s390x, '01020304', '78563412', 'bbaa'],
])('reads and writes in the byte order of the machine, unless the type has its own: %o', (abi, word, little, big) => {
  const bytes = new Uint8Array(48);
  writeFields(
    whole,
    bytes,
    [
      ['word', 0x01020304n],
      ['little', 0x12345678n],
      ['big', 0xbbaan],
      ['missing', 1n],
    ],
    abi,
  );
  const text = Buffer.from(bytes).toString('hex');
  expect([text.slice(8, 16), text.slice(56, 64), text.slice(64, 68)]).toEqual([word, little, big]);
  const fields = readFields(whole, bytes, abi);
  expect([fields.get('word'), fields.get('little'), fields.get('big')]).toEqual([0x01020304n, 0x12345678n, 0xbbaan]);
  expect(fields.get('bytes.0')).toBe(BigInt(`0x${word.slice(0, 2)}`));
});

it('takes what is behind the end of an argument as 0, and writes nothing there', () => {
  const bytes = Uint8Array.of(1, 0, 0, 0, 0xff, 0xff);
  expect(readFields(whole, bytes, x86_64).get('word')).toBe(0xffffn);
  writeFields(
    whole,
    bytes,
    [
      ['word', 0x04030201n],
      ['wide', 5n],
    ],
    x86_64,
  );
  expect([...bytes]).toEqual([1, 0, 0, 0, 1, 2]);
});
