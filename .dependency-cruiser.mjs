/** What each folder of src may import from src: the table of docs/architecture.md. */
const mayImport = {
  diagnostics: [],
  host: ['diagnostics'],
  spec: ['diagnostics'],
  layout: ['spec', 'diagnostics'],
  explore: [],
  machine: ['spec', 'diagnostics'],
  model: ['machine', 'layout', 'spec', 'diagnostics'],
  recording: ['model', 'machine', 'layout', 'spec', 'diagnostics'],
  vectors: ['recording', 'model', 'machine', 'layout', 'spec', 'diagnostics'],
  lint: ['vectors', 'recording', 'model', 'machine', 'layout', 'spec', 'diagnostics'],
  emit: ['vectors', 'recording', 'model', 'machine', 'layout', 'spec', 'diagnostics'],
  series: ['emit', 'lint', 'vectors', 'recording', 'model', 'machine', 'layout', 'spec', 'diagnostics', 'host'],
  telling: ['emit', 'diagnostics'],
  workbench: [
    'telling',
    'series',
    'emit',
    'lint',
    'vectors',
    'recording',
    'model',
    'explore',
    'machine',
    'layout',
    'spec',
    'diagnostics',
    'host',
  ],
  commands: ['workbench', 'telling', 'host', 'diagnostics'],
};

const oneWay = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `one-way-${folder}`,
  comment: `src/${folder} may import ${allowed.join(', ') || 'no other folder'} (docs/architecture.md)`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})/` },
}));

export default {
  forbidden: [
    ...oneWay,
    {
      name: 'known-folders',
      comment: 'every file of src is in a folder of the table of docs/architecture.md',
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${Object.keys(mayImport).join('|')})/` },
      to: {},
    },
    {
      name: 'one-door-to-the-outside',
      comment:
        'files, processes and the clock are reached through src/host; node:vm compiles what src/machine generates',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/host/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(path|util|buffer|assert|vm)(/|$)' },
    },
    {
      name: 'git-is-for-series',
      comment: 'simple-git starts processes, so only series and host import it',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(series|host)/' },
      to: { path: 'node_modules/simple-git' },
    },
    {
      name: 'no-cycle',
      comment: 'types may refer to each other (an ioctl has steps, a step names an ioctl); values may not',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-test-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-development-dependency',
      comment: 'what src imports is a dependency of the package, not of its development',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
