import { test as base } from '@playwright/test';

export * from '@playwright/test';

/**
 * Ends with each test what it opened by itself: pages that nobody looks at any more go on asking the product for news, until it has
 * to refuse (429) what the next tests ask.
 */
export const test = base.extend<{ closing: undefined }>({
  closing: [
    async ({ browser }, use) => {
      await use(undefined);
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
});
