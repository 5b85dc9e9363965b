import fc from 'fast-check';
import type { Interface } from '../../src/spec/interface.ts';

const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '*/',
      '/*',
      '/**',
      '??/',
      '\\',
      '//',
      '*',
      '/',
      '`',
      '``',
      '${x}',
      "'",
      '"',
      '#endif',
      '};',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '@size:',
      '@x',
      'Return:',
      'note :',
      'DOC: a',
      'struct a - b',
      '.. note::',
      '===',
      '- a',
      '1. b',
      '::',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '\u0000',
      '\r',
      '\u2028',
      '\u202e',
      '\u0085',
      '\f',
      'a\tb',
      '`size`',
      '`VAULT_PUT`',
      '*a*',
      '**b**',
    ),
  },
  { weight: 2, arbitrary: fc.stringMatching(/^[ -~]{1,12}$/) },
  { weight: 3, arbitrary: fc.constantFrom('word', 'another', 'a', 'the', 'kernel') },
);
const line = fc.array(word, { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));
const doc = fc.array(fc.tuple(fc.constantFrom('', '', '\n', '    ', '- ', '> ', '# '), line), {
  minLength: 1,
  maxLength: 6,
});

/**
 * The interface with every text that only documents replaced by one that tries to be something else. Titles
 * stay on one line, as the loader demands.
 */
export function withHostileTexts(subject: Interface, seed: number): Interface {
  const clone = structuredClone(subject);
  const docs = fc.sample(doc, { numRuns: 200, seed }).map((lines) => lines.map((parts) => parts.join('')).join('\n'));
  const titles = fc.sample(line, { numRuns: 50, seed }).map((text) => `of ${text.replaceAll(/[\n\r]/g, ' ')}`);
  const seen = new Set<object>();
  let used = 0;
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value instanceof Map) for (const each of value.values()) visit(each);
    for (const [key, inner] of Object.entries(value)) {
      used += 1;
      if (key === 'doc' && typeof inner === 'string' && inner !== '') Reflect.set(value, key, docs[used % docs.length]);
      else if (key === 'title' && typeof inner === 'string') Reflect.set(value, key, titles[used % titles.length]);
      else visit(inner);
    }
  };
  visit(clone);
  return clone;
}
