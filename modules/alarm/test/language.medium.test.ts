import { judged } from '@tarim/evaluation/contract';
import { beijingIso } from '@tarim/kernel';
import { actorWith, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import * as contract from '../contract.ts';
import { watchDevices } from '../server/jobs/watch-devices.ts';
import { hear, MODULES, seedRegistry, URUMQI } from './seed.ts';

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const officer = actorWith('duty-officer', '/650000/650100/');
const english = { 'accept-language': 'en-GB,en;q=0.9,zh;q=0.5' };

async function setUp() {
  const ctx = await testContext({ modules: MODULES, now: NOON + 3_660_000, policy: makePolicy() });
  await seedRegistry(ctx.db);
  await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
    ('650000', '/650000/', null, 'region', 'region', '{"zh": "新疆维吾尔自治区", "en": "Xinjiang"}', 1, 'test', 'sourced'),
    ('650100', '/650000/650100/', '650000', 'prefecture', 'region', '{"zh": "乌鲁木齐市", "en": "Urumqi"}', 2, 'test', 'sourced'),
    ('650102', ${URUMQI}, '650100', 'county', 'region', '{"zh": "天山区", "en": "Tianshan", "ug": "تىيانشان"}', 3, 'test', 'sourced')`.execute(
    ctx.db,
  );
  const item = {
    pointId: 1,
    code: 'a21026',
    period: 'hour',
    time: beijingIso(NOON),
    verdict: 'exceeds',
    value: 42_000,
    limit: 35_000,
    ratio: 1.2,
    unit: 'µg/m³',
    revision: 0,
  } as const;
  await ctx.db.transaction().execute((tx) => ctx.outbox.publish(tx, judged, { items: [{ ...item }] }));
  await ctx.deliver();
  const server = await testServer(ctx, MODULES);
  const list = async (headers: Record<string, string> = {}) =>
    (await server.call(contract.listAlarms, { as: officer, headers })).body.alarms;
  return { ctx, server, list };
}

describe('names in an answer', () => {
  it('are in the language of the request; the unit is that of the limit', async () => {
    const { server, list } = await setUp();
    expect((await list(english))[0]).toMatchObject({
      codeName: 'Sulphur dioxide',
      unitName: 'Tianshan',
      unit: 'µg/m³',
    });
    const [row] = await list();
    expect(row).toMatchObject({ codeName: '二氧化硫', unitName: '天山区' });
    expect((await list({ 'accept-language': 'ug' }))[0].unitName).toBe('تىيانشان');
    const one = await server.call(contract.getAlarm, {
      as: officer,
      params: { id: row.id },
      headers: english,
    });
    expect(one.body.codeName).toBe('Sulphur dioxide');
    const noted = await server.call(contract.addNote, {
      as: officer,
      params: { id: row.id },
      body: { text: 'seen' },
      headers: english,
    });
    expect(noted.body.unitName).toBe('Tianshan');
  });

  it('name the factors of a fault, not their codes', async () => {
    const { ctx, server } = await setUp();
    await hear(ctx.db, 3, ctx.clock.now(), 'D');
    await watchDevices(ctx, 0);
    const { body } = await server.call(contract.listAlarms, { as: officer, query: { kind: 'fault' } });
    const texts = async (headers: Record<string, string>) =>
      (
        await server.call(contract.getAlarm, { as: officer, params: { id: body.alarms[0].id }, headers })
      ).body.log.map((line: { text: string }) => line.text);
    expect(await texts({})).toEqual(['二氧化硫']);
    expect(await texts(english)).toEqual(['Sulphur dioxide']);
  });
});

describe('the exported file', () => {
  it('has headings, words and names in the language that the page asks for', async () => {
    const { server } = await setUp();
    const lines = async (query: object, headers: Record<string, string> = {}) => {
      const csv = await server.call(contract.exportAlarms, {
        as: officer,
        query: { format: 'csv', ...query },
        headers,
      });
      return Buffer.from(csv.body).toString('utf8').trim().split('\r\n');
    };
    const [heading, row] = await lines({ lang: 'en' });
    expect(heading).toContain('No.,Kind,State,Severity,Point,Enterprise,Administrative unit,Factor');
    expect(row).toContain('Exceedance,Firing,Warning');
    expect(row).toContain('Tianshan,Sulphur dioxide');
    expect(await lines({}, english)).toEqual([heading, row]);
    // The link of a page carries its language: the browser's own does not count.
    const chinese = await lines({ lang: 'zh-CN' }, english);
    expect(chinese[0]).toContain('编号,类型,状态,级别');
    expect(chinese[1]).toContain('超标,报警中,一般');
  });
});
