import { expect, it } from 'vitest';
import { tsdoc } from '../../../src/emit/text/tsdoc.ts';

it('takes one line where it fits', () => {
  expect(tsdoc('The `flags`.', '  ')).toBe('/** The `flags`. */');
});

it('takes several lines where it does not', () => {
  expect(tsdoc('One.\n\nTwo.', '  ')).toBe('/**\n * One.\n *\n * Two.\n */');
});

it('prints nothing for nothing', () => {
  expect(tsdoc('', '  ')).toBe('');
});

it('does not let a text end the comment or make a tag', () => {
  expect(tsdoc('a */ b @internal {@link x}', '')).toBe('/** a *\\/ b \\@internal \\{\\@link x} */');
});
