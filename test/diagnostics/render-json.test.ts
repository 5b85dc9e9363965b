import { expect, test } from 'vitest';
import { finding } from '../../src/diagnostics/finding.ts';
import { findingsJson } from '../../src/diagnostics/render-json.ts';

const span = { file: '/home/me/a.yaml', line: 2, column: 3, endLine: 2, endColumn: 9 };

test('gives each finding the members that other programs rely on', () => {
  expect(findingsJson([finding('SPEC0006', 'unknown', span, 'mend it')], '/home/me')).toEqual([
    {
      code: 'SPEC0006',
      severity: 'error',
      message: 'unknown',
      file: 'a.yaml',
      line: 2,
      column: 3,
      endLine: 2,
      endColumn: 9,
      fix: 'mend it',
    },
  ]);
});

test('leaves the fix out where there is none', () => {
  expect(findingsJson([finding('SPEC0006', 'unknown', span)], '/')[0]).not.toHaveProperty('fix');
});
