import { dirname } from 'node:path';
import { findUpwards } from './find.ts';

/**
 * The folder of the package, which holds its own `specs` and `templates`. The same from src/ and from the bundle in
 * dist/.
 *
 * @throws Error if the package was taken apart: the bundle runs beside its package.json only
 */
export function packageRoot(): string {
  const file = findUpwards('package.json', import.meta.dirname);
  if (file === null) throw new Error(`no package.json above ${import.meta.dirname}`);
  return dirname(file);
}
