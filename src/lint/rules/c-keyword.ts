import { cWords } from '../../spec/c-words.ts';
import { namesIn } from '../names-in.ts';
import type { Rule } from '../rule.ts';

/** No name is a word of C, or a macro of a compiler: the header would not compile. */
export const cKeyword: Rule = {
  code: 'ABI0082',
  name: 'c-keyword',
  *check({ current }) {
    for (const { name, span } of namesIn(current)) {
      if (cWords.has(name))
        yield { message: `'${name}' has a meaning in C already`, span, fix: 'choose a longer name' };
    }
  },
};
