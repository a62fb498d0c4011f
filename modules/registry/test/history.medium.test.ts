import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { ADMIN, limitOf, STATION, TIANSHAN, USCC, type World, world } from './seed.ts';

const historyOf = async (w: World, query: object, language = 'zh-CN') =>
  (
    await w.call(contract.listHistory, {
      as: ADMIN,
      query,
      headers: { 'accept-language': language },
    })
  ).body as { entries: contract.HistoryEntry[]; next: number | null };

test('history says who changed which field from what to what, in words', async () => {
  const w = await world();
  const { enterprise, point } = w.ids.urumqi;
  const { body: other } = await w.call(contract.createEnterprise, {
    as: STATION,
    body: { uscc: '91650102MA00000042', name: '新热电', unitPath: TIANSHAN },
  });
  await w.call(contract.updatePoint, {
    as: STATION,
    params: { id: point },
    body: {
      code: 'urumqi-DA001',
      name: '1 号烟囱',
      kind: 'outlet-gas',
      unitPath: TIANSHAN,
      enterpriseId: other.id,
      public: false,
      attributes: { process: 'coal' },
    },
  });
  const { entries } = await historyOf(w, { pointId: point, limit: 1 });
  expect(entries[0]).toMatchObject({
    actor: 'station',
    table: 'point',
    operation: 'update',
    label: '1 号烟囱',
    changes: [
      { field: 'name', before: 'urumqi 1 号烟囱', after: '1 号烟囱' },
      { field: 'enterpriseId', before: 'urumqi 热电', after: '新热电' },
      { field: 'public', before: true, after: false },
      { field: 'attributes', before: null, after: 'process=coal' },
    ].sort((a, b) => orderOf(entries[0]!, a.field) - orderOf(entries[0]!, b.field)),
  });
  // The enterprise that the outlet left keeps that in its history, too.
  const left = await historyOf(w, { enterpriseId: enterprise, limit: 1 });
  expect(left.entries[0]!.id).toBe(entries[0]!.id);
});

const orderOf = (entry: contract.HistoryEntry, field: string) =>
  entry.changes.findIndex((one) => one.field === field);

test('history names a limit by its factor in the reader’s language, and a new row by what it holds', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  await w.call(contract.createLimit, { as: STATION, body: limitOf(point, { code: 'a21002', upper: 50 }) });
  const [zh] = (await historyOf(w, { pointId: point, limit: 1 })).entries;
  const [en] = (await historyOf(w, { pointId: point, limit: 1 }, 'en')).entries;
  expect([zh!.label, en!.label]).toEqual(['氮氧化物 a21002', 'Nitrogen oxides a21002']);
  const fields = Object.fromEntries(zh!.changes.map((one) => [one.field, one.after]));
  expect(fields).toMatchObject({ upper: 50, referenceO2: 6, effectiveFrom: '2026-01-01', basis: 'hour' });
  expect(Object.keys(fields)).not.toContain('id');
  expect(Object.keys(fields)).not.toContain('unitPath');
  expect(zh!.changes.every((one) => one.before === null)).toBe(true);
});

test('a secret that is replaced is seen to be replaced, and never seen', async () => {
  const w = await world();
  const { device, point } = w.ids.urumqi;
  const set = (password: string | null | undefined) =>
    w.call(contract.updateDevice, {
      as: STATION,
      params: { id: device },
      body: { mn: '65A0URUMQI00000000000000', pointId: point, edition: '2017', password },
    });
  await set('secret-2');
  const replaced = (await historyOf(w, { pointId: point, limit: 1 })).entries[0]!;
  expect(replaced.changes).toEqual([{ field: 'password', before: '***', after: '*** *' }]);
  await set(undefined);
  expect((await historyOf(w, { pointId: point, limit: 1 })).entries[0]!.id).toBe(replaced.id);
  await set(null);
  const { entries } = await historyOf(w, { pointId: point });
  expect(entries[0]!.changes).toEqual([{ field: 'password', before: '***', after: null }]);
  expect(JSON.stringify(entries)).not.toMatch(/secret-2|123456/);
});

test('a device that moved stands in the history of both points', async () => {
  const w = await world();
  const { urumqi, karamay } = w.ids;
  await w.call(contract.updateDevice, {
    as: ADMIN,
    params: { id: urumqi.device },
    body: { mn: '65A0URUMQI00000000000000', pointId: karamay.point, edition: '2017' },
  });
  for (const pointId of [urumqi.point, karamay.point]) {
    const [entry] = (await historyOf(w, { pointId, limit: 1 })).entries;
    expect([entry!.label, entry!.changes]).toEqual([
      '65A0URUMQI00000000000000',
      [{ field: 'pointId', before: 'urumqi 1 号烟囱', after: 'karamay 1 号烟囱' }],
    ]);
  }
});

test('history comes in pages, newest first', async () => {
  const w = await world();
  const params = { id: w.ids.urumqi.enterprise };
  for (const name of ['甲', '乙', '丙'])
    await w.call(contract.updateEnterprise, {
      as: STATION,
      params,
      body: { uscc: USCC.urumqi, name, unitPath: TIANSHAN },
    });
  const query = { enterpriseId: w.ids.urumqi.enterprise, limit: 2 };
  const first = await historyOf(w, query);
  const second = await historyOf(w, { ...query, before: first.next });
  const third = await historyOf(w, { ...query, before: second.next });
  const names = [first, second, third].map((page) => page.entries.map((one) => one.label));
  // The oldest two: the outlet was registered, and before it the enterprise.
  expect(names).toEqual([['丙', '乙'], ['甲', 'urumqi 1 号烟囱'], ['urumqi 热电']]);
  expect(third.next).toBeNull();
});
