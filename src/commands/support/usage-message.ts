import type { CLIError } from '@oclif/core/errors';
import { stripVTControlCharacters } from 'node:util';
import { nearest } from '../../diagnostics/nearest.ts';

/** What oclif's parser says of a wrong call, in one line and with the flag that was probably meant. */
export function usageMessage(error: CLIError): string {
  const specific = unknownFlags(error) ?? missingArguments(error);
  if (specific !== null) return specific;
  return stripVTControlCharacters(error.message)
    .replace(/\n?See more help with --help\s*$/, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
    .replace(/^Parsing (--\S+) ([A-Z]?)/, (_, flag: string, letter: string) => `${flag}: ${letter.toLowerCase()}`)
    .replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function unknownFlags(error: CLIError): string | null {
  if (!('flags' in error) || !isTexts(error.flags)) return null;
  const known = knownFlags(error);
  return error.flags
    .map((flag) => {
      const meant = nearest(flag, known);
      return `unknown flag ${flag}${meant === null ? '' : `; did you mean ${meant}?`}`;
    })
    .join(', ');
}

function missingArguments(error: CLIError): string | null {
  if (!error.message.startsWith('Missing') || !('args' in error) || !Array.isArray(error.args)) return null;
  const missing = error.args.map((each: unknown) => {
    const { name, description } = Object(each) as { name?: unknown; description?: unknown };
    return `${String(name).toUpperCase()}${typeof description === 'string' ? ` (${description})` : ''}`;
  });
  return `missing ${missing.join(', ')}`;
}

function knownFlags(error: CLIError): string[] {
  const flags: unknown = Reflect.get(Object(Reflect.get(Object(Reflect.get(error, 'parse')), 'input')), 'flags');
  return typeof flags === 'object' && flags !== null ? Object.keys(flags).map((name) => `--${name}`) : [];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
