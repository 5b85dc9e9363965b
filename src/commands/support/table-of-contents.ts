import { Help } from '@oclif/core/help';
import { commandSections } from '../commands.ts';

/** oclif's help, with a first page that reads like a table of contents. */
export class TableOfContents extends Help {
  protected override showRootHelp(): Promise<void> {
    this.log(contents(this.config.version));
    return Promise.resolve();
  }
}

function contents(version: string): string {
  const names = Object.values(commandSections).flatMap((section) => Object.keys(section));
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const sections = Object.entries(commandSections).map(([title, section]) => {
    const lines = Object.entries(section).map(([name, command]) => `  ${name.padEnd(width)}${command.summary ?? ''}`);
    return [title, ...lines].join('\n');
  });
  return [
    `abiwright ${version}: one YAML spec of a kernel interface becomes a checked design and a patch series`,
    'Usage: abiwright COMMAND [ARGUMENT...] [--json]',
    ...sections,
    [
      'abiwright COMMAND --help says more of a command.',
      'Exit status: 0 clean, 1 findings to fix, 2 wrong usage or environment.',
    ].join('\n'),
  ].join('\n\n');
}
