import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { updateRow } from '../server/sql/write.ts';
import { ADMIN, KARAMAY, limitOf, STATION, TIANSHAN, URUMQI, USCC, world } from './seed.ts';

const reason = { reason: '锅炉拆除' };

test('an enterprise is closed after its outlets, and reopened before them', async () => {
  const w = await world();
  const { enterprise, point } = w.ids.urumqi;
  const post = async (def: Parameters<typeof w.call>[0], id: number) => {
    const { status, body } = await w.call(def, { as: STATION, params: { id }, body: reason });
    return status === 200 ? body.active : body.code;
  };
  expect(await post(contract.closeEnterprise, enterprise)).toBe('REGISTRY_ENTERPRISE_IN_USE');
  expect(await post(contract.closePoint, point)).toBe(false);
  expect(await post(contract.closeEnterprise, enterprise)).toBe(false);
  expect(await post(contract.reopenPoint, point)).toBe('REGISTRY_ENTERPRISE_CLOSED');
  const outlet = { code: 'NEW', name: 'x', kind: 'outlet-gas', unitPath: TIANSHAN, enterpriseId: enterprise };
  const refused = await w.call(contract.createPoint, { as: STATION, body: outlet });
  expect([refused.status, refused.body.code]).toEqual([409, 'REGISTRY_ENTERPRISE_CLOSED']);
  const list = async (active?: boolean) =>
    (await w.call(contract.listEnterprises, { as: STATION, query: { active } })).body.enterprises.map(
      (one: { id: number }) => one.id,
    );
  expect([await list(), await list(false)]).toEqual([
    [w.ids.karamay.enterprise, w.ids.shihezi.enterprise],
    [enterprise],
  ]);
  expect(await post(contract.reopenEnterprise, enterprise)).toBe(true);
  expect(await post(contract.reopenPoint, point)).toBe(true);
  const { rows } = await sql<{ action: string; detail: object }>`
    select action, detail from platform.audit where action ~ '(closed|reopened)$' order by id`.execute(
    w.ctx.db,
  );
  expect(rows.map((row) => [row.action, row.detail])).toEqual([
    ['registry.point.closed', reason],
    ['registry.enterprise.closed', reason],
    ['registry.enterprise.reopened', reason],
    ['registry.point.reopened', reason],
  ]);
});

test('a device is changed without its secret, closed, and reopened at a point in use only', async () => {
  const w = await world();
  const { device, point } = w.ids.urumqi;
  const body = { mn: '65A0URUMQI00000000000000', pointId: point, edition: '2025', maker: '某厂' };
  const changed = await w.call(contract.updateDevice, { as: STATION, params: { id: device }, body });
  expect(changed.body).toMatchObject({
    edition: '2025',
    maker: '某厂',
    minuteInterval: 10,
    hasPassword: true,
  });
  expect(await w.events()).toEqual([
    {
      type: 'registry.device-changed.v1',
      payload: { deviceId: device, mn: body.mn, pointId: point, active: true },
    },
  ]);
  const cleared = await w.call(contract.updateDevice, {
    as: STATION,
    params: { id: device },
    body: { ...body, password: null, maker: '' },
  });
  expect(cleared.body).toMatchObject({ hasPassword: false, maker: null });
  const post = async (def: Parameters<typeof w.call>[0], id: number) => {
    const answer = await w.call(def, { as: STATION, params: { id }, body: reason });
    return answer.status === 200 ? answer.body.active : answer.body.code;
  };
  expect(await post(contract.closeDevice, device)).toBe(false);
  await post(contract.closePoint, point);
  expect(await post(contract.reopenDevice, device)).toBe('REGISTRY_POINT_CLOSED');
  const another = await w.call(contract.createDevice, {
    as: STATION,
    body: { ...body, mn: '65A000000000000000000009' },
  });
  expect(another.body.code).toBe('REGISTRY_POINT_CLOSED');
  await post(contract.reopenPoint, point);
  expect(await post(contract.reopenDevice, device)).toBe(true);
});

test('an instrument is registered, changed, closed and reopened', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  const body = {
    pointId: point,
    name: '烟气分析仪',
    codes: ['a21026', 'a21002'],
    serial: 'SN-1',
    rangeLow: 0,
    rangeHigh: 500,
    installedOn: '2024-02-29',
  };
  const made = await w.call(contract.createInstrument, { as: STATION, body });
  expect(made.body).toMatchObject({ ...body, active: true });
  const params = { id: made.body.id };
  const changed = await w.call(contract.updateInstrument, {
    as: STATION,
    params,
    body: { pointId: point, name: '烟气分析仪', codes: ['a21026'] },
  });
  expect(changed.body).toMatchObject({ codes: ['a21026'], serial: 'SN-1', installedOn: '2024-02-29' });
  const closed = await w.call(contract.closeInstrument, { as: STATION, params, body: reason });
  const reopened = await w.call(contract.reopenInstrument, { as: STATION, params, body: reason });
  expect([closed.body.active, reopened.body.active]).toEqual([false, true]);
});

