import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Interface } from '../../src/spec/interface.ts';
import { loadBase } from '../../src/spec/load/load.ts';

const root = join(import.meta.dirname, '../..');
const base = 'specs/iommufd';

/** The project's own base with one text of one of its files replaced, which must be there once. */
export function changedBase(file: string, text: string, by: string): Interface {
  const source = (name: string): { path: string; text: string } => {
    const path = `${base}/${name}`;
    const own = readFileSync(join(root, path), 'utf8');
    if (name !== file) return { path, text: own };
    if (own.split(text).length !== 2) throw new Error(`${path} does not have this once: ${text}`);
    return { path, text: own.replace(text, () => by) };
  };
  const files = readdirSync(join(root, base), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.yaml'),
  );
  const parts = files.filter((name) => name !== 'family.yaml').sort();
  const { value, findings } = loadBase({ family: source('family.yaml'), parts: parts.map(source) });
  if (value !== null) return value.interface;
  throw new Error(findings.map(({ message, span }) => `${span.file}:${span.line}: ${message}`).join('\n'));
}
