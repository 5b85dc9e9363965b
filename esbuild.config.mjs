/**
 * Builds the command line into dist/ (or the folder given as argument): commands.cjs, which is all of it as one function
 * expression, and abiwright.cjs, which loads that through a code cache (src/host/code-cache.ts).
 *
 * What every start would compile again is compiled here: the validators of the JSON Schemas and the templates.
 */
import { createHash } from 'node:crypto';
import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const folder = resolve(import.meta.dirname, process.argv[2] ?? 'dist');

const common = {
  absWorkingDir: import.meta.dirname,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  charset: 'ascii',
  minifySyntax: true,
  minifyWhitespace: true,
  // Names stay, for stack traces. (esbuild's keepNames would set the name of every closure each time it is made: a sixth
  // of the search for vectors.)
  legalComments: 'none',
  logLevel: 'warning',
  // Loaded by oclif only to run TypeScript sources; and koffi, which has a binary beside it, by conform only.
  external: ['typescript', 'ts-node', 'tsx', 'koffi'],
  // A bundle that is compiled as a script cannot import; what is imported on demand is in the bundle.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.dirname': '__dirname' },
};

/** Runs sources at build time, to do then what they would do at run time. */
async function evaluate(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    define: { 'import.meta.dirname': JSON.stringify(import.meta.dirname) },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Puts compiled validators in the place of src/spec/load/validators.ts, which compiles them on first use. */
const compiledValidators = {
  name: 'compiled-validators',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /\/src\/spec\/load\/validators\.ts$/ }, () => ({
      contents: `import * as compiled from 'compiled:validators'; export const validator = (name) => compiled[name];`,
    }));
    onResolve({ filter: /^compiled:validators$/ }, ({ path }) => ({ path, namespace: 'compiled' }));
    onLoad({ filter: /./, namespace: 'compiled' }, async () => {
      const { createAjv, schemaNames, standaloneCode } = await evaluate(`
        export { createAjv, schemaNames } from './src/spec/load/schemas.ts';
        export { default as standaloneCode } from 'ajv/dist/standalone/index.js';`);
      const names = Object.fromEntries(schemaNames.map((name) => [name, name]));
      return { contents: standaloneCode.default(createAjv(), names), resolveDir: import.meta.dirname };
    });
  },
};

/** Puts compiled templates in the place of src/workbench/templates.ts, which reads and compiles them. */
const compiledTemplates = {
  name: 'compiled-templates',
  setup({ onLoad }) {
    onLoad({ filter: /\/src\/workbench\/templates\.ts$/ }, async ({ path }) => {
      const { precompile, templateSources } = await evaluate(`
        export { precompile } from './src/emit/template.ts';
        export { templateSources } from './src/workbench/templates.ts';`);
      const entries = [...templateSources()].map(
        ([name, source]) => `[${JSON.stringify(name)}, ${precompile(source)}]`,
      );
      const contents = `
        import Handlebars from 'handlebars/runtime';
        import { printerOf } from '../emit/printer.ts';
        const specifications = [${entries.join(',\n')}];
        export function templatePrinter() {
          const handlebars = Handlebars.create();
          return printerOf(handlebars, new Map(specifications.map(([name, each]) => [name, handlebars.template(each)])));
        }`;
      return { contents, resolveDir: dirname(path) };
    });
  },
};

/** oclif looks for commands in folders with these; ours are listed in src/commands/commands.ts. */
const withoutCommandSearch = {
  name: 'without-command-search',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(tinyglobby|minimatch|lilconfig)$/ }, ({ path }) => ({ path, namespace: 'unused' }));
    onLoad({ filter: /./, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Stands for the build's hash until that is known. */
const placeholder = '<the build id>';

const commands = await build({
  ...common,
  entryPoints: ['src/commands/main.ts'],
  outfile: join(folder, 'commands.cjs'),
  plugins: [compiledValidators, compiledTemplates, withoutCommandSearch],
  banner: { js: '(function (exports, require, module, __filename, __dirname) {' },
  footer: { js: '})' },
  define: { ...common.define, ABIWRIGHT_BUILD_ID: JSON.stringify(placeholder) },
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
chmodSync(join(folder, 'abiwright.cjs'), 0o755);
writeFileSync(bundle.path, bundle.text.replaceAll(placeholder, buildId));