test('parameters keep the fields that a form does not send', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  const put = await w.call(contract.putParameters, {
    as: STATION,
    params: { id: point },
    body: { parameters: [{ code: 'a19001' }, { code: 'a21026', unit: 'mg/m³', rangeHigh: null }] },
  });
  expect(put.body.parameters).toMatchObject([
    { code: 'a19001', unit: '%', decimals: 2, sort: 0 },
    { code: 'a21026', unit: 'mg/m³', decimals: 1, rangeLow: 0, rangeHigh: null, sort: 1 },
  ]);
  const twice = await w.call(contract.putParameters, {
    as: STATION,
    params: { id: point },
    body: { parameters: [{ code: 'a19001' }, { code: 'a19001' }, { code: 'zzz' }] },
  });
  expect(twice.body.problems.map((one: { code: string; path: string }) => [one.code, one.path])).toEqual([
    ['REGISTRY_PARAMETER_REPEATED', 'body/parameters/1/code'],
    ['REGISTRY_FACTOR_UNKNOWN', 'body/parameters/2/code'],
  ]);
});

test('the kind of a point stays once a device has reported for it, also after that has moved on', async () => {
  const w = await world();
  const point = { code: 'A1', name: '站', unitPath: TIANSHAN };
  const { body: made } = await w.call(contract.createPoint, { as: STATION, body: { ...point, kind: 'air' } });
  const rekind = async (kind: string) => {
    const answer = await w.call(contract.updatePoint, {
      as: STATION,
      params: { id: made.id },
      body: { ...point, kind },
    });
    return answer.status === 200 ? answer.body.kind : answer.body.code;
  };
  expect(await rekind('noise')).toBe('noise');
  const device = { mn: '65A000000000000000000009', edition: '2017' };
  const { body: logger } = await w.call(contract.createDevice, {
    as: STATION,
    body: { ...device, pointId: made.id },
  });
  expect(await rekind('air')).toBe('REGISTRY_KIND_FIXED');
  await w.call(contract.updateDevice, {
    as: STATION,
    params: { id: logger.id },
    body: { ...device, pointId: w.ids.urumqi.point },
  });
  expect(await rekind('air')).toBe('REGISTRY_KIND_FIXED');
});

test('what hangs on a point moves with it, and is its new unit’s to change', async () => {
  const w = await world();
  const { point, device } = w.ids.karamay;
  await w.call(contract.createInstrument, { as: ADMIN, body: { pointId: point, name: 'x', codes: [] } });
  const body = { code: 'karamay-DA001', name: '搬迁', kind: 'outlet-gas', unitPath: URUMQI };
  expect((await w.call(contract.updatePoint, { as: ADMIN, params: { id: point }, body })).status).toBe(200);
  const tables = ['device', 'instrument', 'point_parameter', 'point_limit'];
  for (const table of tables) {
    const { rows } = await sql<{ unit: string }>`
      select distinct unit_path as unit from ${sql.id('registry', table)} where point_id = ${point}`.execute(
      w.ctx.db,
    );
    expect([table, rows]).toEqual([table, [{ unit: URUMQI }]]);
  }
  const change = await w.call(contract.updateDevice, {
    as: STATION,
    params: { id: device },
    body: { mn: '65A0KARAMAY0000000000000', pointId: point, edition: '2017', model: 'M2' },
  });
  expect([change.status, change.body.model]).toEqual([200, 'M2']);
});

test('an update that reaches no row is an error of its own', async () => {
  const w = await world();
  const unknown = () => new Error('unknown') as never;
  await expect(updateRow(w.ctx.db, 'device', 4_711, { model: 'x' }, unknown)).rejects.toThrow('unknown');
  // Row-level security lets everybody read and hides the row from the update: the second fence says so.
  await w.ctx.db.transaction().execute(async (tx) => {
    await sql`select set_config('tarim.units', ${KARAMAY}, true)`.execute(tx);
    await sql`set local role tarim_actor`.execute(tx);
    await expect(updateRow(tx, 'device', w.ids.urumqi.device, { model: 'x' }, unknown)).rejects.toMatchObject(
      { code: 'FORBIDDEN' },
    );
  });
});

test('blanks around a text are not part of it, and no text is no value', async () => {
  const w = await world();
  const body = {
    uscc: USCC.urumqi,
    name: ' 热电 ',
    unitPath: TIANSHAN,
    address: '   ',
    contact: '',
  };
  const params = { id: w.ids.urumqi.enterprise };
  const { body: saved } = await w.call(contract.updateEnterprise, { as: STATION, params, body });
  expect(saved).toMatchObject({ name: '热电', address: null, contact: null });
});

test('a limit may be ended on a point that is closed', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  await w.call(contract.closePoint, { as: STATION, params: { id: point }, body: reason });
  const { body } = await w.call(contract.getPoint, { as: ADMIN, params: { id: point } });
  const ended = await w.call(contract.updateLimit, {
    as: STATION,
    params: { id: body.limits[0].id },
    body: limitOf(point, { effectiveTo: '2026-11-01' }),
  });
  expect(ended.status).toBe(200);
});
