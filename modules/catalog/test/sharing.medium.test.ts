import { DAY_MS } from '@tarim/kernel';
import type { Actor } from '@tarim/platform';
import { testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { makeFigures } from '../server/jobs/figures.ts';
import { warnOfExpiry } from '../server/jobs/warn-expiry.ts';
import { flushMeter } from '../server/meter.ts';
import { MODULES, person, URUMQI, world } from './seed.ts';

const asked: contract.RequestBody = {
  body: '水利厅',
  applicantName: '张工',
  contact: '000-0000000',
  purpose: '河湖管理',
  legalBasis: '履行职责',
  datasets: [{ dataset: 'asked-things', fields: null }],
  unitPath: '/650000/',
  validTo: '2026-12-31',
  dailyRows: 8,
};
const admin = person('admin', 'administrator', '/');
const other = person('other', 'administrator', '/650000/');
const corps = person('corps', 'administrator', '/BT/');
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

async function house(n?: number) {
  const ctx = await world(n);
  const server = await testServer(ctx, MODULES);
  const ask = async (body: Partial<contract.RequestBody> = {}, as?: Actor) => {
    const { body: made } = await server.call(contract.askForSharing, { body: { ...asked, ...body }, as });
    return made as { id: number; receipt: string };
  };
  const granted = async (body: Partial<contract.RequestBody> = {}, approve: object = {}) => {
    const { id, receipt } = await ask(body);
    const answer = await server.call(contract.approveRequest, { params: { id }, body: approve, as: admin });
    expect(answer.status).toBe(200);
    const { body: issued } = await server.call(contract.issueByReceipt, { body: { receipt } });
    return { id, receipt, secret: issued.secret as string };
  };
  const read = (secret: string, query: object = {}, id = 'asked-things') =>
    server.call(contract.exportDataset, {
      params: { id },
      query: { format: 'geojson', ...query },
      headers: bearer(secret),
    });
  return { ctx, ...server, ask, granted, read };
}

const audited = async (ctx: Awaited<ReturnType<typeof world>>) => {
  const { rows } = await sql<{ action: string }>`select action from platform.audit order by 1`.execute(
    ctx.db,
  );
  return rows.map((one) => one.action);
};

describe('a request for sharing', () => {
  test('goes from the form to a key that reads what was granted, and each act is audited', async () => {
    const { call, granted, read, ctx } = await house();
    const { id, receipt, secret } = await granted({}, { unitPath: URUMQI, dailyRows: 6 });
    const { body: collection } = await read(secret);
    const { features } = collection as {
      features: { id: number; properties: Record<string, unknown>; geometry: unknown }[];
    };
    // Odd things lie in Urumqi; the third is public besides. No internal field.
    expect(features.map((one) => one.id)).toEqual([1, 3, 5, 7, 9]);
    expect(features[0]).toEqual({
      type: 'Feature',
      id: 1,
      geometry: { type: 'Point', coordinates: [80.001, 43] },
      properties: { name: '东西1', value: 0.5 },
    });
    await flushMeter(ctx);
    const { body: seen } = await call(contract.readReceipt, { body: { receipt } });
    expect(seen).toMatchObject({ state: 'approved', readToday: 5, decidedName: 'admin' });
    expect(JSON.stringify(seen)).not.toContain(secret);
    const { body: use } = await call(contract.listUse, { params: { id }, as: admin });
    expect(use.lines).toMatchObject([{ dataset: 'asked-things', interface: 'export', calls: 1, rows: 5 }]);
    expect(await audited(ctx)).toEqual([
      'catalog.key.issued',
      'catalog.request.approved',
      'catalog.request.submitted',
    ]);
    const { rows } = await sql<{ hash: string }>`select secret_hash as hash from catalog.share_key`.execute(
      ctx.db,
    );
    expect(rows[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('asks for nothing that is internal, secret, unknown or too long', async () => {
    const { call } = await house();
    const code = async (body: Partial<contract.RequestBody>) =>
      (await call(contract.askForSharing, { body: { ...asked, ...body } })).body.code;
    const set = (dataset: string, fields: string[] | null = null) => ({ datasets: [{ dataset, fields }] });
    expect(await code(set('inner-things'))).toBe('CATALOG_NOT_SHAREABLE');
    expect(await code(set('secret-things'))).toBe('CATALOG_NOT_SHAREABLE');
    expect(await code(set('nothing'))).toBe('CATALOG_NOT_SHAREABLE');
    expect(await code(set('asked-things', ['contact']))).toBe('CATALOG_FIELD_UNKNOWN');
    expect(await code({ unitPath: '/999/' })).toBe('CATALOG_UNIT_UNKNOWN');
    expect(await code({ validTo: '2026-11-24' })).toBe('CATALOG_PERIOD_INVALID');
    expect(await code({ validTo: '2029-12-01' })).toBe('CATALOG_PERIOD_INVALID');
  });

  test('is decided by others than who asked, for less than was asked, by who is competent', async () => {
    const { call, ask } = await house();
    const { id } = await ask({}, other);
    const approve = (as: Actor, body: object = {}) =>
      call(contract.approveRequest, { params: { id }, body, as });
    expect((await approve(other)).body.code).toBe('CATALOG_OWN_REQUEST');
    expect((await approve(corps)).status).toBe(404);
    expect((await approve(person('duty', 'duty-officer', '/'))).status).toBe(403);
    expect((await approve(admin, { dailyRows: 9 })).body.code).toBe('CATALOG_BEYOND_REQUEST');
    expect((await approve(admin, { unitPath: '/' })).body.code).toBe('CATALOG_BEYOND_REQUEST');
    const urumqi = person('urumqi', 'planner', URUMQI);
    expect((await approve(urumqi)).status).toBe(403);
    expect((await approve(urumqi, { unitPath: URUMQI })).body).toMatchObject({
      state: 'approved',
      granted: { unitPath: URUMQI, dailyRows: 8, expiresAt: '2027-01-01T00:00:00+08:00' },
    });
    expect((await approve(admin)).body.code).toBe('CATALOG_ACT_NOT_NOW');
    // The applicant takes the key; not even who approved gets it.
    expect((await call(contract.issueKey, { params: { id }, as: urumqi })).status).toBe(404);
    expect((await call(contract.issueKey, { params: { id }, as: other })).body.secret).toMatch(
      /^tarim_share_/,
    );
  });

  test('is refused with a reason, or withdrawn by who asked', async () => {
    const { call, ask } = await house();
    const { id, receipt } = await ask();
    await call(contract.refuseRequest, { params: { id }, body: { reason: '依据不足' }, as: admin });
    const { body } = await call(contract.readReceipt, { body: { receipt: receipt.toLowerCase() } });
    expect(body).toMatchObject({ state: 'refused', reason: '依据不足', granted: null });
    expect((await call(contract.issueByReceipt, { body: { receipt } })).body.code).toBe(
      'CATALOG_ACT_NOT_NOW',
    );
    const own = await ask({}, other);
    expect((await call(contract.withdrawRequest, { params: { id: own.id }, as: admin })).status).toBe(404);
    const gone = await call(contract.withdrawRequest, { params: { id: own.id }, as: other });
    expect(gone.body.state).toBe('withdrawn');
  });
});

describe('a sharing key', () => {
  test('has a quota of rows a day, which a file does not pass in the middle', async () => {
    const { granted, read, ctx, app } = await house();
    const { secret } = await granted({ unitPath: '/', dailyRows: 12 });
    expect((await read(secret, { limit: 8 })).status).toBe(200);
    // Four are left of twelve, before and after the counters are written.
    const refused = await read(secret);
    expect(refused.body).toMatchObject({
      code: 'CATALOG_QUOTA_USED',
      status: 429,
      params: { quota: 12, left: 4 },
    });
    await flushMeter(ctx);
    expect((await read(secret)).body.params).toEqual({ quota: 12, left: 4 });
    // What is left of the file fits: 9 and 10.
    const rest = await app.inject({
      url: '/api/catalog/datasets/asked-things/export?format=geojsonseq&after=8',
      headers: bearer(secret),
    });
    const ids = rest.body
      .split('\u001e')
      .slice(1)
      .map((one) => JSON.parse(one).id);
    expect(ids).toEqual([9, 10]);
    expect((await read(secret, { limit: 2 })).status).toBe(200);
    expect((await read(secret, { limit: 1 })).body).toMatchObject({ params: { quota: 12, left: 0 } });
    ctx.clock.advance(DAY_MS);
    expect((await read(secret, { limit: 1 })).headers['x-share-rows-left']).toBe('12');
  });

  test('does not pass its quota by files that are asked for at once', async () => {
    const { granted, read } = await house();
    const { secret } = await granted({ unitPath: '/', dailyRows: 12 });
    const all = await Promise.all([1, 2, 3, 4].map(() => read(secret, { limit: 5 })));
    expect(all.map((one) => one.status).sort()).toEqual([200, 200, 429, 429]);
    expect((await read(secret, { limit: 2 })).status).toBe(200);
    expect((await read(secret, { limit: 1 })).status).toBe(429);
  });

  test('may be used so many times a minute', async () => {
    const { granted, read, ctx } = await house();
    const { secret } = await granted({}, { perMinute: 2 });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await read(secret, { limit: 1 })).status);
    expect(codes).toEqual([200, 200, 429]);
    ctx.clock.advance(60_000);
    expect((await read(secret, { limit: 1 })).status).toBe(200);
  });

  test('ends when it is replaced, revoked or over, and never reads as anybody', async () => {
    const { granted, read, call, ctx } = await house();
    const { id, receipt, secret } = await granted();
    const again = (await call(contract.issueByReceipt, { body: { receipt } })).body.secret as string;
    expect((await read(secret)).body.code).toBe('CATALOG_KEY_INVALID');
    expect((await read(again, { limit: 1 })).status).toBe(200);
    // Also of open sets, and also for who is signed in.
    expect((await read(secret, {}, 'open-things')).status).toBe(401);
    for (const wrong of [secret, 'tarim_share_', 'x', ''])
      expect(
        (await call(contract.listEntries, { headers: { 'x-api-key': wrong }, as: admin })).body.code,
      ).toBe('CATALOG_KEY_INVALID');
    await call(contract.revokeGrant, { params: { id }, body: { reason: '用途不符' }, as: admin });
    expect((await read(again)).status).toBe(401);
    const second = await granted();
    expect((await read(second.secret, { limit: 1 })).status).toBe(200);
    ctx.clock.set(Date.parse('2027-01-01T00:00:00+08:00') - 1);
    expect((await read(second.secret, { limit: 1 })).status).toBe(200);
    ctx.clock.advance(1);
    expect((await read(second.secret, { limit: 1 })).status).toBe(401);
    expect((await call(contract.readReceipt, { body: { receipt: second.receipt } })).body.expired).toBe(true);
  });

  test('is warned of once before its end', async () => {
    const { granted, ctx } = await house();
    await granted();
    expect(await warnOfExpiry(ctx)).toEqual({ warned: 0 });
    ctx.clock.set(Date.parse('2026-12-20T08:00:00+08:00'));
    expect(await warnOfExpiry(ctx)).toEqual({ warned: 1 });
    expect(await warnOfExpiry(ctx)).toEqual({ warned: 0 });
    expect(await audited(ctx)).toContain('catalog.grant.expiring');
  });
});

describe('the catalogue', () => {
  test('shows entries by their class, with figures and use', async () => {
    const { call, ctx } = await house();
    expect(await makeFigures(ctx)).toEqual({ counted: 4, unchanged: 0, failed: 0 });
    expect(await makeFigures(ctx)).toEqual({ counted: 0, unchanged: 4, failed: 0 });
    const ids = async (as?: Actor) =>
      (await call(contract.listEntries, { as })).body.entries.map((one: contract.EntryRow) => one.id);
    expect(await ids()).toEqual(['open-things', 'asked-things']);
    expect(await ids({ userId: 'x', name: 'x', posts: [] })).toEqual([
      'open-things',
      'asked-things',
      'inner-things',
    ]);
    expect(await ids(person('duty', 'duty-officer', '/'))).toHaveLength(4);
    await call(contract.getSample, { params: { id: 'open-things' } });
    await flushMeter(ctx);
    const { body } = await call(contract.getEntry, { params: { id: 'open-things' } });
    expect(body).toMatchObject({
      freshness: 'fresh',
      figures: { rows: 10, newest: '2026-11-24T11:59:00+08:00' },
      use: { calls: 1, rows: 10 },
      readable: 'all',
      formats: ['csv', 'xlsx', 'geojson', 'geojsonseq', 'gpkg', 'geoparquet'],
    });
    expect(body.fields.map((one: contract.EntryField) => one.name)).toEqual(['name', 'value']);
    const hidden = await call(contract.getEntry, { params: { id: 'secret-things' } });
    expect(hidden.body.code).toBe('CATALOG_DATASET_UNKNOWN');
  });

  test('is searched, with facets that are counted without themselves', async () => {
    const { call } = await house();
    const { body } = await call(contract.listEntries, { query: { q: 'asked 测试', sharing: 'on-request' } });
    expect(body.entries).toMatchObject([{ id: 'asked-things', found: ['asked', '测试'] }]);
    const { body: facets } = await call(contract.listEntries, { query: { sharing: 'open' } });
    expect(facets.facets.sharing).toEqual([
      { value: 'open', count: 1 },
      { value: 'on-request', count: 1 },
    ]);
    expect(facets.facets.element).toEqual([{ value: 'base', count: 1 }]);
  });

  test('feeds DCAT with what may be shared only', async () => {
    const { call } = await house();
    const { body } = await call(contract.getDcat);
    expect(body['@type']).toBe('dcat:Catalog');
    const sets = body['dcat:dataset'] as Record<string, unknown>[];
    expect(sets.map((one) => one['dct:identifier'])).toEqual(['open-things', 'asked-things']);
    expect(sets[1]).toMatchObject({
      '@type': 'dcat:Dataset',
      'dct:accessRights': {
        '@id': 'http://publications.europa.eu/resource/authority/access-right/RESTRICTED',
      },
    });
    expect(JSON.stringify(body)).not.toContain('contact');
  });
});

describe('exports', () => {
  const csvOf = async (server: Awaited<ReturnType<typeof house>>, query: object) =>
    (
      (
        await server.call(contract.exportDataset, {
          params: { id: 'open-things' },
          query: { format: 'csv', ...query },
        })
      ).body as Buffer
    ).toString();

  test('are cut and gone on with so that the parts make the whole', async () => {
    const server = await house(2_500);
    const whole = await csvOf(server, {});
    expect(whole.split('\r\n')).toHaveLength(2_502);
    expect(whole.split('\r\n').slice(0, 2)).toEqual([
      '\uFEFFid,名称,数值 (mg/L),经度,纬度',
      '1,东西1,0.5,80.001,43',
    ]);
    const first = await csvOf(server, { limit: 1_700 });
    const rest = await csvOf(server, { after: '1700' });
    expect(first + rest).toBe(whole);
  });

  test('take a box, a time and fields, and refuse what these are not', async () => {
    const server = await house();
    // Things 1…4 lie west of 80.0045; of the last five minutes are 0…5.
    expect(await csvOf(server, { bbox: '80,42,80.0045,44', fields: 'name' })).toBe(
      '\uFEFFid,名称,经度,纬度\r\n1,东西1,80.001,43\r\n2,东西2,80.002,43\r\n3,公开,80.003,43\r\n4,东西4,80.004,43\r\n',
    );
    const late = await csvOf(server, { from: '2026-11-24T11:55:00+08:00', fields: 'value' });
    expect(late.trim().split('\r\n')).toHaveLength(6);
    const code = async (query: object) =>
      (
        await server.call(contract.exportDataset, {
          params: { id: 'open-things' },
          query: { format: 'csv', ...query },
        })
      ).body.code;
    for (const query of [
      { bbox: '1,2,3' },
      { bbox: '90,42,80,44' },
      { bbox: 'a,b,c,d' },
      { fields: 'contact' },
      { from: 'yesterday' },
      { after: "1'; drop table x" },
    ])
      expect(await code(query)).toBe('CATALOG_FILTER_INVALID');
  });

  test('are refused where the reader sees no row', async () => {
    const { call } = await house();
    const { body } = await call(contract.exportDataset, {
      params: { id: 'inner-things' },
      query: { format: 'csv' },
      as: { userId: 'x', name: 'x', posts: [] },
    });
    expect(body.code).toBe('CATALOG_ROWS_CLOSED');
  });
});
