import { rowsToCsv } from '@tarim/platform';
import { workbook } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import * as c from '../contract.ts';
import { CORPS, DUTY, STATION, type World, world } from './seed.ts';

const HEAD = [
  '行政区代码',
  '检验机构',
  '号牌号码',
  '燃料',
  '排放阶段',
  '检测方法',
  '结果',
  '检测时间',
  'CO',
  'HC',
  'NO',
  '烟度',
];
const PLATES = ['新A12345', '新AD54321', '新B·99H8K'];
const row = (plate: string, more: Record<number, unknown> = {}) => {
  const cells: unknown[] = [
    '650102',
    '天山检测站',
    plate,
    '汽油',
    '国五',
    '简易瞬态工况',
    '合格',
    '2026-11-02 10:30',
    0.3,
    0.1,
    0.2,
    '',
  ];
  for (const [at, value] of Object.entries(more)) cells[Number(at)] = value;
  return cells as (string | number | null)[];
};
const send = async (w: World, rows: (string | number | null)[][], query: object = {}, as = STATION) =>
  w.file(c.importMobile, as, rowsToCsv([HEAD, ...rows]), { mode: 'commit', kind: 'inspection', ...query });
const codes = (body: { problems: { row: number; code: string }[] }) =>
  body.problems.map((one) => `${one.row} ${one.code}`);

