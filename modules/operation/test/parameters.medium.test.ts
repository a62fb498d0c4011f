import { rowsToXlsx } from '@tarim/platform';
import { parameterMismatch } from '@tarim/science';
import { expect, test } from 'vitest';
import type { ParameterRow } from '../contract.ts';
import * as c from '../contract.ts';
import { parameterInputs } from '../queries.ts';
import { readNightly, readRun } from '../server/parameters/read.ts';
import {
  ADMIN,
  CORPS,
  gateway,
  JOB,
  MN,
  OTHER,
  OWNER,
  STACK,
  STATION,
  TIANSHAN,
  type World,
  world,
} from './seed.ts';

const params = { id: STACK };
/** Instrument and logger as they were agreed; the slope of the instrument as given. */
const site =
  (slope: string) =>
  (mn: string, { polId, infoId }: Record<string, string>): string | null =>
    mn !== MN.stack
      ? null
      : ({
          i13001: '200',
          i23901: '200',
          i13008: polId === 'a21026' ? slope : '1',
          i23908: '1',
          i13007: '0',
          i23907: '0',
        }[infoId!] ?? null);

async function read(w: World, slope: string) {
  const run = (await w.call(c.readParameters, { as: STATION, body: { pointId: STACK } })).body;
  const answering = gateway(w.ctx.db, site(slope), w.ctx.clock.now());
  const figures = await readRun(w.ctx, { runId: run.id }, JOB);
  await answering.stop();
  return figures;
}
const outlet = async (w: World, as = STATION) => (await w.call(c.getOutletParameters, { as, params })).body;
const slopeOf = (body: { rows: { item: string; parameter: string }[] }) =>
  body.rows.find((row) => row.item === 'a21026' && row.parameter === 'slope') as ParameterRow;

test('reading: each figure with its frame; a slope that was set down stands out, and the detector is given it', async () => {
  const w = await world();
  // Asked of SO2: 2 + 1 + 2 + 2 + 1 codes, of oxygen 2 + 2 + 1.
  expect(await read(w, '1')).toMatchObject({ devices: 1, asked: 13, read: 10, failed: 3 });
  for (const place of ['platform', 'filing'])
    await w.call(c.declareParameter, {
      as: STATION,
      params,
      body: {
        item: 'a21026',
        parameter: 'slope',
        place,
        value: 1,
        validFrom: '2026-01-01',
        document: '验收备案 1 号',
      },
    });
  expect(slopeOf(await outlet(w))).toMatchObject({
    device: { value: 1, differs: false },
    filing: { value: 1, document: '验收备案 1 号' },
    expected: 1,
    difference: null,
  });
  w.ctx.clock.advance(86_400_000);
  await read(w, '0.7');
  const body = await outlet(w, OWNER);
  expect(slopeOf(body)).toMatchObject({
    device: { value: 0.7, differs: true },
    logger: { value: 1, differs: false },
  });
  expect(slopeOf(body).difference).toBeCloseTo(30, 6);
  expect(slopeOf(body).device.lsn).toBeGreaterThanOrEqual(1_000);
  expect(body.changes[0]).toMatchObject({
    item: 'a21026',
    parameter: 'slope',
    place: 'device',
    before: 1,
    after: 0.7,
    recorded: false,
  });
  expect(body.outlet).toMatchObject({ mismatches: 1, unreadable: null });

  const input = (await parameterInputs(w.ctx, [STACK])).get(STACK)!;
  const { mismatches } = parameterMismatch(input);
  expect(mismatches).toMatchObject([{ item: 'a21026', parameter: 'slope', expected: 1, effect: 'lower' }]);
  expect(input.changes).toMatchObject([{ before: 1, after: 0.7, recorded: false }]);
  // A filing of that figure within a week covers the change.
  await w.call(c.declareParameter, {
    as: STATION,
    params,
    body: {
      item: 'a21026',
      parameter: 'slope',
      place: 'filing',
      value: 0.7,
      validFrom: '2026-11-06',
      document: '变更备案 2 号',
    },
  });
  expect((await parameterInputs(w.ctx, [STACK])).get(STACK)!.changes).toMatchObject([{ recorded: true }]);
});

