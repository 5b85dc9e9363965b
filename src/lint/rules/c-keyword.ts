import { namesIn } from '../names-in.ts';
import type { Rule } from '../rule.ts';

/** Words of C and of its GNU dialect, and macros that compilers define by themselves where no standard is asked for. */
const words = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long register ' +
    'restrict return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof ' +
    'linux unix i386 mips sparc sun'
  ).split(' '),
);

/** No name is a word of C, or a macro of a compiler: the header would not compile. */
export const cKeyword: Rule = {
  code: 'ABI0082',
  name: 'c-keyword',
  *check({ current }) {
    for (const { name, span } of namesIn(current)) {
      if (words.has(name)) yield { message: `'${name}' has a meaning in C already`, span, fix: 'choose a longer name' };
    }
  },
};