/** Everything that the database holds as text. */
async function wholeDatabase(w: World): Promise<string> {
  const { rows } = await sql<{
    name: string;
  }>`select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(w.ctx.db);
  let all = '';
  for (const { name } of rows) {
    const { rows: told } = await sql<{
      t: string;
    }>`select coalesce(string_agg(x::text, ' '), '') as t from ${sql.raw(name)} x`.execute(w.ctx.db);
    all += told[0]!.t;
  }
  return all;
}

test('plates are kept nowhere in the clear: not in the tables, the files, the log or an answer', async () => {
  const w = await world();
  const written: string[] = [];
  const log = w.ctx.log as unknown as Record<string, (...args: unknown[]) => void>;
  for (const level of ['trace', 'debug', 'info', 'warn', 'error']) {
    log[level] = (...args) => void written.push(JSON.stringify(args));
  }
  const good = await send(
    w,
    PLATES.map((plate) => row(plate)),
  );
  expect(good.body).toMatchObject({ committed: true, good: 3, problems: [] });
  // Bad rows too, also where the plate stands in the wrong column.
  const bad = await send(w, [
    row('X'),
    row('新A12345', { 1: '新A12345' }),
    row('新A12345', { 8: '新A12345' }),
  ]);
  expect(codes(bad.body)).toEqual([
    '2 MOBILE_PLATE_UNREADABLE',
    '3 MOBILE_PLATE_IN_OTHER_COLUMN',
    '4 CELL_NOT_NUMBER',
  ]);
  await w.call(c.postMobile, {
    headers: { authorization: 'Bearer cars' },
    query: { mode: 'commit' },
    body: {
      kind: 'inspection',
      rows: [{ ...Object.fromEntries(HEAD.map((head, at) => [head, row('新A77777')[at]])) }],
    },
  });
  const views = await w.call(c.inspectionViews, { as: DUTY, query: { from: '2026-11', to: '2026-11' } });
  expect(views.body.total).toMatchObject({ n: 4, passed: 4 });
  const everything = [
    await wholeDatabase(w),
    ...written,
    JSON.stringify([good.body, bad.body, views.body]),
  ].join('\n');
  expect(everything).toContain('天山检测站');
  for (const plate of ['A12345', 'AD54321', '99H8K', 'A77777']) expect(everything).not.toContain(plate);
  const { rows } = await sql<{
    plate: string;
  }>`select distinct encode(plate, 'hex') as plate from sources.inspection`.execute(w.ctx.db);
  expect(rows).toHaveLength(4);
  // Hexadecimal of the hash is nowhere in what anybody is answered.
  for (const one of rows) expect(JSON.stringify(views.body)).not.toContain(one.plate.slice(0, 12));
});

test('the same comes in once; another content for the same key is told and nothing changes', async () => {
  const w = await world();
  await send(w, [row(PLATES[0]!)]);
  expect((await send(w, [row('新a·12345'), row(PLATES[1]!)])).body).toMatchObject({
    committed: true,
    good: 1,
    unchanged: 1,
  });
  const other = await send(w, [row(PLATES[0]!, { 6: '不合格' }), row('新C00001')]);
  expect(other.body.committed).toBe(false);
  expect(codes(other.body)).toEqual(['2 MOBILE_DIFFERS_FROM_STORED']);
  expect(codes((await send(w, [row('新C00001'), row('新C00001')])).body)).toEqual(['3 ROW_TWICE']);
  const wrong = await send(w, [
    row('新C00001', { 0: '659001', 3: '煤油', 7: '2026-11-31 10:00' }),
    row('新C00002', { 7: '2027-01-01 10:00' }),
  ]);
  expect(codes(wrong.body)).toEqual([
    '2 ROW_UNIT_FOREIGN',
    '2 CELL_NOT_TIME',
    '2 CELL_NOT_A_WORD',
    '3 CELL_IN_FUTURE',
  ]);
  const odd = await send(w, [row('新C00001', { 3: '柴油' })], { mode: 'check' });
  expect(odd.body).toMatchObject({
    committed: false,
    good: 1,
    problems: [{ severity: 'warning', code: 'MOBILE_METHOD_NOT_OF_FUEL' }],
  });
  const formula = await w.file(
    c.importMobile,
    STATION,
    workbook([HEAD, row('新C00001')], { sheet: '检验记录', formulas: { I2: '1+1' } }),
    {
      mode: 'commit',
      kind: 'inspection',
    },
  );
  expect(codes(formula.body)).toEqual(['2 SHEET_FORMULA']);
  const { rows } = await sql`select 1 from sources.inspection`.execute(w.ctx.db);
  expect(rows).toHaveLength(2);
});

test('remote sensing counts valid passes by the verdict delivered; others bring nothing', async () => {
  const w = await world();
  const head = [
    '行政区代码',
    '遥感点位',
    '号牌号码',
    '通过时间',
    'CO',
    'HC',
    'NO',
    '不透光烟度',
    '有效',
    '超标',
  ];
  const pass = (n: number, valid: string, exceeds: string, co: number | null = 0.2) => [
    '650102',
    '河滩路',
    `新A0000${n}`,
    `2026-10-0${n} 08:00:01`,
    co,
    20,
    90,
    null,
    valid,
    exceeds,
  ];
  const bring = (rows: unknown[][], as = STATION) =>
    w.file(c.importMobile, as, workbook([head, ...rows] as never, { sheet: '遥感记录' }), {
      mode: 'commit',
      kind: 'remote',
    });
  expect(codes((await bring([pass(1, '否', '是')])).body)).toEqual(['2 MOBILE_INVALID_EXCEEDS']);
  expect((await bring([pass(1, '是', '是'), pass(2, '是', '否'), pass(3, '否', '否')])).body).toMatchObject({
    committed: true,
    good: 3,
  });
  const { body } = await w.call(c.remoteViews, { as: DUTY, query: { from: '2026-10', to: '2026-10' } });
  expect(body.sites).toEqual([
    { site: '河滩路', unitPath: '/650000/650100/650102/', passes: 3, valid: 2, exceeds: 1 },
  ]);
  expect(codes((await bring([pass(4, '是', '否')], CORPS)).body)).toEqual(['2 ROW_UNIT_FOREIGN']);
  expect((await bring([pass(4, '是', '否')], DUTY)).status).toBe(403);
  const post = (key: string, code: string) =>
    w.call(c.postMobile, {
      headers: { authorization: `Bearer ${key}` },
      query: { mode: 'commit' },
      body: {
        kind: 'remote',
        rows: [
          {
            行政区代码: code,
            遥感点位: '东线',
            号牌号码: '新A00009',
            通过时间: '2026-10-09 08:00:00',
            CO: 0.1,
            有效: true,
            超标: false,
          },
        ],
      },
    });
  expect((await post('other', '650102')).status).toBe(401);
  expect(codes((await post('cars', '659001')).body)).toEqual(['2 ROW_UNIT_FOREIGN']);
  expect((await post('cars', '650102')).body).toMatchObject({ committed: true, good: 1 });
});

test('a station far from its peers is a lead', async () => {
  const w = await world();
  const rows = [90, 91, 92, 93, 94, 100].flatMap((share, station) =>
    Array.from({ length: 100 }, (_, n) =>
      row(`新A${String(station * 1000 + n).padStart(5, '0')}`, {
        1: `站${station}`,
        6: n < share ? '合格' : '不合格',
      }),
    ),
  );
  await send(w, rows);
  const { body } = await w.call(c.inspectionViews, { as: DUTY, query: { from: '2026-11', to: '2026-11' } });
  // Median 0.925, deviations 0.025 0.015 0.005 0.005 0.015 0.075 → MAD 0.015; 0.6745 × 0.075 / 0.015 = 3.3725: near, not far.
  const last = body.stations.find((one: { station: string }) => one.station === '站5');
  expect(last.z).toBeCloseTo(3.3725, 6);
  expect(last.lead).toBe(false);
  expect(body.peers).toMatchObject({ count: 6, least: 30, threshold: 3.5 });
});
