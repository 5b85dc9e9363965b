import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EmittedFile } from '../../src/emit/file.ts';

const scenarios = join(import.meta.dirname, '../emit/scenarios');

/** The folder of a scenario's base, from the root of the project. */
export function scenarioInput(name: string): string {
  return `test/emit/scenarios/${name}/input`;
}

/** The folder of a scenario's proposal, from the root of the project. */
export function scenarioProposal(name: string): string {
  return `test/emit/scenarios/${name}/proposal`;
}

/**
 * What a scenario expects of one target of a base or a proposal, by path. With RECORD=1 in the environment the folder first becomes
 * what the emitter made: read the difference before committing it.
 */
export function scenarioOutput(
  name: string,
  subject: string,
  target: string,
  made: readonly EmittedFile[],
): ReadonlyMap<string, string> {
  const folder = join(scenarios, name, 'output');
  const own = `${subject}/${target}/`;
  const recorded = (): string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter((path) => path.startsWith(own))
      .sort();
  if (process.env['RECORD'] === '1') {
    mkdirSync(folder, { recursive: true });
    for (const path of recorded()) rmSync(join(folder, path));
    for (const { path, text } of made) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }
  return new Map(recorded().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
