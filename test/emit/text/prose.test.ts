import { expect, it } from 'vitest';
import { plain, readProse, type Block } from '../../../src/emit/text/prose.ts';
import { splitTitle } from '../../../src/emit/text/title.ts';

function words(markdown: string): string[] {
  return readProse(markdown).map((block) => ('content' in block ? plain(block.content) : block.kind));
}

it('loses no text that plain text has no form for', () => {
  expect(words('[1]: https://a/b\n\n<b>c</b> ![d](e) <https://f> ~~g~~')).toEqual([
    '[1]: https://a/b',
    '<b>c</b> ![d](e) https://f ~~g~~',
  ]);
});

it('leaves comments to those who edit the text', () => {
  expect(words('<!-- What\nfor? -->\n\na <!-- not -->b\n\n<b>c</b><!-- d -->')).toEqual(['a b', '<b>c</b>']);
});

it('makes no links of its own', () => {
  expect(readProse('See https://a/b and c@d.e.')).toEqual([
    { kind: 'paragraph', content: [{ kind: 'text', text: 'See https://a/b and c@d.e.' }] },
  ]);
});

it('gives one text where Markdown looks for markup and finds none', () => {
  expect(readProse('a_ *b c \\* d')).toEqual([{ kind: 'paragraph', content: [{ kind: 'text', text: 'a_ *b c * d' }] }]);
});

it('keeps a table, and what is indented, as it is', () => {
  expect(readProse('    a\n      b\n\n| c |\n|---|\n| d |\n')).toEqual([
    { kind: 'literal', text: 'a\n  b', language: '' },
    { kind: 'literal', text: '| c |\n|---|\n| d |', language: '' },
  ]);
});

it('takes blank code for a blank', () => {
  expect(words('a` `b')).toEqual(['a b']);
});

it.each([
  ['One thing. Another.', 'One thing', 'Another.'],
  ['One thing, e.g. this.\n\nMore.', 'One thing, e.g. this', 'More.'],
  ['No full stop\n\nMore.', 'No full stop', 'More.'],
  ['What\nfollows:\n\n- a', 'What follows', '- a'],
  ['Is it? Yes.', 'Is it?', 'Yes.'],
])('splits %j into a title and the rest', (doc, title, rest) => {
  expect(splitTitle(doc)).toEqual({ title, rest });
});

it.each([['> *\nb'], ['* a\n  >*\nb'], ['1. > > -\n  b\n\nc']])(
  'loses no word of a quote that is hard to read: %j',
  (text) => {
    const all = (blocks: readonly Block[]): string =>
      blocks
        .map((block) => {
          if (block.kind === 'list') return block.items.map(all).join(' ');
          if (block.kind === 'quote') return all(block.blocks);
          return 'content' in block ? plain(block.content) : block.text;
        })
        .join(' ');
    for (const word of text.match(/[a-c]/g) ?? []) expect(all(readProse(text))).toContain(word);
  },
);
