import { expect, it } from 'vitest';
import { readProse } from '../../../src/emit/text/prose.ts';
import { proseLines } from '../../../src/emit/text/prose-lines.ts';
import { escapeRest } from '../../../src/emit/text/rest-inline.ts';
import { restStyle, restTitle } from '../../../src/emit/text/rest.ts';

function rest(markdown: string): string[] {
  return proseLines(readProse(markdown), restStyle(2), 80);
}

it('leaves plain text, C names and arithmetic alone', () => {
  const text = 'Use IOMMU_IOAS_MAP (or __reserved): a * b | c, 100% & more, and/or, "quoted" - it\'s fine.';
  expect(escapeRest(text)).toBe(text);
});

it('escapes what would be markup', () => {
  expect(escapeRest('a\\b *c* |d| name_ other__ `e`')).toBe('a\\\\b \\*c\\* \\|d\\| name\\_ other\\_\\_ \\`e\\`');
  expect(escapeRest('as follows::')).toBe('as follows:\\:');
});

it('escapes the start of a paragraph that would be something else', () => {
  expect(rest('.. note: x')).toEqual(['\\.. note: x']);
  expect(rest('\\- not a list')).toEqual(['\\- not a list']);
  expect(rest(':field: x')).toEqual(['\\:field: x']);
});

it('prints inline markup, apart from the words it touches', () => {
  expect(rest('`a`, *b*, **c**, [d e](http://f/g) and `h`s')).toEqual([
    '``a``, *b*, **c**, `d e <http://f/g>`__ and ``h``\\ s',
  ]);
});

it('prints headings below the level where the text stands', () => {
  expect(rest('# One\n\n## Two `x`')).toEqual(['One', '---', '', 'Two ``x``', '~~~~~~~~~']);
});

it('underlines a title for its whole width', () => {
  expect(restTitle('日本', 1)).toEqual(['日本', '====']);
});

it('prints numbered and nested lists', () => {
  expect(rest('3. one\n4. two\n\n   - a\n   - b\n')).toEqual(['3. one', '', '4. two', '', '   - a', '   - b']);
});

it('prints code, tables and quotations', () => {
  expect(rest('Code:\n\n```c\nint a;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said')).toEqual([
    'Code::',
    '',
    '    int a;',
    '',
    '::',
    '',
    '    | a | b |',
    '    |---|---|',
    '    | 1 | 2 |',
    '',
    '    said',
  ]);
});
