import { startProduct } from './start.ts';

/** Air quality of more than ten cities has been judged. */
async function judged(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/portal/air/now`);
  if (!answer.ok) return false;
  const { cities } = (await answer.json()) as { cities: { aqi: number | null }[] };
  return cities.filter((city) => city.aqi !== null).length > 10;
}

/** Two products: the simulated region, and one where a gateway goes out after three minutes, while other tests run (`outage.spec.ts`). */
export default async function setup(): Promise<() => Promise<void>> {
  const region = await startProduct([], judged);
  process.env.TARIM_E2E_URL = region.url;
  process.env.TARIM_E2E_GATEWAY = String(region.gateway);
  process.env.TARIM_E2E_DATA = region.data;
  const outage = await startProduct(
    ['--scenario', 'gateway-outage'],
    async (url) => (await fetch(`${url}/api/portal/air/now`)).ok,
  );
  process.env.TARIM_E2E_OUTAGE_URL = outage.url;
  process.env.TARIM_E2E_OUTAGE_PID = String(outage.pid);
  await hearSoon(outage.url);
  return async () => {
    await region.stop();
    await outage.stop();
  };
}

/** Shorter waits than those delivered: the test must not wait for a quarter of an hour. */
async function hearSoon(url: string): Promise<void> {
  const headers = { 'x-tarim': '1', 'content-type': 'application/json' };
  const signedIn = await fetch(`${url}/api/identity/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ account: 'admin', password: 'Tarim-2026' }),
  });
  const cookie = signedIn.headers.getSetCookie().map((one) => one.split(';')[0]!);
  const changed = await fetch(`${url}/api/alarm/rules/offline`, {
    method: 'PUT',
    headers: { ...headers, cookie: cookie.join('; ') },
    body: JSON.stringify({
      enabled: true,
      pendingFor: 60,
      recoverFor: 60,
      severity: 'warning',
      params: {
        silenceFactor: 2,
        minSilenceMinutes: 2,
        slowSilenceMinutes: 30,
        groupMin: 3,
        groupShare: 80,
        groupWaitMinutes: 2,
      },
      reason: '浏览器测试用的较短等待',
    }),
  });
  if (!changed.ok) throw new Error(`the rule of offline points was not changed: ${await changed.text()}`);
}
