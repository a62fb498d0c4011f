import { defineConfig } from '@playwright/test';

/** The whole product with the simulated region, in a real browser. One server for all tests, one test at a time. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  reporter: [['line'], ['json']],
  globalSetup: './global-setup.ts',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env.TARIM_CHROMIUM ?? '/usr/bin/chromium',
      // In the C locale the browser gives up on names of files that are not ASCII.
      env: { ...process.env, LANG: 'C.UTF-8' } as Record<string, string>,
      args: [
        '--no-sandbox',
        // A click on a dialog that is still growing may land beside its button.
        '--force-prefers-reduced-motion',
        '--use-angle=swiftshader',
        '--enable-unsafe-swiftshader',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
});
