import { expect, it } from 'vitest';
import fc from 'fast-check';
import { blockComment, kernelDocComment, lineComment } from '../../../src/emit/text/c-comment.ts';
import { commentSafe, printable } from '../../../src/emit/text/harmless.ts';

it('prints a comment in the kernel style', () => {
  expect(kernelDocComment(['struct a - b', '', 'Text.'])).toBe('/**\n * struct a - b\n *\n * Text.\n */');
  expect(blockComment(['Text.'])).toBe('/*\n * Text.\n */');
  expect(lineComment('one\n two ')).toBe('/* one two */');
});

it('shows what would end a comment or change how it reads', () => {
  expect(commentSafe('a */ b /* c *??/')).toBe('a *\\/ b / * c *? ?/');
  expect(printable('a\u0000b\u202ec\u2028d\re')).toBe('a<U+0000>b<U+202E>c<U+2028>d\ne');
});

it('has the end of the comment at its end only, whatever the text', () => {
  const hostile = fc.string({ unit: fc.constantFrom('*', '/', '?', '\\', '\n', '\r', '\t', ' ', 'a') });
  fc.assert(
    fc.property(fc.array(hostile), (lines) => {
      for (const comment of [kernelDocComment(lines), blockComment(lines), lineComment(lines.join('\n'))]) {
        const spliced = comment.replaceAll('??/', '\\').replaceAll('\\\n', '');
        expect(spliced.indexOf('*/', 2)).toBe(spliced.length - 2);
        expect(spliced.indexOf('/*', 1)).toBe(-1);
      }
    }),
  );
});
