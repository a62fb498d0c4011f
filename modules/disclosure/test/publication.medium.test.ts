import type { Actor } from '@tarim/platform';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { MODULES, NOON, putAqi, putVerdict, seed } from './seed.ts';

const administrator = actorWith('administrator', '/');
const elsewhere = actorWith('administrator', '/650000/653200/');
const officer = actorWith('duty-officer', '/');

async function setUp() {
  const ctx = await testContext({ modules: MODULES, now: NOON + 3_660_000, policy: makePolicy() });
  await seed(ctx.db);
  await putAqi(ctx.db, 'aqi', 1, NOON, 60);
  await putVerdict(ctx.db, { pointId: 3, code: 'a21026', time: NOON, value: 42, upper: 35 });
  const server = await testServer(ctx, MODULES);
  const set = (as: Actor | undefined, body: object) =>
    server.call(contract.setPublication, { as, body: { reason: '核对中', ...body } });
  return { ctx, server, set };
}

describe('holding back', () => {
  it('is for those who manage disclosure, where they are competent', async () => {
    const { server, set } = await setUp();
    const hide = { subject: 'point', key: '1', public: false };
    expect((await set(undefined, hide)).status).toBe(401);
    expect((await set(officer, hide)).status).toBe(403);
    expect((await set(elsewhere, hide)).status).toBe(403);
    expect((await server.call(contract.listPublications, { as: officer })).status).toBe(403);
    expect((await set(administrator, hide)).status).toBe(200);
  });

  it('takes a station off the portal at once, with reason and audit, and puts it back', async () => {
    const { ctx, server, set } = await setUp();
    const stations = async () => (await server.call(contract.portalAirNow)).body.stations.length;
    expect(await stations()).toBe(1);
    const listed = (await set(administrator, { subject: 'point', key: '1', public: false })).body
      .publications;
    expect(listed).toMatchObject([
      {
        subject: 'point',
        key: '1',
        label: { zh: '收费所', en: null, ug: null },
        unitPath: '/650000/650100/650102/',
        public: false,
        reason: '核对中',
        changedBy: 'administrator',
      },
    ]);
    expect(await stations()).toBe(0);
    expect(
      (await set(administrator, { subject: 'point', key: '1', public: null })).body.publications,
    ).toEqual([]);
    expect(await stations()).toBe(1);
    const { rows } = await sql<{ action: string }>`select action from platform.audit order by id`.execute(
      ctx.db,
    );
    expect(rows.map((row) => row.action)).toEqual(['disclosure.hidden', 'disclosure.shown']);
  });

  it('of a factor, which is hidden everywhere, is for those who are competent everywhere', async () => {
    const { set } = await setUp();
    const hide = { subject: 'code', key: 'a21026', public: false };
    expect((await set(actorWith('planner', '/BT/BT01/'), hide)).status).toBe(403);
    expect((await set(actorWith('planner', '/650000/'), hide)).status).toBe(403);
    expect((await set(actorWith('planner', '/'), hide)).status).toBe(200);
  });

  it('tells of every point and factor whether it is shown, and what keeps it back', async () => {
    const { server, set } = await setUp();
    await set(administrator, { subject: 'enterprise', key: '1', public: false });
    await set(administrator, { subject: 'code', key: 'w01019', public: false });
    const points = async (query: object = {}) =>
      (await server.call(contract.listPublicationPoints, { as: administrator, query })).body;
    const { points: all, counts } = await points();
    expect(counts).toEqual({ shown: 2, hidden: 4 });
    expect(all.map((one: contract.PublicationPoint) => [one.name, one.hiddenBy])).toEqual([
      ['收费所', null],
      ['试验站', 'registry'],
      ['1 号炉烟囱', 'enterprise'],
      ['总排口', 'enterprise'],
      ['窑尾', 'registry'],
      ['乌拉泊', null],
    ]);
    expect(all[2].factors.map((one: { code: string; hiddenBy: string }) => [one.code, one.hiddenBy])).toEqual(
      [
        ['a21026', null],
        ['a34013', 'registry'],
      ],
    );
    expect((await points({ q: '炉' })).points).toHaveLength(1);
    expect((await points({ shown: true })).points).toHaveLength(2);
    const first = await points({ limit: 4 });
    expect((await points({ limit: 4, after: first.next })).points).toHaveLength(2);
    const { factors } = (await server.call(contract.listPublicationFactors, { as: administrator })).body;
    expect(factors).toMatchObject([{ code: 'w01019', points: 1, closedAt: 0, shown: false }]);
    expect((await server.call(contract.listPublicationPoints, { as: officer })).status).toBe(403);
  });

  it('takes a factor or a whole enterprise off', async () => {
    const { server, set } = await setUp();
    const list = async () => (await server.call(contract.portalEnterprises)).body.enterprises;
    await set(administrator, { subject: 'code', key: 'a21026', public: false });
    expect((await list())[0]).toMatchObject({ verdict: 'not-judged', exceeding: [], exceed24h: 0 });
    await set(administrator, { subject: 'enterprise', key: '1', public: false });
    expect(await list()).toEqual([]);
  });

  it('cannot reveal what the registry keeps back', async () => {
    const { set } = await setUp();
    expect((await set(administrator, { subject: 'point', key: '2', public: true })).body.code).toBe(
      'DISCLOSURE_NOT_PUBLIC_IN_REGISTRY',
    );
    for (const key of ['999', 'x', '1;drop']) {
      expect((await set(administrator, { subject: 'point', key, public: false })).body.code).toBe(
        'DISCLOSURE_SUBJECT_UNKNOWN',
      );
    }
  });
});
