import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { visible } from '../../src/diagnostics/visible.ts';
import { rationaleSections } from '../../src/spec/resolve/proposal.ts';
import { abiwright } from '../support/abiwright.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { made } from './made.ts';

/**
 * Each folder here is a working folder of somebody who made mistakes, one kind of them a folder and one of them a
 * proposal. `expected.txt` is what the command line says; RECORD=1 writes it anew, to be read as a user would before it
 * is committed. `commands.txt` has the commands, one a line, where they are not `abiwright check`. A proposal that is
 * called fine-... has no mistake, and shows what is near to one.
 */
const here = import.meta.dirname;
const root = join(here, '../..');
const folders = readdirSync(here, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

function prepared(name: string): string {
  const folder = temporaryFolder();
  if (existsSync(join(here, name, 'specs')))
    cpSync(join(here, name, 'specs'), join(folder, 'specs'), { recursive: true });
  made[name]?.(folder);
  addRationales(join(folder, 'specs/proposals'));
  return folder;
}

/** What is missing in all of them is no mistake that anything here is about. */
function addRationales(proposals: string): void {
  for (const each of existsSync(proposals) ? readdirSync(proposals) : []) {
    const file = join(proposals, each, 'rationale.md');
    if (!existsSync(file) && existsSync(join(proposals, each, 'proposal.yaml')))
      writeFileSync(file, rationaleSections.map((section) => `## ${section}\n`).join('\n'));
  }
}

/** The commands of a scenario, each as words. */
function commandsOf(name: string): readonly (readonly string[])[] {
  const file = join(here, name, 'commands.txt');
  if (!existsSync(file)) return [['check']];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => (line.startsWith('[') ? (JSON.parse(line) as string[]) : line.split(' ')));
}

/** What everything in a folder is, and of files when they were last written. */
function everything(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => {
      const status = lstatSync(join(folder, path));
      return [path, status.mode.toString(8), ...(status.isDirectory() ? [] : [status.size, status.mtimeMs])].join(' ');
    });
}

describe.each(folders)('%s', (name) => {
  test('is told as it was read and approved', { timeout: 300_000 }, () => {
    const folder = prepared(name);
    const before = everything(folder);
    const told = commandsOf(name).map((words) => {
      const { status, output, errors } = abiwright(words, { folder });
      expect([1, 2]).toContain(status);
      return `$ abiwright ${words.map(shown).join(' ')}\n${output}${errors}(exit status ${String(status)})\n`;
    });
    const text = told
      .join('\n')
      .replaceAll(root, '<abiwright>')
      .replaceAll(folder, '<here>')
      // Specs of ours may change without these scenarios.
      .replaceAll(/(<abiwright>\/specs\/[\w/]+\.yaml):\d+/g, '$1:<line>');
    expect(text).not.toMatch(/internal error|^ +at .*:\d+:\d+\)?$/m);
    expect(everything(folder)).toEqual(before);
    const expected = join(here, name, 'expected.txt');
    if (process.env['RECORD'] === '1') writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
    const proposals = join(folder, 'specs/proposals');
    for (const proposal of existsSync(proposals) && !existsSync(join(here, name, 'commands.txt'))
      ? readdirSync(proposals)
      : [])
      expect([proposal, hasError(text, proposal)]).toEqual([proposal, !proposal.startsWith('fine-')]);
  });
});

/** An error with its place, in the folder of a proposal. */
function hasError(text: string, proposal: string): boolean {
  return text
    .split('\n')
    .some((line) => line.startsWith(`specs/proposals/${visible(proposal)}`) && /:\d+:\d+: error /.test(line));
}

function shown(word: string): string {
  return /^[\w@./=-]+$/.test(word) ? word : JSON.stringify(word);
}
