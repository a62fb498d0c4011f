import { type APIRequestContext, expect, type Page } from '@playwright/test';

/** Where the product runs that `global-setup.ts` started. */
export const base = () => process.env.TARIM_E2E_URL!;
/** What every request that changes something carries. */
export const json = { 'x-tarim': '1' };

export async function signIn(page: Page, account = 'admin'): Promise<APIRequestContext> {
  const answer = await page.request.post(`${base()}/api/identity/sign-in`, {
    headers: json,
    data: { account, password: 'Tarim-2026' },
  });
  expect(answer.status()).toBe(200);
  return page.request;
}

/** Waits until a probe gives something. */
export async function until<T>(
  probe: () => Promise<T | null | undefined | false>,
  what: string,
  seconds = 60,
): Promise<T> {
  for (let i = 0; i < seconds * 2; i++) {
    const value = await probe();
    if (value) return value;
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`waited for ${what}`);
}
