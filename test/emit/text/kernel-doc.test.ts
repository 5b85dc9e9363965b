import { expect, it } from 'vitest';
import { kernelDocMember, kernelDocText, kernelDocTitle } from '../../../src/emit/text/kernel-doc.ts';

const members = new Set(['flags', 'iova']);

it('refers to a member of the struct by @name, and prints other code as a literal', () => {
  expect(kernelDocText('Sets `iova` to `PAGE_SIZE`, if `flags` say so.', members)).toEqual([
    'Sets @iova to ``PAGE_SIZE``, if @flags say so.',
  ]);
});

it('does not refer by @name where kernel-doc would read more or less than the name', () => {
  expect(kernelDocText('The `iova`s and `flags`(x).', members)).toEqual(['The ``iova``\\ s and ``flags``\\ (x).']);
});

it('wraps at 80 columns, the comment prefix included', () => {
  const [first] = kernelDocText('a '.repeat(100), members);
  expect(first).toHaveLength(77);
});

it('keeps paragraphs, lists and literal blocks', () => {
  const doc = 'One:\n\n- first\n  item\n- second\n\nTwo:\n\n    x = 1;\n      y\n\nThree.\n\n    z\n';
  expect(kernelDocText(doc, members)).toEqual([
    'One:',
    '',
    '- first item',
    '- second',
    '',
    'Two::',
    '',
    '    x = 1;',
    '      y',
    '',
    'Three.',
    '',
    '::',
    '',
    '    z',
  ]);
});

it('hangs the description of a member under its first word', () => {
  expect(kernelDocMember('iova', 'Input/output.', `Where. ${'word '.repeat(15)}\n\nMore.`, members)).toEqual([
    '@iova: Input/output. Where. word word word word word word word word word word',
    '       word word word word word',
    '',
    '       More.',
  ]);
});

it('hangs the description of a long name less far', () => {
  const name = 'IOMMU_HWPT_A_NAME_THAT_IS_LONGER_THAN_MOST_NAMES';
  const [, second] = kernelDocMember(name, '', 'word '.repeat(20), members);
  expect(second).toMatch(/^ {4}word/);
});

it('does not let a text start a section of its own', () => {
  expect(kernelDocText('Note: this.\n\n`flags`: these.', members)).toEqual(['Note\\: this.', '', '@flags\\: these.']);
  const lines = kernelDocText(`${'word '.repeat(15)}return: ${'word '.repeat(30)}`, members);
  expect(lines.filter((line) => line.startsWith('return'))).toEqual([]);
});

it('prints a title', () => {
  expect(kernelDocTitle('struct iommu_destroy', 'ioctl(IOMMU_DESTROY)')).toEqual([
    'struct iommu_destroy - ioctl(IOMMU_DESTROY)',
  ]);
});

it('does not let a title open a block of plain documentation', () => {
  expect(kernelDocTitle('struct limit', 'Ends /** DOC: a')).toEqual(['struct limit - Ends /\\*\\* DOC\\: a']);
});
