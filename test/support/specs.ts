import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBase, type LoadedBase, type SpecSource } from '../../src/spec/load/load.ts';

const root = join(import.meta.dirname, '../..');

function source(path: string): SpecSource {
  return { path, text: readFileSync(join(root, path), 'utf8') };
}

/** Loads the base in a folder of the project, given by its path from the root. */
export function baseIn(folder: string): LoadedBase {
  const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && file !== 'family.yaml')
    .sort();
  const parts = files.map((file) => source(`${folder}/${file}`));
  const { value, findings } = loadBase({ family: source(`${folder}/family.yaml`), parts });
  if (value !== null) return value;
  throw new Error(
    findings.map(({ code, message, span }) => `${span.file}:${span.line}: ${code} ${message}`).join('\n'),
  );
}

let base: LoadedBase | undefined;

/** The project's own `iommufd@v6.12`. */
export function iommufd(): LoadedBase {
  return (base ??= baseIn('specs/iommufd'));
}
