import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import { createPrinter } from '../../src/emit/template.ts';
import { strictView } from '../support/templates.ts';

function print(source: string, view: object): string {
  return createPrinter(new Map([['it', source]]))('it', view);
}

it('puts values in as they are', () => {
  expect(print('{{a}}', { a: '<&"' })).toBe('<&"');
});

it('indents a partial without leaving blanks at the end of a line', () => {
  const printer = createPrinter(
    new Map([
      ['outer', '{\n\t{{> inner/one}}\n}\n'],
      ['inner/one', 'a\n\nb {{c}}\n'],
    ]),
  );
  expect(printer('outer', { c: '' })).toBe('{\n\ta\n\n\tb\n}\n');
});

it.each([
  ['an unknown name', '{{b}}'],
  ['an unknown partial', '{{> b}}'],
  ['a helper', '{{lookup this a}}'],
  ['with', '{{#with a}}{{/with}}'],
])('refuses %s', (_, source) => {
  expect(() => print(source, { a: 1 })).toThrow();
});

it('refuses an unknown template', () => {
  expect(() => createPrinter(new Map())('it', {})).toThrow('no template it');
});

it('refuses, in tests, an unknown name in #if', () => {
  expect(() => print('{{#if b}}{{/if}}', strictView({ a: 1 }))).toThrow('the view has no "b"');
  expect(() => print('{{#each a}}{{#if b}}{{/if}}{{/each}}', strictView({ a: [{ c: 1 }] }))).toThrow(
    'the view has no "b"',
  );
});

describe('the templates', () => {
  const root = join(import.meta.dirname, '../../templates');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.hbs'));

  class Blocks extends Handlebars.Visitor {
    readonly found = new Set<string>();
    override BlockStatement(block: hbs.AST.BlockStatement): void {
      this.found.add('original' in block.path ? block.path.original : '');
      super.BlockStatement(block);
    }
  }

  it.each(files)('%s has no blocks but each, if and unless', (file) => {
    const blocks = new Blocks();
    blocks.accept(Handlebars.parse(readFileSync(join(root, file), 'utf8')));
    expect([...blocks.found].filter((name) => !['each', 'if', 'unless'].includes(name))).toEqual([]);
  });
});
