import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { abiwright } from '../support/abiwright.ts';

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

/** Lines without their indent, which the README leaves out where all of an output has one. */
function unindented(text: string): string {
  return text.replaceAll(/^ +/gm, '').trimEnd();
}

/** What the README shows of a command. */
function shown(command: string): string {
  const [, block = ''] = new RegExp(`^ {4}\\$ ${command}\\n((?: {4}.*\\n|\\n(?= {4}))+)`, 'm').exec(readme) ?? [];
  return unindented(block);
}

it.each(['abiwright check', 'abiwright verify vfio-update-vaddr --world mdev-dma-and-close --property no-user-wedge'])(
  'shows what %s prints',
  (command) => {
    const { output } = abiwright(command.split(' ').slice(1), { folder: root });
    expect(shown(command)).not.toBe('');
    expect(unindented(output)).toContain(shown(command));
  },
);
