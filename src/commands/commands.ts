import type { Command } from '@oclif/core/command';
import check from './check.ts';
import compare from './compare.ts';
import conform from './conform.ts';
import explain from './explain.ts';
import generate from './generate.ts';
import newCommand from './new.ts';
import record from './record.ts';
import replay from './replay.ts';
import series from './series.ts';
import verify from './verify.ts';

/**
 * Every command, in the order in which `abiwright --help` lists them. To add one: write `src/commands/<name>.ts` (see
 * support/abiwright-command.ts) and give it a line here.
 */
export const commandSections: Readonly<Record<string, Readonly<Record<string, Command.Class>>>> = {
  'Write an interface': {
    new: newCommand,
    check,
    explain,
  },
  'Know what it means': {
    verify,
    compare,
    record,
    replay,
    conform,
  },
  'Make a series of it': {
    generate,
    series,
  },
};

/** The same by name, as oclif's explicit strategy wants them. */
export const commands: Readonly<Record<string, Command.Class>> = Object.fromEntries(
  Object.values(commandSections).flatMap((section) => Object.entries(section)),
);
