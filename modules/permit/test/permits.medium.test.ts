import { fileURLToPath } from 'node:url';
import { makePolicy } from '@tarim/identity/server';
import type { Actor } from '@tarim/platform';
import { loadRegionPack, regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { supervisionModule } from '@tarim/supervision/server';
import { testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { permitModule } from '../server/module.ts';
import { seedDemoPermits } from '../server/use-cases/seed-demo.ts';

const XINJIANG = fileURLToPath(new URL('../../../regions/xinjiang/', import.meta.url));
const UNIT = '/650000/650100/650102/';
const MODULES = [regionModule, registryModule, supervisionModule, permitModule];
const noon = (on: string) => Date.parse(`${on}T12:00:00+08:00`);
const person = (index: number, name: string, post: Actor['posts'][number]): Actor => ({
  userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
  name,
  posts: [post],
});
const CLERK = person(1, '甲', { role: 'planner', unitPath: '/650000/650100/' });
const ELSEWHERE = person(2, '乙', { role: 'planner', unitPath: '/BT/' });
const OWN = person(3, '丙', { role: 'enterprise', unitPath: UNIT, enterpriseId: 1 });
const OTHER = person(4, '丁', { role: 'enterprise', unitPath: UNIT, enterpriseId: 2 });

const CONTENT: c.PermitContent = {
  class: 'key',
  validFrom: '2022-01-01',
  validTo: '2026-12-31',
  outlets: [
    {
      no: 'DA001',
      name: '锅炉烟囱',
      kind: 'gas',
      factors: [{ factor: '二氧化硫', limit: 35, unit: 'mg/m³', yearly: 60, method: 'auto', frequency: '' }],
    },
  ],
  conditions: '',
  reports: { annualBy: '01-31', quarterlyBy: 15 },
};

async function house(now = '2026-10-20') {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: noon(now) });
  await loadRegionPack(ctx, XINJIANG);
  for (const n of [1, 2, 3, 4, 5, 6])
    await sql`insert into registry.enterprise (uscc, name, unit_path, address, simulated)
      values (${`9165010000000001${n}A`}, ${`企业 ${n}`}, ${UNIT}, 'x', true)`.execute(ctx.db);
  const server = await testServer(ctx, MODULES);
  const call = async <T>(
    def: Parameters<typeof server.call>[0],
    as: Actor | undefined,
    options: object = {},
  ) => {
    const answer = await server.call(def, { ...(as ? { as } : {}), ...options });
    return { status: answer.status, body: answer.body as T & { code: string } };
  };
  const register = (more: object = {}, as = CLERK) =>
    call<c.PermitDetail>(c.registerPermit, as, {
      body: {
        number: '91650100000000011A001P',
        enterpriseId: 1,
        issuer: '某市生态环境局',
        issuedOn: '2022-01-01',
        reportsFrom: '2026-07-01',
        content: CONTENT,
        ...more,
      },
    });
  const apply = (body: object, as = OWN) =>
    call<c.PermitApplication>(c.apply, as, { body: { enterpriseId: 1, reason: '', content: null, ...body } });
  const act = (id: number, body: c.ApplicationAct, as = CLERK) => {
    ctx.clock.set(Math.max(ctx.clock.now(), noon(body.on)));
    return call<c.PermitApplication>(c.actOnApplication, as, { params: { id }, body });
  };
  const read = async (id: number, as = CLERK) =>
    (await call<c.PermitDetail>(c.getPermit, as, { params: { id } })).body;
  return { ctx, call, register, apply, act, read };
}

test('renewal asked fifty-nine days before the end is taken, and warned of as overdue', async () => {
  const { ctx, call, register, apply, act, read } = await house('2026-11-02');
  const { id } = (await register()).body;
  // Not asked for by 1 November: overdue.
  expect((await read(id)).renewal).toMatchObject({ due: '2026-11-01', late: true, light: 'red' });
  const asked = (await apply({ kind: 'renew', permitId: id })).body;
  expect(asked).toMatchObject({ late: true, state: 'submitted', submittedOn: '2026-11-02' });
  const permit = await read(id);
  expect(permit.renewal).toMatchObject({ askedOn: '2026-11-02', daysBefore: 59, late: true, light: 'red' });
  const warned = await call<{ permits: c.PermitSummary[] }>(c.listPermits, CLERK, {
    query: { renewal: true },
  });
  expect(warned.body.permits.map((one) => one.id)).toEqual([id]);
  expect((await apply({ kind: 'renew', permitId: id })).body.code).toBe('PERMIT_UNDER_WAY');
  // Granted: five years more, and the warning is over; that it came too late stays with the application.
  await act(asked.id, { act: 'accept', on: '2026-11-04', note: '' });
  const granted = await act(asked.id, { act: 'grant', on: '2026-11-20', number: '', issuer: '', note: '' });
  expect(granted.body).toMatchObject({ state: 'granted', late: true });
  expect(await read(id)).toMatchObject({
    validFrom: '2027-01-01',
    validTo: '2031-12-31',
    renewal: { late: false, light: 'green', askedOn: null },
    steps: [{ act: 'issue' }, { act: 'renew', by: '甲' }],
  });
  expect(ctx.clock.now()).toBe(noon('2026-11-20'));
});

test('asked on the sixtieth day it is in time', async () => {
  const { register, apply, read } = await house('2026-11-01');
  const { id } = (await register()).body;
  expect((await apply({ kind: 'renew', permitId: id })).body.late).toBe(false);
  expect((await read(id)).renewal).toMatchObject({ daysBefore: 60, late: false, light: 'done' });
});

