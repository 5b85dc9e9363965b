import { expect, test } from 'vitest';
import { currentTime } from '../../src/host/clock.ts';

test('SOURCE_DATE_EPOCH sets the time', () => {
  expect(currentTime({ SOURCE_DATE_EPOCH: '1731881708' }).toISOString()).toBe('2024-11-17T22:15:08.000Z');
});

test.each([undefined, '', 'yesterday', '1e3', '-5'])('SOURCE_DATE_EPOCH=%s is no time: the clock is read', (value) => {
  expect(Math.abs(currentTime({ SOURCE_DATE_EPOCH: value }).getTime() - Date.now())).toBeLessThan(60_000);
});
