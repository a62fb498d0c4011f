import { defineConfig } from 'vitest/config';

/** Two tiers: `unit` (pure, beside the source) and `medium` (real PostgreSQL, real sockets, one file at a time). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/*/src/**/*.test.ts',
            'modules/*/**/*.test.ts',
            'simulator/src/**/*.test.ts',
            'apps/*/src/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/*.medium.test.ts'],
        },
      },
      {
        test: {
          name: 'medium',
          include: ['**/*.medium.test.ts'],
          exclude: ['**/node_modules/**'],
          globalSetup: ['packages/testkit/src/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: true,
          maxWorkers: 2,
        },
      },
    ],
  },
});
