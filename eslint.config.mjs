import tseslint from 'typescript-eslint';

const doubleCast = {
  selector: 'TSAsExpression > TSAsExpression[typeAnnotation.type="TSUnknownKeyword"]',
  message: 'A double cast hides a wrong type: narrow with a check instead.',
};
const importWithoutExtension = {
  selector:
    ':matches(ImportDeclaration, ExportNamedDeclaration, ImportExpression)[source.value=/^\\.(?!.*\\.(ts|json)$)/]',
  message: 'An import of our own file ends in .ts.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; only oclif commands and tool configuration have a default export.',
};

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'coverage/',
      'outgoing/',
      'generated/',
      'node_modules/',
      'test/**/scenarios/',
      'test/**/fixtures/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      eqeqeq: 'error',
      'no-restricted-imports': [
        'error',
        {
          name: '@oclif/core',
          message: 'Import a part (@oclif/core/args, /flags, /command): the whole slows every start.',
        },
      ],
      'no-restricted-syntax': ['error', doubleCast, importWithoutExtension, defaultExport],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // oclif commands, and what vitest loads by its default export.
    files: ['src/commands/*.ts', '*.config.ts', 'test/support/build-bundle.ts'],
    rules: { 'no-restricted-syntax': ['error', doubleCast, importWithoutExtension] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
    },
  },
);
