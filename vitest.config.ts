import { defineConfig } from 'vitest/config';

/**
 * What another version of the server cannot change: files and other programs, our own cluster, fences that are policy. They run
 * once, on the embedded database.
 */
const SAME_ON_ANY_SERVER = [
  'packages/{formats,raster}/**',
  'apps/cli/test/raster.medium.test.ts',
  'packages/documents/**',
  'packages/platform/test/embedded.medium.test.ts',
  'modules/imagery/test/{changes,files}.medium.test.ts',
  'modules/ogc/test/clients.medium.test.ts',
  'modules/reporting/test/reports.medium.test.ts',
  'modules/sensorthings/test/{client,mqtt}.medium.test.ts',
  'modules/telemetry/test/{jetstream,mqtt}.medium.test.ts',
  'modules/exchange/test/{formats,sftp}.medium.test.ts',
  'modules/tracking/test/mqtt.medium.test.ts',
  'apps/server/test/{permissions,sharing-matrix}.medium.test.ts',
];

/** Two tiers: `unit` (pure, beside the source) and `medium` (real PostgreSQL, real sockets, one file at a time). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Pure functions share nothing: a registry of modules for each file would take longer than the tests.
          isolate: false,
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
          exclude: ['**/node_modules/**', ...(process.env.TEST_DATABASE_URL ? SAME_ON_ANY_SERVER : [])],
          // Published for bundlers: Node alone does not find the names that it imports.
          server: { deps: { inline: ['@helgoland/core'] } },
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
