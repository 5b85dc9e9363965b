import { isNew } from '../elements.ts';
import { namesIn } from '../names-in.ts';
import type { Rule } from '../rule.ts';

const words = new Set(
  (
    'and and_eq bitand bitor bool catch class compl constexpr delete dynamic_cast explicit export false friend mutable ' +
    'namespace new not not_eq operator or or_eq private protected public reinterpret_cast static_cast template this throw ' +
    'true try typeid typename using virtual wchar_t xor xor_eq'
  ).split(' '),
);

/** No new name is a word of C++ alone: programs in C++ include the header too. */
export const cxxKeyword: Rule = {
  code: 'ABI0083',
  name: 'cxx-keyword',
  *check({ current }) {
    for (const each of namesIn(current)) {
      if (!isNew(each) || !words.has(each.name)) continue;
      yield { message: `'${each.name}' is a word of C++`, span: each.span, fix: 'choose a longer name' };
    }
  },
};
