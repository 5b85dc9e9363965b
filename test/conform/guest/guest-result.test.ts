import { describe, expect, test } from 'vitest';
import type { Booted, GuestEnding } from '../../../src/conform/guest/boot.ts';
import { guestResult, type GuestFiles } from '../../../src/conform/guest/guest-result.ts';

const poweredOff: GuestEnding = { how: 'ended', emulator: { status: 0, signal: null, notStarted: null } };
const nothing: GuestFiles = { status: null, output: null, tainted: null, locks: null };
const good: GuestFiles = { status: '0\n', output: '{}', tainted: '0\n', locks: ' debug_locks:        1\n' };

function booted(change: Partial<Booted>): Booted {
  return {
    accelerator: 'tcg',
    ending: poweredOff,
    seconds: 4,
    said: ['begun', 'running', 'ended 0'],
    progress: 'vectors of IOMMU_DESTROY',
    troubles: [],
    tail: ['the last line'],
    errors: '',
    ...change,
  };
}

function codes(change: Partial<Booted>, files: GuestFiles): readonly string[] {
  const { troubles, ended } = guestResult(booted(change), files);
  if (ended === null) expect(troubles).not.toEqual([]);
  return troubles.map((each) => each.code);
}

test('a command that ended is told with what it printed', () => {
  expect(guestResult(booted({}), good)).toEqual({ troubles: [], ended: { status: 0, output: '{}' } });
});

describe('a guest that did not bring back a result says why', () => {
  test.each([
    ['nothing printed', 'CON0106', { ending: { how: 'never-printed', limit: 60_000 }, said: [] }],
    ['no program', 'CON0106', { ending: { how: 'never-began', limit: 60_000 }, said: [] }],
    ['no sign of life', 'CON0105', { ending: { how: 'silent', limit: 60_000 }, said: ['begun', 'running'] }],
    ['too long', 'CON0111', { ending: { how: 'too-long', limit: 60_000 }, said: ['begun', 'running'] }],
    ['reset before', 'CON0107', { said: [] }],
    ['reset in the middle', 'CON0107', { said: ['begun', 'running'] }],
    ['no 9p', 'CON0107', { said: ['begun', "failed at mounting the host's files"] }],
    ['no device', 'CON0108', { said: ['begun', 'missing /dev/iommu'] }],
    ['a full disk', 'CON0112', { said: ['begun', 'running', 'failed at writing the results'] }],
  ] satisfies [string, string, Partial<Booted>][])('%s: %s', (_what, code, change) => {
    expect(codes(change, nothing)).toEqual([code]);
  });

  test('a panic is the reason itself', () => {
    const panic = { code: 'CON0101', message: 'the kernel panicked', lines: [] } as const;
    expect(codes({ said: ['begun', 'running'], troubles: [panic] }, nothing)).toEqual(['CON0101']);
  });

  test('where a limit ended it, that is told beside what the kernel reports', () => {
    const warning = { code: 'CON0104', message: 'the kernel warned', lines: [] } as const;
    const silent: GuestEnding = { how: 'silent', limit: 1000 };
    expect(codes({ ending: silent, said: ['begun', 'running'], troubles: [warning] }, nothing)).toEqual([
      'CON0104',
      'CON0105',
    ]);
  });

  test.each([
    ['no status', { ...good, status: null }],
    ['half a status', { ...good, status: '' }],
    ['no output', { ...good, output: null }],
  ])('%s', (_what, files) => {
    expect(codes({}, files)).toEqual(['CON0112']);
  });

  test('what it was at is shown as text, whatever the guest sent', () => {
    const { troubles } = guestResult(
      booted({ ending: { how: 'silent', limit: 1000 }, said: ['begun'], progress: 'a\u001b[2Jb' }),
      nothing,
    );
    expect(troubles[0]?.message).toBe('the guest gave no sign of life for 1 s; it was at: a\\x1b[2Jb');
  });
});

describe('what the console did not show', () => {
  test.each([
    ['0\n', []],
    ['4096\n', []],
    ['512\n', ['CON0104']],
    ['128\n', ['CON0104']],
    ['16384\n', ['CON0104']],
  ])('a kernel that is tainted %s', (tainted, expected) => {
    expect(codes({}, { ...good, tainted })).toEqual(expected);
  });

  test('a lock checker that is off', () => {
    expect(codes({}, { ...good, locks: ' debug_locks:                  0\n' })).toEqual(['CON0102']);
  });

  test('is not told twice', () => {
    const warning = { code: 'CON0104', message: 'the kernel warned', lines: [] } as const;
    expect(codes({ troubles: [warning] }, { ...good, tainted: '512\n' })).toEqual(['CON0104']);
  });
});

describe('QEMU itself', () => {
  test.each([
    ['killed', 'CON0109', { status: null, signal: 'SIGKILL', notStarted: null }],
    ['unable', 'CON0109', { status: 1, signal: null, notStarted: null }],
    ['not installed', 'CON0110', { status: null, signal: null, notStarted: 'ENOENT' }],
  ])('that is %s is no fault of the kernel', (_what, code, emulator) => {
    const change: Partial<Booted> = { ending: { how: 'ended', emulator }, said: ['begun'], errors: 'out of memory\n' };
    expect(() => guestResult(booted(change), nothing)).toThrow(expect.objectContaining({ code, exitStatus: 2 }));
  });
});
