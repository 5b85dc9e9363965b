import { Config } from '@oclif/core/config';
import type { PJSON } from '@oclif/core/interfaces';
import { settings } from '@oclif/core/settings';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { nearest } from '../diagnostics/nearest.ts';
import { UsageError } from '../host/errors.ts';
import { packageRoot } from '../host/package-root.ts';
import { commands } from './commands.ts';
import { reportFailure } from './support/report-failure.ts';

export { commands } from './commands.ts';

const oclif: PJSON['oclif'] = {
  bin: 'abiwright',
  // The file that node was started with, which exports the commands; it is loaded already, so this costs nothing.
  commands: { strategy: 'explicit', target: join(import.meta.dirname, 'abiwright.cjs'), identifier: 'commands' },
};

/** Runs the command line. Sets the exit status of the process; never rejects. */
export async function main(commandLine: readonly string[]): Promise<void> {
  const json = commandLine.includes('--json');
  process.on('uncaughtException', (error) => {
    reportFailure(error, json, null);
    process.exit();
  });
  try {
    // oclif would look for TypeScript sources of a plugin otherwise.
    settings.enableAutoTranspile = false;
    const config = await Config.load({
      root: packageRoot(),
      pjson: { ...packageJson, oclif },
      userPlugins: false,
      devPlugins: false,
    });
    await dispatch(config, commandLine);
  } catch (error) {
    reportFailure(error, json, null);
  }
}

async function dispatch(config: Config, commandLine: readonly string[]): Promise<void> {
  const [first, ...rest] = commandLine;
  const beforeDashes = commandLine.includes('--') ? commandLine.slice(0, commandLine.indexOf('--')) : commandLine;
  if (first === undefined || first === 'help' || beforeDashes.some((word) => word === '--help' || word === '-h')) {
    const subject = commandLine.find((word) => word !== 'help' && !word.startsWith('-'));
    if (subject !== undefined) known(subject);
    const { TableOfContents } = await import('./support/table-of-contents.ts');
    await new TableOfContents(config).showHelp(subject === undefined ? [] : [subject]);
    return;
  }
  if (first === '--version' || first === '-v') {
    process.stdout.write(`abiwright ${config.version}\n`);
    return;
  }
  known(first);
  await config.runCommand(first, rest);
}

function known(command: string): void {
  if (Object.hasOwn(commands, command)) return;
  const meant = nearest(command, Object.keys(commands));
  throw new UsageError(
    'CLI0001',
    `unknown command ${command || "''"}`,
    meant === null ? 'see abiwright --help' : `did you mean abiwright ${meant}?`,
  );
}
