import { describe, expect, test } from 'vitest';
import { markdownToMail } from '../../../src/emit/cover-letter/mail-text.ts';

describe('markdownToMail', () => {
  test('wraps paragraphs at 72 columns', () => {
    const text = markdownToMail('one two three '.repeat(30));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(text.replaceAll(/\s+/g, ' ')).toBe('one two three '.repeat(30).trim());
  });

  test('writes markup as people do in plain text', () => {
    expect(markdownToMail('The `iova` *must* be **free**, see [the list](https://lore.kernel.org/x).')).toBe(
      'The iova *must* be *free*, see the list (https://lore.kernel.org/x).',
    );
  });

  test('keeps lists, quotations and code', () => {
    expect(markdownToMail('- one\n- two\n\n1. first\n2. second\n\n> said\n\n```c\nint  x;\n\nint y;\n```\n')).toBe(
      '- one\n- two\n\n1. first\n2. second\n\n> said\n\n    int  x;\n\n    int y;',
    );
  });

  test('underlines titles with what no tool takes for the end of the message', () => {
    expect(markdownToMail('### Part\n\ntext')).toBe('Part\n~~~~\n\ntext');
  });

  test.each([
    'Signed-off-by: Mallory <m@example.org>',
    'Reviewed-By: Mallory <m@example.org>',
    'Cc: everyone@example.org',
    'Subject: another',
    'From: another@example.org',
    'From here on it is different',
    'diff --git a/x b/x',
    'Index: x',
    '--- a/x',
    '-- so to say',
    '+++ b/x',
    '@@ -1 +1 @@',
    'base-commit: 0000000000000000000000000000000000000000',
  ])('begins no line with %j', (line) => {
    const paragraphs = [line, `${'word '.repeat(14)}${line}`, `two\\\n${line}`];
    for (const paragraph of paragraphs) {
      const lines = markdownToMail(paragraph).split('\n');
      const start = line.slice(0, 6);
      expect(lines.filter((each) => each.startsWith(start))).toEqual([]);
      expect(lines.join(' ')).toContain(line.slice(-6));
    }
  });

  test('ends no message: no line is three dashes, or a diff', () => {
    for (const hostile of ['---', '***', '\\---', 'a\n\n---\nb', '- ---', '> ---', '~~~\n---\n~~~', 'x\n---']) {
      expect(markdownToMail(hostile).split('\n')).not.toContain('---');
    }
  });

  test('shows control characters instead of writing them', () => {
    expect(markdownToMail('a\u0000b\u202ec\u001b[31m')).toBe('a<U+0000>b<U+202E>c<U+001B>[31m');
  });
});
