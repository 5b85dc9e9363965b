import { expect, test } from 'vitest';
import { finding } from '../../src/diagnostics/finding.ts';
import { sarifLog } from '../../src/diagnostics/render-sarif.ts';

const span = { file: '/home/me/my specs/a.yaml', line: 2, column: 3, endLine: 2, endColumn: 9 };

test('makes a SARIF 2.1.0 log with a rule for each code that was found', () => {
  const findings = [
    finding('SPEC0012', 'no tests', { ...span, line: 9, endLine: 9 }),
    finding('SPEC0006', 'unknown', span, 'mend it'),
    finding('SPEC0006', 'unknown too', { ...span, line: 5, endLine: 5 }),
  ];
  expect(sarifLog(findings, '/home/me', '1.2.3')).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'abiwright', version: '1.2.3', rules: [{ id: 'SPEC0006' }, { id: 'SPEC0012' }] } },
        columnKind: 'utf16CodeUnits',
        results: [
          {
            ruleId: 'SPEC0006',
            ruleIndex: 0,
            level: 'error',
            message: { text: 'unknown (fix: mend it)' },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: 'my%20specs/a.yaml' },
                  region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 9 },
                },
              },
            ],
          },
          { ruleId: 'SPEC0006', ruleIndex: 0 },
          { ruleId: 'SPEC0012', ruleIndex: 1, level: 'warning' },
        ],
      },
    ],
  });
});

test('names a file outside the folder by a file URL', () => {
  const log = JSON.stringify(sarifLog([finding('SPEC0006', 'x', { ...span, file: '/usr/a b.yaml' })], '/home/me', '1'));
  expect(log).toContain('"uri":"file:///usr/a%20b.yaml"');
});
