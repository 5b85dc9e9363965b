import { describe, expect, test } from 'vitest';
import type { ProcessState } from '../../../src/host/process-state.ts';
import { StuckDetector } from '../../../src/conform/watch/stuck.ts';
import { systemCallText } from '../../../src/conform/watch/system-call.ts';

const asleep: ProcessState = { state: 'D', userTime: 100, systemTime: 20, systemCall: '16 0x13 0x3b85 0x7ffe 0x0 0x0' };

/** Looks once a second; the time of the first look that finds it stuck, in seconds. */
function stuckAfter(seconds: number, stateAt: (second: number) => ProcessState): number | null {
  const detector = new StuckDetector(10_000);
  for (let second = 0; second <= seconds; second++) if (detector.look(stateAt(second), second * 1000)) return second;
  return null;
}

describe('a process is stuck', () => {
  test('where it sleeps in one call', () => {
    expect(stuckAfter(60, () => asleep)).toBe(10);
  });

  test('where it runs in the kernel and never comes back', () => {
    expect(
      stuckAfter(60, (second) => ({ state: 'R', userTime: 100, systemTime: 20 + 95 * second, systemCall: 'running' })),
    ).toBe(10);
  });

  test('counted from when it was last seen at work', () => {
    expect(stuckAfter(60, (second) => ({ ...asleep, userTime: Math.min(100 + second, 125) }))).toBe(35);
  });
});

describe('a process is not stuck', () => {
  test.each<[string, (second: number) => ProcessState]>([
    ['where it works', (second) => ({ ...asleep, userTime: 100 + second })],
    [
      'where it makes one call after the other',
      (second) => ({ ...asleep, systemCall: `16 0x${(second + 3).toString(16)} 0x3b85` }),
    ],
    ['where it waits for others', () => ({ ...asleep, state: 'S', systemCall: '281 0x5 0x7f' })],
    ['where it is not given the processor', () => ({ ...asleep, state: 'R', systemCall: 'running' })],
    ['where nothing is told of it', () => ({ ...asleep, systemCall: null })],
    ['once it has ended', () => ({ ...asleep, state: 'Z', systemCall: null })],
  ])('%s', (_what, stateAt) => {
    expect(stuckAfter(120, stateAt)).toBeNull();
  });
});

test('a call is told by its name', () => {
  const names = (request: number): string | null => (request === 0x3b85 ? 'IOMMU_IOAS_MAP' : null);
  expect(systemCallText('16 0x13 0x3b85 0x7ffe', names)).toBe('ioctl(19, IOMMU_IOAS_MAP)');
  expect(systemCallText('16 0x13 0x5401 0x7ffe', names)).toBe('ioctl(19, 0x5401)');
  expect(systemCallText('3 0x13 0x0 0x0', names)).toBe('close(19)');
  expect(systemCallText('999 0x13 0x0 0x0', names)).toBe('system call 999(19)');
  expect(systemCallText('running', names)).toBeNull();
  expect(systemCallText(null, names)).toBeNull();
});
