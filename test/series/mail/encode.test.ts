import { describe, expect, test } from 'vitest';
import { addressField, printAddress, textField } from '../../../src/series/mail/encode.ts';

/** What a mail reader makes of encoded words. */
function decoded(field: string): string {
  const unfolded = field.replaceAll(/\n\s+/g, ' ');
  return unfolded.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/(?:=\?UTF-8\?q\?([^?]*)\?=)+/g, (words) => {
    const bytes = words.replaceAll(/=\?UTF-8\?q\?|\?=/g, '').replaceAll('_', ' ');
    const raw = bytes.replaceAll(/=([0-9A-F]{2})/g, (_, digits: string) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
    return Buffer.from(raw, 'latin1').toString('utf8');
  });
}

describe('textField', () => {
  test('leaves plain text as it is', () => {
    expect(textField('Subject', '[RFC PATCH 0/3] ', 'iommufd: Map files')).toBe(
      'Subject: [RFC PATCH 0/3] iommufd: Map files',
    );
  });

  test('folds between words, and only there', () => {
    const text = 'word '.repeat(40).trim();
    const field = textField('Subject', '[RFC PATCH 0/3] ', text);
    expect(Math.max(...field.split('\n').map((line) => line.length))).toBeLessThanOrEqual(75);
    expect(field.replaceAll('\n', '')).toBe(`Subject: [RFC PATCH 0/3] ${text}`);
  });

  test.each(['a\nTo: victim@example.org', 'a\r\n\r\nbody', 'a\u0000b\u2028c\u0085d', 'tab\there'])(
    'keeps %j on its line',
    (text) => {
      const field = textField('Subject', '[RFC PATCH 0/3] ', text);
      expect(
        field
          .split('\n')
          .slice(1)
          .every((line) => line.startsWith(' ')),
      ).toBe(true);
      expect(field).not.toMatch(/[\r\0\u0085\u2028\t]/u);
    },
  );

  test.each(['Größe von Abbildungen', '日本語のとても長い題名'.repeat(9), '𝄞 𝄞', 'not =?UTF-8?q?encoded?='])(
    'encodes %s so that it can be read back',
    (text) => {
      const field = textField('Subject', '[RFC PATCH 0/3] ', text);
      expect(field).toMatch(/^[ -~\n]*$/);
      expect(Math.max(...field.split('\n').map((line) => line.length))).toBeLessThanOrEqual(76);
      expect(decoded(field)).toBe(`Subject: [RFC PATCH 0/3] ${text}`);
    },
  );
});

describe('addresses', () => {
  test.each([
    ['', 'iommu@lists.linux.dev'],
    ['Ada Lovelace', 'Ada Lovelace <iommu@lists.linux.dev>'],
    ['Ada "The" Lovelace', '"Ada \\"The\\" Lovelace" <iommu@lists.linux.dev>'],
    ['Lovelace, Ada (Dr.)', '"Lovelace, Ada (Dr.)" <iommu@lists.linux.dev>'],
    ['Jörg', '=?UTF-8?q?J=C3=B6rg?= <iommu@lists.linux.dev>'],
    ['A\nBcc: x@example.org', '"A Bcc: x@example.org" <iommu@lists.linux.dev>'],
  ])('prints the name %j', (name, expected) => {
    expect(printAddress({ name, email: 'iommu@lists.linux.dev' })).toBe(expected);
  });

  test('stand one a line', () => {
    expect(
      addressField('Cc', [
        { name: 'A', email: 'a@b.c' },
        { name: '', email: 'd@e.f' },
      ]),
    ).toBe('Cc: A <a@b.c>,\n\td@e.f');
  });
});
