import { join, relative, sep } from 'node:path';
import { createPrinter, type Printer } from '../emit/template.ts';
import { EnvironmentError } from '../host/errors.ts';
import { packageRoot } from '../host/package-root.ts';
import { filesBelow, readText } from '../host/read.ts';

/** A printer of the package's own templates. In the bundle, esbuild.config.mjs has compiled them all. */
export function templatePrinter(): Printer {
  return createPrinter(templateSources());
}

/** The package's own templates, by name. */
export function templateSources(): ReadonlyMap<string, string> {
  const folder = join(packageRoot(), 'templates');
  const sources = new Map<string, string>();
  for (const path of filesBelow(folder)) {
    if (!path.endsWith('.hbs')) continue;
    const read = readText(path);
    if (!read.ok) throw new EnvironmentError('CLI0008', `${path} ${read.detail}`, 'install abiwright again');
    sources.set(relative(folder, path).split(sep).join('/').slice(0, -'.hbs'.length), read.text);
  }
  return sources;
}
