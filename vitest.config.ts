import { defineConfig } from 'vitest/config';

const report = process.env['ABIWRIGHT_TEST_REPORT'];

/**
 * Two projects. `fast` needs Node only; `real` needs what .ci/install-system-packages installs: cross compilers, and
 * the kernel tree that .ci/kernel-tree prepares.
 */
export default defineConfig({
  test: {
    // .ci/run counts the tests of this report.
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: ['test/real/**'],
          setupFiles: ['test/support/fast-check.ts'],
          globalSetup: ['test/support/build-bundle.ts'],
          // Wall clock: several programs may share two cores.
          testTimeout: 600_000,
          // Vitest would leave one of two cores alone.
          maxWorkers: '100%',
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          setupFiles: ['test/support/fast-check.ts'],
          globalSetup: ['test/support/build-bundle.ts'],
          testTimeout: 1_800_000,
          // Another run may hold the folder that kernels are built in (test/support/exclusive.ts), and the first makes it.
          hookTimeout: 5_400_000,
          maxWorkers: '100%',
        },
      },
    ],
    coverage: { provider: 'v8', include: ['src/**/*.ts'] },
  },
});
