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

/** Has yesterday's bulletin of the region made. @returns its id */
export async function makeReport(request: APIRequestContext, more: object = {}): Promise<number> {
  // Beijing's yesterday.
  const period = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
  const asked = await request.post(`${base()}/api/reporting/reports`, {
    headers: json,
    data: { kind: 'daily', unitPath: '/650000/', period, ...more },
  });
  const { id } = (await asked.json()) as { id: number };
  await until(async () => {
    const { state } = await (await request.get(`${base()}/api/reporting/reports/${id}`)).json();
    return state === 'done';
  }, 'a report to be made');
  return id;
}
