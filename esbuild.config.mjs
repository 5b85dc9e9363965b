/**
 * Builds the command line into dist/ (or the folder given as argument): commands.cjs, which is all of it as one function
 * expression, and abiwright.cjs, which loads that through a code cache (src/host/code-cache.ts).
 */
import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const folder = process.argv[2] ?? 'dist';

const common = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  charset: 'ascii',
  minify: true,
  keepNames: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Loaded by oclif only to run TypeScript sources.
  external: ['typescript', 'ts-node', 'tsx'],
  // A bundle that is compiled as a script cannot import; what is imported on demand is in the bundle.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.dirname': '__dirname' },
};

const commands = await build({
  ...common,
  entryPoints: ['src/commands/main.ts'],
  outfile: join(folder, 'commands.cjs'),
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
  write: false,
});
const [bundle] = commands.outputFiles;
const buildId = createHash('sha256').update(bundle.contents).digest('hex').slice(0, 16);

await build({
  ...common,
  entryPoints: ['src/commands/launch.ts'],
  outfile: join(folder, 'abiwright.cjs'),
  banner: { js: '#!/usr/bin/env node' },
  define: { ...common.define, ABIWRIGHT_BUILD_ID: JSON.stringify(buildId) },
});
writeFileSync(bundle.path, bundle.contents);
chmodSync(resolve(import.meta.dirname, folder, 'abiwright.cjs'), 0o755);
