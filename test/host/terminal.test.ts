import { expect, test } from 'vitest';
import { progressOn } from '../../src/host/progress.ts';
import { columnsOf, wantsColour } from '../../src/host/terminal.ts';

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
  [{}, {}, false],
  [{}, { CI: 'true' }, false],
  [{}, { FORCE_COLOR: '1' }, true],
  [{}, { FORCE_COLOR: '' }, true],
  [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
  [{ isTTY: true }, { NO_COLOR: '1' }, false],
  [{ isTTY: true }, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [{ isTTY: true }, { NO_COLOR: '' }, true],
])('colour on %j with %j: %s', (stream, environment, expected) => {
  expect(wantsColour(stream, environment)).toBe(expected);
});

test('takes the columns of a terminal only', () => {
  expect(columnsOf({ isTTY: true, columns: 63 })).toBe(63);
  expect(columnsOf({ isTTY: true, columns: 0 })).toBe(120);
  expect(columnsOf({ columns: 63 })).toBe(120);
});

function written(isTTY: boolean, report: string): string {
  let text = '';
  const progress = progressOn({ isTTY, columns: 20, write: (part: string) => (text += part) });
  progress.report(report);
  progress.clear();
  return text;
}

test('progress is one line that goes away, and never wraps', () => {
  expect(written(true, 'checking')).toBe('\r\u001b[Kchecking\r\u001b[K');
  expect(written(true, 'x'.repeat(50))).toBe(`\r\u001b[K${'x'.repeat(19)}\r\u001b[K`);
});

test('progress says nothing where there is no terminal', () => {
  expect(written(false, 'checking')).toBe('');
});
