import { expect, test } from 'vitest';
import { nearest } from '../../src/diagnostics/nearest.ts';

test.each([
  ['lenght', ['size', 'length', 'flags'], 'length'],
  ['chek', ['check', 'generate'], 'check'],
  ['CLI0012', ['CLI0011', 'SPEC0012'], 'CLI0011'],
  ['Flags', ['flags'], 'flags'],
  ['nothing', ['size', 'length'], null],
  ['x', [], null],
])('of %s among %j: %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});
