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

/** Has a supervision task dispatched by hand and a notice issued for it. */
export async function makeNotice(request: APIRequestContext): Promise<void> {
  const { points } = await (
    await request.get(`${base()}/api/registry/points?kind=outlet-gas&limit=1`)
  ).json();
  const post = async (path: string, data: object) => {
    const answer = await request.post(`${base()}/api/supervision/${path}`, { headers: json, data });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  };
  const { id } = await post('tasks', { pointId: points[0].id, requirement: '核实（浏览器测试）' });
  await post(`tasks/${id}/notices`, { requirement: '说明情况（浏览器测试）' });
}

/** Has a spatial analysis run to its end. @returns its number */
export async function makeAnalysis(request: APIRequestContext, kind: string, input: object): Promise<number> {
  const asked = await request.post(`${base()}/api/analysis/runs`, {
    headers: json,
    data: { kind, title: `浏览器测试 ${kind}`, input },
  });
  expect(asked.status(), await asked.text()).toBe(200);
  const { id } = (await asked.json()) as { id: number };
  await until(async () => {
    const { run } = await (await request.get(`${base()}/api/analysis/runs/${id}`)).json();
    if (run.state === 'failed') throw new Error(run.error);
    return run.state === 'done';
  }, 'an analysis to end');
  return id;
}

/** Waits for the simulated draws: one that is done, one that is prepared. */
export async function drawsMade(
  request: APIRequestContext,
): Promise<readonly { id: number; number: string; state: string; commitment: string; unitPath: string }[]> {
  return until(
    async () => {
      const { draws } = await (await request.get(`${base()}/api/portal/draws`)).json();
      return draws.length >= 2 ? draws : undefined;
    },
    'the simulated draws',
    300,
  );
}

/** Waits for the simulated cases of penalty. */
export async function casesMade(
  request: APIRequestContext,
): Promise<readonly { id: number; state: string; number: string }[]> {
  return until(
    async () => {
      const { cases } = await (await request.get(`${base()}/api/enforcement/cases`)).json();
      return cases.length >= 4 ? cases : undefined;
    },
    'the simulated cases',
    300,
  );
}

/** Waits for the simulated cases of compensation; the one of a closed penalty is closed too. */
export async function damagesMade(
  request: APIRequestContext,
): Promise<readonly { id: number; state: string; number: string; source: string }[]> {
  return until(
    async () => {
      const { cases } = await (await request.get(`${base()}/api/damage/cases`)).json();
      return cases.some(({ source }: { source: string }) => source === 'complaint') ? cases : undefined;
    },
    'the simulated compensation cases',
    300,
  );
}

/** Waits for the simulated permits: complaints are there before them. */
export async function permitsMade(
  request: APIRequestContext,
): Promise<readonly { id: number; number: string; renewal: { daysBefore: number | null } | null }[]> {
  return until(
    async () => {
      const { permits } = await (await request.get(`${base()}/api/permit/permits`)).json();
      return permits.some(({ class: of }: { class: string }) => of === 'registration') ? permits : undefined;
    },
    'the simulated permits',
    300,
  );
}

/** Waits for the simulated round of audits with its papers. */
export async function auditsMade(
  request: APIRequestContext,
): Promise<{ id: number; number: string; unitPath: string; papers: number; signed: number }> {
  return until(
    async () => {
      const { rounds } = await (await request.get(`${base()}/api/audit/rounds`)).json();
      return rounds.find(({ signed }: { signed: number }) => signed > 0);
    },
    'the simulated audit',
    300,
  );
}

export interface Alarm {
  readonly id: number;
  readonly unitPath: string;
  readonly enterpriseId: number | null;
  readonly simulated: boolean;
}

/** Waits for an alarm of an enterprise of the region that nobody was asked about yet. */
export function unaskedAlarm(
  request: APIRequestContext,
  fits: (alarm: Alarm) => boolean = () => true,
): Promise<Alarm & { enterpriseId: number }> {
  const read = async (path: string) => (await request.get(`${base()}/api/${path}`)).json();
  return until(
    async () => {
      const { alarms } = (await read('alarm/alarms?state=all&unit=/650000/&limit=200')) as {
        alarms: Alarm[];
      };
      // Other tests adopt devices of their own, which are no simulation and fall silent: these are about the label of simulated data.
      for (const alarm of alarms) {
        const { enterpriseId } = alarm;
        if (enterpriseId === null || !alarm.simulated || !fits(alarm)) continue;
        // Faults and silence are no task by themselves; one that somebody else has begun with is left alone.
        const { tasks } = (await read(`supervision/alarms/${alarm.id}/tasks`)) as { tasks: unknown[] };
        if (tasks.length === 0) return { ...alarm, enterpriseId };
      }
      return null;
    },
    'an alarm that is no task yet',
    180,
  );
}

/** Waits for the simulated campaigns; the one under way has results. @returns its number */
export async function campaignMade(request: APIRequestContext): Promise<number> {
  return until(
    async () => {
      const { campaigns } = await (await request.get(`${base()}/api/campaign/campaigns`)).json();
      const one = campaigns.find(({ done }: { done: number }) => done > 0);
      return one && campaigns.length > 1 ? (one.id as number) : undefined;
    },
    'the simulated campaigns',
    300,
  );
}

/** Waits for the simulated users of nuclear technology and the sources without an owner, which come last. */
export async function radiationMade(
  request: APIRequestContext,
): Promise<readonly { id: number; name: string; red: number }[]> {
  return until(
    async () => {
      const { orphans } = await (await request.get(`${base()}/api/radiation/orphans`)).json();
      if (orphans.length < 2) return undefined;
      return (await (await request.get(`${base()}/api/radiation/units`)).json()).units;
    },
    'the simulated users of nuclear technology',
    300,
  );
}

/** Waits for the simulated night of mobile sources. @returns the accident of the lost source */
export async function trackingMade(request: APIRequestContext): Promise<number> {
  return until(
    async () => {
      const { accidents } = await (await request.get(`${base()}/api/tracking/accidents`)).json();
      return accidents[0]?.id as number | undefined;
    },
    'the simulated night of mobile sources',
    300,
  );
}
