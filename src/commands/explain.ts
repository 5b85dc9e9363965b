import * as Args from '@oclif/core/args';
import { catalogue, type Code } from '../diagnostics/catalogue.ts';
import type { CatalogueEntry } from '../diagnostics/catalogue/entry.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { UsageError } from '../host/errors.ts';
import { AbiwrightCommand } from './support/abiwright-command.ts';

export default class Explain extends AbiwrightCommand {
  static override readonly summary = 'say what a diagnostic means, with a bad and a good example';
  static override readonly args = {
    code: Args.string({ description: 'a code as findings print it, as CLI0001; without one, all codes are listed' }),
  };
  static override readonly examples = ['<%= config.bin %> explain SPEC0006', '<%= config.bin %> explain --json'];

  override async run(): Promise<object> {
    const { args } = await this.parse(Explain);
    if (args.code === undefined) {
      const codes = Object.keys(catalogue).filter(isCode).sort();
      return this.finish({ json: { codes: codes.map(summaryJson) }, text: codes.map(summaryLine).join('\n') });
    }
    const code = args.code.toUpperCase();
    if (!isCode(code)) throw unknownCode(args.code);
    return this.finish({ json: { code, ...catalogue[code] }, text: page(code, catalogue[code]) });
  }
}

function isCode(text: string): text is Code {
  return Object.hasOwn(catalogue, text);
}

function unknownCode(text: string): UsageError {
  const meant = nearest(text, Object.keys(catalogue));
  return new UsageError(
    'CLI0004',
    `no diagnostic has the code ${text}`,
    meant === null ? 'abiwright explain lists every code' : `did you mean ${meant}? abiwright explain lists every code`,
  );
}

function summaryJson(code: Code): object {
  const { severity, title } = catalogue[code];
  return { code, severity, title };
}

function summaryLine(code: Code): string {
  const { severity, title } = catalogue[code];
  return `${code.padEnd(10)}${severity.padEnd(9)}${title}`;
}

function page(code: Code, entry: CatalogueEntry): string {
  const parts = [
    `${code} (${entry.severity}): ${entry.title}`,
    wrapped(entry.why),
    `Bad:\n\n${indented(entry.bad)}`,
    `Good:\n\n${indented(entry.good)}`,
  ];
  if (entry.source !== undefined) parts.push(wrapped(`Source: ${entry.source}`));
  return parts.join('\n\n');
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => `    ${line}`.trimEnd())
    .join('\n');
}

/** Breaks prose at blanks into lines of at most 80 columns; a longer word has a line of its own. */
function wrapped(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > 80) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
