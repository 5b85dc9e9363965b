import { expect, it } from 'vitest';
import fc from 'fast-check';
import { wrap } from '../../../src/emit/text/wrap.ts';

it('fills each line to the last column and no further', () => {
  expect(wrap('aaa bbb ccc', { width: 7 })).toEqual(['aaa bbb', 'ccc']);
  expect(wrap('aaa bbb ccc', { width: 6 })).toEqual(['aaa', 'bbb', 'ccc']);
});

it('counts the prefixes', () => {
  expect(wrap('aaa bbb ccc', { width: 9, first: '- ', rest: '    ' })).toEqual(['- aaa bbb', '    ccc']);
});

it('lets a long word stand alone', () => {
  expect(wrap('a incomprehensible b', { width: 5 })).toEqual(['a', 'incomprehensible', 'b']);
});

it('has no line for a text without words', () => {
  expect(wrap(' \n\t ', { width: 5 })).toEqual([]);
});

it('begins no line but the first with what would be read as markup', () => {
  const mayNotBegin = (text: string): boolean => text.startsWith('- ');
  expect(wrap('zero one - two', { width: 8, mayNotBegin })).toEqual(['zero', 'one -', 'two']);
  expect(wrap('incomprehensible - two', { width: 5, mayNotBegin })).toEqual(['incomprehensible -', 'two']);
});

it('keeps every word in order, and every breakable line within the width', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,12}$/)), fc.integer({ min: 4, max: 40 }), (words, width) => {
      const lines = wrap(words.join(' '), { width });
      expect(lines.flatMap((line) => line.split(' '))).toEqual(words);
      for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
    }),
  );
});
