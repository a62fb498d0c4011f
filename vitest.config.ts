import { defineConfig } from 'vitest/config';

/** What no version of the server can change: files and other programs, our own cluster, fences that are policy. */
const SAME_ON_ANY_SERVER = [
  'packages/{formats,raster}/**',
  'apps/cli/test/{raster,raster-ecosystem,backup-embedded}.medium.test.ts',
  'packages/documents/**',
  'packages/platform/test/embedded.medium.test.ts',
  'modules/imagery/test/{changes,composite,files,thematic}.medium.test.ts',
  'modules/ogc/test/clients.medium.test.ts',
  'modules/reporting/test/reports.medium.test.ts',
  'modules/sensorthings/test/{client,mqtt}.medium.test.ts',
  'modules/telemetry/test/{jetstream,mqtt}.medium.test.ts',
  'modules/exchange/test/{formats,sftp}.medium.test.ts',
  'modules/tracking/test/mqtt.medium.test.ts',
  'apps/server/test/{permissions,sharing-matrix}.medium.test.ts',
];

/** What is worth its time on both: the platform under everything, and the river from the frame to the task. */
const ON_BOTH = [
  'packages/platform/**',
  'modules/{registry,telemetry,quality,evaluation,alarm,supervision}/**',
];

/**
 * `npm test` runs everything on the oldest server that is supported, where what a newer one brought is missed, and
 * `TARIM_CHECKS=embedded` the rest, and the river again, on the newest, which the browser checks and every start use too.
 * Without either, all files run, on the embedded database.
 */
const embedded = process.env.TARIM_CHECKS === 'embedded';
const elsewhere = embedded ? [] : process.env.TEST_DATABASE_URL ? SAME_ON_ANY_SERVER : [];
const medium = embedded
  ? [...SAME_ON_ANY_SERVER, ...ON_BOTH].map((path) =>
      path.endsWith('/**') ? `${path}/*.medium.test.ts` : path,
    )
  : ['**/*.medium.test.ts'];

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
          include: medium,
          exclude: ['**/node_modules/**', ...elsewhere],
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
