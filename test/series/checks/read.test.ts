import { describe, expect, test } from 'vitest';
import { check } from '../../../src/series/checks/check.ts';
import { readCheckpatch, type CheckpatchOptions } from '../../../src/series/checks/checkpatch.ts';
import { newKernelDoc, readKernelDoc } from '../../../src/series/checks/kernel-doc.ts';

const options: CheckpatchOptions = { files: [], signed: true, newFilesMaintained: true, rangeDiff: null };

describe('readCheckpatch', () => {
  const output = `/tmp/x/0000-cover-letter.patch:90: ERROR:GIT_COMMIT_ID: Please use git commit description style
/tmp/x/0001-a.patch:12: WARNING:FILE_PATH_CHANGES: added, moved or deleted file(s)
/tmp/x/0001-a.patch:14: CHECK:LINE_SPACING: Please use a blank line
/tmp/x/0001-a.patch:15: WARNING:LONG_LINE: line length of 110 exceeds 100 columns
total: 1 errors
`;

  test('reads what it says, and where', () => {
    const messages = readCheckpatch(output, options);
    expect(messages.map(({ severity, type, file, line }) => [severity, type, file, line])).toEqual([
      ['error', 'GIT_COMMIT_ID', '0000-cover-letter.patch', 90],
      ['warning', 'FILE_PATH_CHANGES', '0001-a.patch', 12],
      ['check', 'LINE_SPACING', '0001-a.patch', 14],
      ['warning', 'LONG_LINE', '0001-a.patch', 15],
    ]);
  });

  test('counts what is not allowed', () => {
    const counts = (changed: Partial<CheckpatchOptions>): readonly number[] => {
      const { errors, warnings, checks } = check('', readCheckpatch(output, { ...options, ...changed }));
      return [errors, warnings, checks];
    };
    expect(counts({})).toEqual([1, 1, 0]);
    expect(counts({ newFilesMaintained: false })).toEqual([1, 2, 0]);
    expect(counts({ rangeDiff: { file: '0000-cover-letter.patch', line: 90 } })).toEqual([0, 1, 0]);
    expect(counts({ rangeDiff: { file: '0000-cover-letter.patch', line: 91 } })).toEqual([1, 1, 0]);
  });
});

describe('kernel-doc', () => {
  const old = 'a.h:499: warning: missing initial short description on line:\n';

  test('reads the forms of older and newer kernels', () => {
    const [perl, python] = readKernelDoc('a.h:4: warning: no x\nWarning: a.h:4 no x\n');
    expect(perl).toMatchObject({ severity: 'warning', file: 'a.h', line: 4, text: 'no x' });
    expect(python).toMatchObject({ severity: 'warning', file: 'a.h', line: 4, text: 'no x' });
  });

  test('forgives what was there, wherever it has moved, and no second one', () => {
    const moved = old.replace('499', '520');
    expect(newKernelDoc(readKernelDoc(old), readKernelDoc(moved)).warnings).toBe(0);
    expect(newKernelDoc(readKernelDoc(old), readKernelDoc(moved + old)).warnings).toBe(1);
  });

  test('is not passed by not being run', () => {
    expect(newKernelDoc(null, []).notRun).toContain('scripts/kernel-doc');
  });
});