test('the range of the registry is the platform’s figure until one is declared; a tolerance is a row of a table', async () => {
  const w = await world();
  await read(w, '1.004');
  const range = (await outlet(w)).rows[0];
  expect(range).toMatchObject({ parameter: 'range', platform: { value: 200 }, device: { value: 200 } });
  // 0.4 % is within 0.5 %, and not within 0.1 %.
  expect(slopeOf(await outlet(w)).difference).toBeNull();
  const [table] = (await w.call(c.listTables, { as: STATION })).body.tables.filter(
    (one: { key: string }) => one.key === 'site-parameters',
  );
  const rows = table.versions[0].rows.map((row: { parameter: string }) =>
    row.parameter === 'slope' ? { ...row, tolerance: 0.1 } : row,
  );
  const body = { effectiveFrom: '2026-11-01', source: '地方要求', reason: '收紧', rows };
  const call = { params: { key: 'site-parameters' }, body };
  expect((await w.call(c.setTable, { ...call, as: STATION })).status).toBe(403);
  expect((await w.call(c.setTable, { ...call, as: ADMIN })).status).toBe(200);
  expect(slopeOf(await outlet(w)).difference).toBeCloseTo(0.4, 6);
  const wrong = { ...body, rows: rows.map(({ tolerance: _, ...row }: Record<string, unknown>) => row) };
  expect((await w.call(c.setTable, { ...call, body: wrong, as: ADMIN })).body.code).toBe(
    'OPERATION_TABLE_ROW_INVALID',
  );
});

test('who may: others see nothing, an enterprise does not ask its own devices, the Corps not those of the region', async () => {
  const w = await world();
  expect((await w.call(c.getOutletParameters, { as: OTHER, params })).body.code).toBe(
    'OPERATION_OUTLET_UNKNOWN',
  );
  expect((await w.call(c.listParameterOutlets, { as: OTHER })).body.outlets).toEqual([]);
  const ask = (as: typeof OWNER, body: object) => w.call(c.readParameters, { as, body });
  expect((await ask(OWNER, { pointId: STACK })).status).toBe(403);
  expect((await ask(CORPS, { pointId: STACK })).status).toBe(403);
  expect((await ask(STATION, { pointId: STACK, unitPath: TIANSHAN })).body.code).toBe(
    'OPERATION_READ_ONE_RANGE',
  );
  expect((await ask(STATION, { pointId: 4 })).body.code).toBe('OPERATION_NOTHING_TO_READ');
  expect((await ask(STATION, { unitPath: TIANSHAN })).body).toMatchObject({ devices: 2 });
  expect((await ask(STATION, { enterpriseId: 1 })).body).toMatchObject({ devices: 2 });
  const old = (await w.call(c.getOutletParameters, { as: OWNER, params: { id: 4 } })).body.outlet;
  expect(old).toMatchObject({ unreadable: 'edition-2005', readAt: null });
});

test('at night all loggers that take commands are asked, and silence is counted', async () => {
  const w = await world();
  const answering = gateway(w.ctx.db, site('1'));
  // 13 of the stack and 8 of COD of the drain, which does not answer.
  expect(await readNightly(w.ctx, JOB)).toMatchObject({ devices: 2, asked: 21, read: 10, failed: 11 });
  await answering.stop();
  const [run] = (await w.call(c.listReadingRuns, { as: STATION })).body.runs;
  expect(run).toMatchObject({ devices: 2, devicesDone: 2, read: 10 });
  expect(run.endedAt).not.toBeNull();
});

test('a sheet of filed parameters: all of it or nothing, each defect with its row', async () => {
  const w = await world();
  const head = ['排放口编码', '因子编码', '参数', '来源', '数值', '生效日期', '依据文件'];
  const sheet = (...rows: (string | number)[][]) => rowsToXlsx([{ name: '备案参数', rows: [head, ...rows] }]);
  const good = ['G1', 'a21026', '量程上限', '备案', 200, '2026-01-01', '验收报告'];
  const bad = await sheet(
    good,
    ['X9', 'a21026', '量程上限', '备案', 200, '2026-01-01', '验收报告'],
    ['G1', 'a21026', '速度场系数', '备案', 1, '2026-01-01', '验收报告'],
    ['G1', 'a21026', '斜率 k', '备案', 'x', '2027-01-01', ''],
  );
  const answer = (await w.file(c.importParameters, STATION, bad, { mode: 'commit' })).body;
  expect(answer.committed).toBe(false);
  expect(answer.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`)).toEqual([
    '3 ROW_OUTLET_UNKNOWN',
    '4 ROW_PARAMETER_UNKNOWN',
    '5 CELL_MISSING',
    '5 CELL_NOT_NUMBER',
    '5 CELL_IN_FUTURE',
  ]);
  expect((await outlet(w)).rows[0].filing.value).toBeNull();
  const taken = await w.file(c.importParameters, STATION, await sheet(good), { mode: 'commit' });
  expect(taken.body).toMatchObject({ committed: true, good: 1 });
  expect((await outlet(w)).rows[0].filing).toMatchObject({ value: 200, document: '验收报告' });
  expect((await w.file(c.importParameters, OWNER, await sheet(good), { mode: 'commit' })).status).toBe(403);
});
