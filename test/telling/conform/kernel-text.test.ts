import { describe, expect, test } from 'vitest';
import { kernelText, troubleText } from '../../../src/telling/conform/kernel-text.ts';
import { painterOf } from '../../../src/telling/painter.ts';

const plain = painterOf(false);

describe('the first line', () => {
  test.each([
    [
      'booted Linux 6.12.117 x86_64 in 7.9 s (QEMU, no KVM)',
      'Linux 6.12.117 x86_64',
      { image: 'bzImage', accelerator: 'tcg', seconds: 7.89, warnings: [] },
    ],
    [
      'booted Linux 6.12 in 0.9 s (QEMU, KVM)',
      'Linux 6.12',
      { image: 'bzImage', accelerator: 'kvm', seconds: 0.9, warnings: [] },
    ],
    [
      'did not boot bzImage (QEMU, no KVM)',
      null,
      { image: 'bzImage', accelerator: 'tcg', seconds: null, warnings: [] },
    ],
    ['called Linux 6.1 x86_64', 'Linux 6.1 x86_64', null],
  ])('%s', (text, kernel, boot) => {
    expect(kernelText(kernel, boot, plain)).toBe(text);
  });
});

test('what a kernel was built without is said below', () => {
  const warnings = ['this source has no CONFIG_IOMMUFD_TEST=y', 'and \u001b[2J'];
  expect(kernelText('Linux 6.1', { image: 'bzImage', accelerator: 'kvm', seconds: 1, warnings }, plain)).toBe(
    [
      'booted Linux 6.1 in 1.0 s (QEMU, KVM)',
      '  warning: this source has no CONFIG_IOMMUFD_TEST=y',
      '  warning: and \\x1b[2J',
    ].join('\n'),
  );
});

test('trouble is told with its lines, which cannot steer the terminal, and where to read more', () => {
  const lines = ['Kernel panic - not syncing: x', ' \u001b[2Jpanic+0x110/0x2a3'];
  expect(troubleText({ code: 'CON0101', message: 'the kernel panicked: x', lines }, plain)).toBe(
    [
      'error CON0101: the kernel panicked: x',
      '    Kernel panic - not syncing: x',
      '     \\x1b[2Jpanic+0x110/0x2a3',
      '  why: abiwright explain CON0101',
    ].join('\n'),
  );
});

test('of very many lines, it says how many more there are', () => {
  const lines = Array.from({ length: 150 }, (_unused, index) => `line ${String(index)}`);
  const text = troubleText({ code: 'CON0102', message: 'm', lines }, plain);
  expect(text.split('\n')).toHaveLength(43);
  expect(text).toContain('... 110 more lines, which --json has');
});
