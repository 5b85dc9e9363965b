import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const shipped = join(import.meta.dirname, '../../specs');

/** Makes a folder inside of another, with the shipped specs, of which one file is changed. Returns its path. */
export function specsFolder(inside: string, file: string, change: (text: string) => string): string {
  const own = mkdtempSync(join(inside, 'specs-'));
  cpSync(shipped, join(own, 'specs'), { recursive: true });
  const path = join(own, 'specs', file);
  const text = readFileSync(path, 'utf8');
  const other = change(text);
  if (other === text) throw new Error(`${file} is as it was`);
  writeFileSync(path, other);
  return own;
}
