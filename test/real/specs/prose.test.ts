import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPair, isScalar, parseDocument, visit } from 'yaml';
import { kernelTree } from '../../support/kernel-tree.ts';

/** A run of so many words is a copied sentence; a shorter one is how the subject is talked about. */
const sentence = 8;

const specs = new URL('../../../specs/iommufd/', import.meta.url).pathname;

function words(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9_]+/g) ?? [];
}

function runs(all: readonly string[]): string[] {
  return all.slice(0, Math.max(0, all.length - sentence + 1)).map((_, start) => all.slice(start, start + sentence).join(' '));
}

/** Every text of a spec that is printed somewhere, with its line. */
function prose(path: string): { readonly line: number; readonly text: string }[] {
  const source = readFileSync(path, 'utf8');
  const found: { line: number; text: string }[] = [];
  visit(parseDocument(source), {
    Pair(_, pair) {
      if (!isPair(pair) || !isScalar(pair.key) || !isScalar(pair.value) || typeof pair.value.value !== 'string') return;
      if (!['doc', 'title', 'keeps', 'unchecked', 'unreachable'].includes(String(pair.key.value))) return;
      found.push({ line: source.slice(0, pair.value.range?.[0] ?? 0).split('\n').length, text: pair.value.value });
    },
  });
  return found;
}

test('no sentence of the specs is a sentence of the kernel header', () => {
  const header = readFileSync(join(kernelTree(), 'include/uapi/linux/iommufd.h'), 'utf8');
  const comments = [...header.matchAll(/\/\*[\s\S]*?\*\//g)].map(([comment]) => words(comment.replaceAll(/^\s*\*+/gm, ' ')));
  const theirs = new Set(comments.flatMap(runs));
  expect(theirs.size).toBeGreaterThan(1000);

  const files = readdirSync(specs, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml'));
  const texts = files.flatMap((file) => prose(join(specs, file)).map((each) => ({ ...each, file })));
  expect(texts.length).toBeGreaterThan(200);

  const copied = texts.flatMap(({ file, line, text }) => runs(words(text)).filter((run) => theirs.has(run)).map((run) => `${file}:${String(line)}: ${run}`));
  expect(copied).toEqual([]);
});