test('application, acceptance, decision: its clock, and the permit that comes of it', async () => {
  const { call, apply, act } = await house('2026-11-02');
  const content = { ...CONTENT, validFrom: '2026-12-01', validTo: '2031-11-30' };
  expect((await apply({ kind: 'new', permitId: null })).body.code).toBe('PERMIT_CONTENT_MISSING');
  expect(
    (await apply({ kind: 'new', permitId: null, content: { ...content, validTo: '2031-12-01' } })).body.code,
  ).toBe('PERMIT_TERM_WRONG');
  const asked = (await apply({ kind: 'new', permitId: null, content })).body;
  expect(asked.clock).toBeNull();
  const accepted = (await act(asked.id, { act: 'accept', on: '2026-11-02', note: '' })).body;
  // 30 working days from Monday 2 November: Monday 14 December.
  expect(accepted.clock).toMatchObject({ due: '2026-12-14', light: 'green', confidence: 'unverified' });
  expect((await act(asked.id, { act: 'refuse', on: '2026-11-03', reason: 'x' }, ELSEWHERE)).status).toBe(403);
  expect((await act(asked.id, { act: 'refuse', on: '2026-11-03', reason: 'x' }, OWN)).status).toBe(403);
  const grant = { act: 'grant', on: '2026-11-20', number: '', issuer: '某局', note: '' } as const;
  expect((await act(asked.id, grant)).body.code).toBe('PERMIT_NUMBER_MISSING');
  await act(asked.id, { ...grant, number: '91650100000000011A001P' });
  const { permits } = (await call<{ permits: c.PermitSummary[] }>(c.listPermits, OWN)).body;
  expect(permits).toMatchObject([{ number: '91650100000000011A001P', class: 'key', state: 'valid' }]);
  const open = (
    await call<{ permits: c.OpenPermit[] }>(c.listOpenPermits, undefined, { query: { text: '企业 1' } })
  ).body;
  expect(open.permits).toMatchObject([{ enterprise: '企业 1', outlets: [{ no: 'DA001' }] }]);
});

test('an enterprise sees and files its own; nobody else’s', async () => {
  const { call, register, apply, read } = await house();
  const { id } = (await register()).body;
  expect((await call(c.listPermits, OTHER)).body).toMatchObject({ permits: [] });
  expect((await call(c.getPermit, OTHER, { params: { id } })).status).toBe(404);
  expect((await apply({ kind: 'renew', permitId: id }, OTHER)).status).toBe(403);
  expect((await apply({ kind: 'renew', permitId: id, enterpriseId: 2 }, OTHER)).body.code).toBe(
    'PERMIT_PERMIT_MISSING',
  );
  expect((await register({ number: 'x' }, ELSEWHERE)).status).toBe(403);
  expect((await register()).body.code).toBe('PERMIT_NUMBER_TAKEN');
  const report = (period: string, as = OWN) =>
    call<c.ReportDuty>(c.submitReport, as, {
      params: { id },
      body: { period, summary: '均达标', amounts: [{ factor: '二氧化硫', tonnes: 12 }] },
    });
  // Followed from July: the third quarter fell due on 15 October.
  expect((await read(id)).reports.map(({ period, light }) => `${period} ${light}`)).toEqual([
    '2026Q3 red',
    '2026 green',
  ]);
  expect((await read(id)).lateReports).toBe(1);
  expect((await report('2026Q3', OTHER)).status).toBe(403);
  expect((await report('2026Q1')).body.code).toBe('PERMIT_REPORT_PERIOD');
  expect((await report('2026')).body.code).toBe('PERMIT_REPORT_EARLY');
  expect((await report('2026Q3')).body).toMatchObject({ submittedOn: '2026-10-20', late: true });
  expect((await report('2026Q3')).body.code).toBe('PERMIT_REPORT_TAKEN');
  expect((await read(id, OWN)).lateReports).toBe(0);
});

test('cancelled is cancelled: nothing is asked for it any more', async () => {
  const { call, register, apply, read } = await house();
  const { id } = (await register()).body;
  const end = (act: 'cancel' | 'revoke', on: string) =>
    call(c.endPermit, CLERK, { params: { id }, body: { act, on, reason: '停产' } });
  expect((await end('cancel', '2021-12-31')).body.code).toBe('PERMIT_DAY_ORDER');
  expect((await end('cancel', '2026-10-20')).status).toBe(200);
  expect((await end('revoke', '2026-10-20')).body.code).toBe('PERMIT_STATE_UNFIT');
  expect(await read(id)).toMatchObject({ state: 'cancelled', renewal: null, mayFile: false });
  expect((await apply({ kind: 'renew', permitId: id })).body.code).toBe('PERMIT_PERMIT_MISSING');
});

test('the simulated region has permits, one whose renewal came fifty-nine days before its end, once', async () => {
  const { ctx, call } = await house();
  await seedDemoPermits(ctx);
  await seedDemoPermits(ctx);
  const { permits } = (await call<{ permits: c.PermitSummary[] }>(c.listPermits, CLERK)).body;
  expect(permits.map(({ renewal }) => renewal && [renewal.daysBefore, renewal.light])).toEqual([
    null,
    [80, 'done'],
    [null, 'red'],
    [null, 'yellow'],
    [59, 'red'],
    [null, 'green'],
  ]);
  expect(permits.every(({ simulated }) => simulated)).toBe(true);
  expect(permits.filter(({ lateReports }) => lateReports > 0)).toHaveLength(1);
});
