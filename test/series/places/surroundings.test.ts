import { describe, expect, test } from 'vitest';
import { addDocumentation } from '../../../src/series/places/documentation.ts';
import { PlaceMissing } from '../../../src/series/places/failure.ts';
import { addIgnoredProgram, addTestProgram } from '../../../src/series/places/test-program.ts';

describe('addTestProgram', () => {
  test('adds a line after the last assignment, continued lines included', () => {
    expect(addTestProgram('TEST_GEN_PROGS := a\nTEST_GEN_PROGS += b \\\n\tc\n\ninclude ../lib.mk\n', 'd')).toBe(
      'TEST_GEN_PROGS := a\nTEST_GEN_PROGS += b \\\n\tc\nTEST_GEN_PROGS += d\n\ninclude ../lib.mk\n',
    );
  });

  test('does not take TEST_GEN_PROGS_EXTENDED for it', () => {
    expect(() => addTestProgram('TEST_GEN_PROGS_EXTENDED := a\n', 'b')).toThrow(
      new PlaceMissing('an assignment to TEST_GEN_PROGS'),
    );
  });

  test('refuses a program that is built already', () => {
    expect(() => addTestProgram('TEST_GEN_PROGS += a b\n', 'b')).toThrow('b is built already');
  });
});

describe('addIgnoredProgram', () => {
  test('keeps the order', () => {
    expect(addIgnoredProgram('# SPDX\n/a\n/c\n', 'b')).toBe('# SPDX\n/a\n/b\n/c\n');
    expect(addIgnoredProgram('# SPDX\n', 'b')).toBe('# SPDX\n/b\n');
  });

  test('refuses one that is ignored already', () => {
    expect(() => addIgnoredProgram('/a\n', 'a')).toThrow('/a is ignored already');
  });
});

describe('addDocumentation', () => {
  const page =
    'BOXES\n=====\n\nUser API\n========\n\n.. kernel-doc:: include/box.h\n\nMore\n----\n\ntext\n\nKernel API\n==========\n\nrest\n';

  test('ends the section that prints the header', () => {
    expect(addDocumentation(page, 'include/box.h', 'New\n---\n\nnews\n')).toBe(
      page.replace('Kernel API', 'New\n---\n\nnews\n\nKernel API'),
    );
  });

  test('ends the page where that is the last section', () => {
    expect(addDocumentation('.. kernel-doc:: include/box.h\n', 'include/box.h', 'New\n---\n')).toBe(
      '.. kernel-doc:: include/box.h\n\nNew\n---\n',
    );
  });

  test('says what it looked for', () => {
    expect(() => addDocumentation(page, 'include/lid.h', '')).toThrow(
      new PlaceMissing('the line ".. kernel-doc:: include/lid.h"'),
    );
  });
});
