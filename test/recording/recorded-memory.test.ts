import { expect, it } from 'vitest';
import type { IoctlEvent } from '../../src/recording/event.ts';
import { RecordedMemory } from '../../src/recording/recorded-memory.ts';
import { called, eventsOf } from '../support/recordings.ts';

const mem = [
  { start: '0x5000', end: '0x6000', prot: 'rw-s' },
  { start: '0x1000', end: '0x2000', prot: 'r--p' },
  { start: '0x2000', end: '0x3000', prot: '-w-p' },
  { start: '0x7000', end: '0x8000', prot: '---p' },
];
const text = called({ nr: 0x84, words: [1], more: { mem, array_in: '01020304', array_out: '01020304' } });
const memory = (): RecordedMemory => new RecordedMemory(eventsOf(text)[0] as IoctlEvent, 0x5ffen);

it.each([
  [0x1000n, 0x1000n, true, false],
  [0x1000n, 0x2000n, true, false],
  [0x1fffn, 2n, true, false],
  [0x2000n, 0x1000n, true, true],
  [0x2000n, 0x1001n, false, false],
  [0xfffn, 2n, false, false],
  [0x4000n, 0x2000n, false, false],
  [0x5000n, 0x1000n, true, true],
  [0x7000n, 1n, false, false],
  [0x9000n, 0n, true, true],
])('knows which memory was mapped: %x, %x bytes', (address, length, readable, writable) => {
  expect(memory().covers(address, length, false)).toBe(readable);
  expect(memory().covers(address, length, true)).toBe(writable);
});

it('takes pages for mapped of which a part is', () => {
  const part = called({ nr: 0x84, words: [1], more: { mem: [{ start: '0x1800', end: '0x2200', prot: 'rw-p' }] } });
  const own = new RecordedMemory(eventsOf(part)[0] as IoctlEvent, 0n);
  expect(own.covers(0x1000n, 0x2000n, true)).toBe(true);
  expect(own.covers(0xfffn, 2n, true)).toBe(false);
  expect(own.covers(0x2fffn, 2n, true)).toBe(false);
});

it('reads what was recorded of the array, and zeros elsewhere', () => {
  expect(memory().read(0x5ffdn, 3)).toEqual(Uint8Array.of(0, 1, 2));
  expect(memory().read(0x5ffen, 3)).toBeNull();
  expect(memory().read(0x1000n, 2)).toEqual(Uint8Array.of(0, 0));
});

it('shows what the array has become, and forgets what is written beside it', () => {
  const own = memory();
  expect(own.write(0x5ffcn, Uint8Array.of(7, 8, 9))).toBe(true);
  expect(own.write(0x5fffn, Uint8Array.of(5))).toBe(true);
  expect(own.write(0x5fffn, Uint8Array.of(6, 6))).toBe(false);
  expect(own.arrayAfter()).toEqual(Uint8Array.of(9, 5, 3, 4));
});

it('has no array where none was recorded', () => {
  const event = eventsOf(called({ nr: 0x84, words: [1] }))[0] as IoctlEvent;
  const bare = new RecordedMemory(event, 0n);
  expect(bare.arrayAfter()).toBeNull();
});

it('takes all memory to be there where none was recorded, and none where none was there', () => {
  const covers = (more: Record<string, unknown>): boolean =>
    new RecordedMemory(eventsOf(called({ nr: 0x84, words: [1], more }))[0] as IoctlEvent, 0n).covers(0n, 1n, true);
  expect(covers({})).toBe(true);
  expect(covers({ mem: [] })).toBe(false);
});
