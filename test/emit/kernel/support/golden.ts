import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../scenarios');

/**
 * The files that a scenario expects, by name. With RECORD=1 in the environment they first become what is given: read the
 * difference before committing it.
 */
export function golden(scenario: string, made: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const output = join(folder, scenario, 'output');
  if (process.env['RECORD'] === '1') {
    rmSync(output, { recursive: true, force: true });
    mkdirSync(output, { recursive: true });
    for (const [name, text] of made) writeFileSync(join(output, name), text);
  }
  return new Map(readdirSync(output).map((name) => [name, readFileSync(join(output, name), 'utf8')]));
}
