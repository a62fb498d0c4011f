import type { Sheet } from '@tarim/platform';
import { xlsxToSheets } from '@tarim/platform';
import { actorWith, workbook } from '@tarim/testkit';
import { expect, test } from 'vitest';
import * as contract from '../contract.ts';
import { SHEET_KEYS, SHEETS, type SheetKey } from '../server/import/sheets.ts';
import { ADMIN, KARAMAY, limitOf, STATION, TIANSHAN, USCC, type World, world } from './seed.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** A sheet with the headings of its form, rows by contract field. */
function sheet(key: SheetKey, ...rows: Row[]): Sheet {
  const columns: readonly { title: string; field: string }[] = SHEETS[key].columns;
  return {
    name: SHEETS[key].name,
    rows: [
      columns.map((one) => one.title),
      ...rows.map((row) => columns.map((one) => row[one.field] ?? null)),
    ],
  };
}

const send = async (
  w: World,
  book: readonly Sheet[] | Uint8Array,
  { as = STATION, mode = 'all', language = 'zh-CN' } = {},
) => {
  const answer = await w.upload(contract.importRegistry, book, {
    as,
    query: { mode },
    headers: { 'accept-language': language },
  });
  return answer.body as {
    committed: boolean;
    problems: contract.RowProblem[];
    remarks: contract.RowProblem[];
    sheets: {
      sheet: string;
      rows: number;
      good: number;
      created: number;
      updated: number;
      unchanged: number;
    }[];
  };
};
const codes = (report: { problems: contract.RowProblem[] }) =>
  report.problems.map((one) => `${one.sheet} ${one.row} ${one.column ?? ''} ${one.code}`);

const newPoint = (other: Row = {}): Row => ({
  code: 'W1',
  name: '总排口',
  kind: 'outlet-water',
  unitPath: TIANSHAN,
  uscc: USCC.urumqi,
  ...other,
});

test('what was exported and comes back untouched changes nothing, and nobody is told', async () => {
  const w = await world();
  const { point } = w.ids.urumqi;
  await w.call(contract.updatePoint, {
    as: STATION,
    params: { id: point },
    body: {
      code: 'urumqi-DA001',
      name: '1 号烟囱',
      kind: 'outlet-gas',
      unitPath: TIANSHAN,
      lon: 87.123456789,
      lat: 0.1 + 0.2,
      attributes: { z: 1, process: 'coal', wet: true },
    },
  });
  for (const serial of [null, null, 'SN-1'])
    await w.call(contract.createInstrument, {
      as: STATION,
      body: { pointId: point, name: '分析仪', codes: ['a21026'], serial, installedOn: '2024-02-29' },
    });
  await w.call(contract.createLimit, {
    as: STATION,
    body: limitOf(point, {
      basis: 'day',
      lower: 1e-7,
      unit: 'mg/m³',
      effectiveTo: '2026-12-31',
      confidence: 'official-text',
      source: '许可证',
    }),
  });
  await w.events();
  const history = (await w.call(contract.listHistory, { as: ADMIN })).body.entries.length;
  const { body: bytes } = await w.call(contract.exportRegistry, { as: STATION });
  // The whole of both hierarchies, by somebody who may write in one prefecture: what does not change is not refused.
  const report = await send(w, bytes);
  expect(codes(report)).toEqual([]);
  expect(report.sheets).toEqual(
    [
      ['企业', 3],
      ['点位', 3],
      ['数采仪', 3],
      ['仪器', 3],
      ['参数', 6],
      ['限值', 4],
    ].map(([name, n]) => ({ sheet: name, rows: n, good: n, created: 0, updated: 0, unchanged: n })),
  );
  expect(await w.events()).toEqual([]);
  expect((await w.call(contract.listHistory, { as: ADMIN })).body.entries).toHaveLength(history);
});

test('an import makes what is new, in the order in which things lean on each other, and publishes as forms do', async () => {
  const w = await world();
  const book = [
    sheet('limit', {
      pointCode: 'W1',
      code: 'w01018',
      basis: 'day',
      measure: 'actual',
      upper: 50,
      unit: 'mg/L',
      standard: 'GB 18918-2002',
      effectiveFrom: '2026-01-01',
    }),
    sheet('parameter', { pointCode: 'W1', code: 'w01018', unit: 'mg/L', public: '是' }),
    sheet('instrument', { pointCode: 'W1', name: 'COD 分析仪', codes: 'w01018、w21003' }),
    sheet('device', { mn: '65A000000000000000000009', pointCode: 'W1', edition: 2017 }),
    sheet('point', newPoint({ uscc: '91650102MA00000042' })),
    sheet('enterprise', { uscc: '91650102MA00000042', name: '污水厂', unitPath: TIANSHAN }),
  ];
  const checked = await send(w, book, { mode: 'check' });
  expect([checked.committed, checked.problems]).toEqual([false, []]);
  expect(await w.events()).toEqual([]);
  const report = await send(w, book);
  expect([report.committed, report.problems]).toEqual([true, []]);
  expect(report.sheets.map((one) => one.created)).toEqual(SHEET_KEYS.map(() => 1));
  const { points } = (await w.call(contract.listPoints, { as: ADMIN, query: { q: 'W1' } })).body;
  const { body: made } = await w.call(contract.getPoint, { as: ADMIN, params: { id: points[0].id } });
  expect(made).toMatchObject({
    enterprise: { name: '污水厂' },
    instruments: [{ codes: ['w01018', 'w21003'] }],
    limits: [{ upper: 50, unit: 'mg/L' }],
  });
  expect((await w.events()).map((one) => one.type)).toEqual([
    'registry.point-changed.v1',
    'registry.device-changed.v1',
    'registry.limits-changed.v1',
  ]);
  // The same book once more finds everything as it is.
  expect((await send(w, book)).sheets.map((one) => one.unchanged)).toEqual(SHEET_KEYS.map(() => 1));
});

test('an empty cell leaves a field, a dash empties it; an outlet is never left without owner', async () => {
  const w = await world();
  const device = { mn: '65A0URUMQI00000000000000', pointCode: 'urumqi-DA001', edition: '2017' };
  await send(w, [sheet('device', { ...device, maker: '某厂', model: 'M1' })]);
  await send(w, [sheet('device', { ...device, maker: '-' })]);
  const { body } = await w.call(contract.getPoint, { as: ADMIN, params: { id: w.ids.urumqi.point } });
  expect(body.devices[0]).toMatchObject({ maker: null, model: 'M1', minuteInterval: 10, hasPassword: true });
  const outlet = { code: 'urumqi-DA001', name: '改', kind: 'outlet-gas', unitPath: TIANSHAN };
  expect(codes(await send(w, [sheet('point', { ...outlet, uscc: '-' })]))).toEqual([
    '点位 2 所属企业信用代码 REGISTRY_OUTLET_NEEDS_ENTERPRISE',
  ]);
  expect((await send(w, [sheet('point', outlet)])).committed).toBe(true);
  expect(
    (await w.call(contract.getPoint, { as: ADMIN, params: { id: w.ids.urumqi.point } })).body.point,
  ).toMatchObject({ name: '改', enterpriseId: w.ids.urumqi.enterprise });
});

test('each wrong row is told with its column, code and reason; good rows may be taken without them', async () => {
  const w = await world();
  const limit = {
    pointCode: 'urumqi-DA001',
    code: 'a21002',
    basis: 'hour',
    measure: 'converted',
    upper: 50,
    referenceO2: 6,
    standard: 'GB 13223-2011',
    effectiveFrom: '2026-01-01',
  };
  const book = [
    sheet('enterprise', { uscc: '91650102MA00000043', name: '错', unitPath: TIANSHAN }),
    sheet(
      'point',
      newPoint(),
      newPoint({ code: 'W2', kind: 'wastewater' }),
      newPoint({ code: 'W3', uscc: '91650102MA00000055' }),
      newPoint({ code: 'W4', unitPath: '/650000/650100/999999/' }),
      newPoint({ code: 'W5', name: null }),
      newPoint({ code: 'W6', lon: '东经87度' }),
      newPoint({ code: 'W7', lat: 91 }),
      newPoint(),
    ),
    sheet('device', { mn: 'bad mn！', pointCode: 'W1', edition: '2017' }),
    sheet('instrument', { id: 4711, pointCode: 'W1', name: 'x' }),
    sheet(
      'parameter',
      { pointCode: 'NOWHERE', code: 'w01018' },
      { pointCode: 'W1', code: 'zzz' },
      { pointCode: 'W1', code: 'w01018', rangeLow: 9, rangeHigh: 1 },
    ),
    sheet(
      'limit',
      { ...limit, effectiveFrom: '2026-02-31' },
      { ...limit, upper: null },
      { ...limit, referenceO2: null, effectiveFrom: '2026-02-02' },
      { ...limit, code: 'a21026', effectiveFrom: '2026-06-01' },
      { ...limit, effectiveFrom: '2026-03-01' },
      { ...limit, effectiveFrom: '2026-04-01' },
    ),
  ];
  const strict = await send(w, book);
  expect(strict.committed).toBe(false);
  expect(await w.events()).toEqual([]);
  expect(codes(strict).sort()).toEqual(
    [
      '企业 2 统一社会信用代码* REGISTRY_USCC_INVALID',
      '点位 3 类别* ENUM',
      '点位 4 所属企业信用代码 REGISTRY_IMPORT_ENTERPRISE_UNKNOWN',
      '点位 5 行政单元路径* REGISTRY_UNIT_UNKNOWN',
      '点位 6 点位名称* REGISTRY_IMPORT_CELL_MISSING',
      '点位 7 经度 REGISTRY_IMPORT_CELL_UNREADABLE',
      '点位 8 纬度 MAXIMUM',
      '点位 9  REGISTRY_IMPORT_ROW_REPEATED',
      '数采仪 2 MN* REGISTRY_MN_INVALID',
      '仪器 2 仪器编号(系统) REGISTRY_IMPORT_INSTRUMENT_UNKNOWN',
      '参数 2 点位编码* REGISTRY_IMPORT_POINT_UNKNOWN',
      '参数 3 因子编码* REGISTRY_FACTOR_UNKNOWN',
      '参数 4 量程下限 REGISTRY_RANGE_ORDER',
      '限值 2 生效日期* FORMAT',
      '限值 3 上限 REGISTRY_LIMIT_BOUNDS',
      '限值 4 基准氧(%) REGISTRY_LIMIT_REFERENCE_O2',
      '限值 5  REGISTRY_LIMIT_OVERLAPS',
      '限值 7  REGISTRY_LIMIT_OVERLAPS',
    ].sort(),
  );
  const english = await send(w, book, { mode: 'check', language: 'en' });
  for (const [report, han] of [
    [strict, true],
    [english, false],
  ] as const)
    for (const { message, code } of report.problems) {
      const own = message.replaceAll(/[“"].*?[”"]/g, '');
      expect([code, /\p{Script=Han}/u.test(own)]).toEqual([code, han]);
      expect(message).not.toMatch(/violates|relation|syntax|constraint/i);
    }
  expect(strict.problems.find((one) => one.code === 'ENUM')!.message).toBe(
    '应为以下之一：air, surface-water, drinking-water, groundwater, soil, noise, ecology, radiation, outlet-gas, outlet-water',
  );
  const some = await send(w, book, { mode: 'good' });
  expect([some.committed, some.sheets.map((one) => one.created)]).toEqual([true, [0, 1, 0, 0, 0, 1]]);
});

test('a wrong sheet, a missing, a doubled and an unknown heading are problems, not silence', async () => {
  const w = await world();
  const rows = [['统一社会信用代码*'], ['x']];
  const named = async (...book: Sheet[]) => {
    const report = await send(w, book);
    expect(report.committed).toBe(false);
    return codes(report);
  };
  expect(await named({ name: 'Sheet1', rows })).toEqual(['Sheet1 1  REGISTRY_IMPORT_SHEET_UNKNOWN']);
  expect(await named({ name: '说明 Notes', rows })).toEqual([' 1  REGISTRY_IMPORT_NO_SHEET']);
  const enterprise = sheet('enterprise', { uscc: '91650102MA00000042', name: '新', unitPath: TIANSHAN });
  const heads = enterprise.rows[0]!;
  expect(
    await named({ ...enterprise, rows: [[...heads, '备注', '地址'], ...enterprise.rows.slice(1)] }),
  ).toEqual(['企业 1 备注 REGISTRY_IMPORT_HEADING_UNKNOWN', '企业 1 地址 REGISTRY_IMPORT_HEADING_TWICE']);
  expect(
    await named({ ...enterprise, rows: enterprise.rows.map((row) => row.filter((_, at) => at !== 1)) }),
  ).toEqual(['企业 1 企业名称* REGISTRY_IMPORT_HEADING_MISSING']);
  // An empty sheet that an office program adds by itself is no problem.
  expect((await send(w, [enterprise, { name: 'Sheet2', rows: [[null]] }])).committed).toBe(true);
  const notXlsx = await w.upload(contract.importRegistry, new TextEncoder().encode('a;b'), {
    as: STATION,
    query: { mode: 'check' },
  });
  expect([notXlsx.status, notXlsx.body.code]).toEqual([400, 'SHEET_UNREADABLE']);
});

test('nobody takes another unit’s objects, whatever other posts he has', async () => {
  const w = await world();
  const thief = {
    ...actorWith('monitoring-station', '/650000/650100/'),
    posts: [
      { role: 'monitoring-station' as const, unitPath: '/650000/650100/' },
      { role: 'planner' as const, unitPath: '/650000/' },
    ],
  };
  const before = await w.download(ADMIN);
  const stolen = [
    sheet('enterprise', { uscc: USCC.karamay, name: '夺', unitPath: TIANSHAN }),
    sheet('point', {
      code: 'karamay-DA001',
      name: '夺',
      kind: 'outlet-gas',
      unitPath: TIANSHAN,
      uscc: USCC.urumqi,
    }),
    sheet('device', { mn: '65A0KARAMAY0000000000000', pointCode: 'urumqi-DA001', edition: '2017' }),
    sheet('parameter', { pointCode: 'karamay-DA001', code: 'a21026', unit: 'µg/m³' }),
    sheet('limit', {
      pointCode: 'karamay-DA001',
      code: 'a21026',
      basis: 'hour',
      measure: 'converted',
      upper: 9_999,
      referenceO2: 6,
      standard: 'x',
      effectiveFrom: '2026-01-01',
    }),
  ];
  for (const mode of ['all', 'good'])
    expect(codes(await send(w, stolen, { as: thief, mode }))).toEqual([
      '企业 2  FORBIDDEN',
      '点位 2  FORBIDDEN',
      '数采仪 2  FORBIDDEN',
      '参数 2  FORBIDDEN',
      '限值 2  FORBIDDEN',
    ]);
  // Nor gives he his own away, or hangs it on another's enterprise.
  const given = [
    sheet('point', {
      code: 'urumqi-DA001',
      name: 'x',
      kind: 'outlet-gas',
      unitPath: KARAMAY,
      uscc: USCC.urumqi,
    }),
    sheet('device', { mn: '65A0URUMQI00000000000000', pointCode: 'karamay-DA001', edition: '2017' }),
  ];
  expect(codes(await send(w, given, { as: thief, mode: 'good' }))).toEqual([
    '点位 2  FORBIDDEN',
    '数采仪 2  FORBIDDEN',
  ]);
  const hung = [
    sheet('point', {
      code: 'urumqi-DA001',
      name: 'x',
      kind: 'outlet-gas',
      unitPath: TIANSHAN,
      uscc: USCC.karamay,
    }),
  ];
  expect(codes(await send(w, hung, { as: thief, mode: 'good' }))).toEqual(['点位 2  FORBIDDEN']);
  expect(await w.download(ADMIN)).toEqual(before);
  expect(await w.events()).toEqual([]);
});

test('a moved point takes its device, parameters and limits along, and tells it once', async () => {
  const w = await world();
  const book = [
    sheet('point', {
      code: 'karamay-DA001',
      name: '搬迁',
      kind: 'outlet-gas',
      unitPath: TIANSHAN,
      uscc: USCC.karamay,
    }),
    sheet('parameter', { pointCode: 'karamay-DA001', code: 'a21026', unit: 'µg/m³' }),
  ];
  expect(codes(await send(w, book, { as: ADMIN }))).toEqual([]);
  const { point, device } = w.ids.karamay;
  expect(await w.events()).toEqual([
    { type: 'registry.point-changed.v1', payload: { pointId: point } },
    { type: 'registry.limits-changed.v1', payload: { pointId: point, codes: ['a21026'] } },
  ]);
  const body = { mn: '65A0KARAMAY0000000000000', pointId: point, edition: '2017', model: 'M2' };
  const changed = await w.call(contract.updateDevice, { as: STATION, params: { id: device }, body });
  expect([changed.status, changed.body.model]).toEqual([200, 'M2']);
});

test('a closed object is neither exported nor reopened by an import', async () => {
  const w = await world();
  const { device, point } = w.ids.urumqi;
  const reason = { reason: '停产' };
  await w.call(contract.closeDevice, { as: STATION, params: { id: device }, body: reason });
  const row = { mn: '65A0URUMQI00000000000000', pointCode: 'urumqi-DA001', edition: '2017' };
  expect(codes(await send(w, [sheet('device', row)]))).toEqual(['数采仪 2  REGISTRY_IMPORT_CLOSED']);
  await w.call(contract.closePoint, { as: STATION, params: { id: point }, body: reason });
  const book = await w.download(ADMIN);
  expect(JSON.stringify(book)).not.toContain('urumqi-DA001');
});

test('an MN of another form and a factor outside the dictionary are taken with a remark', async () => {
  const w = await world();
  const report = await send(w, [
    sheet('device', { mn: 'a110000_0001', pointCode: 'urumqi-DA001', edition: '2017' }),
    sheet('parameter', { pointCode: 'urumqi-DA001', code: 'a99998', unit: 'mg/m³' }),
  ]);
  expect([report.committed, report.problems]).toEqual([true, []]);
  expect(report.remarks.map((one) => [one.sheet, one.column, one.code])).toEqual([
    ['数采仪', 'MN*', 'MN_LENGTH'],
    ['数采仪', 'MN*', 'MN_CHARACTER'],
    ['参数', '因子编码*', 'REGISTRY_FACTOR_UNLISTED'],
  ]);
});

test('the file of problems has them beside the rows, and comes back in when they are mended', async () => {
  const w = await world();
  const wrong = sheet('point', newPoint(), newPoint({ code: 'W2', kind: 'x' }));
  const answer = await w.upload(contract.importErrorFile, [wrong], { as: STATION });
  const [marked] = await xlsxToSheets(answer.body);
  const problem = marked!.rows[0]!.length - 1;
  expect(marked!.rows.map((row) => row[problem])).toEqual([
    '问题 Problem',
    null,
    expect.stringMatching(/^类别\* 应为以下之一：air/),
  ]);
  const mended = marked!.rows.map((row, index) =>
    row.map((cell, at) => (index === 2 && at === 2 ? 'outlet-water' : cell)),
  );
  expect((await send(w, [{ name: '点位', rows: mended }])).committed).toBe(true);
});

test('the template is a book that can be filled in and sent', async () => {
  const w = await world();
  const { body } = await w.call(contract.importTemplate, { as: STATION });
  const book = await xlsxToSheets(body);
  expect(book.map((one) => one.name)).toEqual([...SHEET_KEYS.map((key) => SHEETS[key].name), '说明 Notes']);
  // As it is, there is nothing in it to import, and nothing wrong.
  expect(await send(w, body)).toMatchObject({ committed: false, problems: [] });
});

test('macros keep a book out; a formula and a merged cell keep their rows out, each told with its row', async () => {
  const w = await world();
  const book = (options: object) =>
    workbook(
      [
        ['点位编码*', '点位名称*', '类别*', '行政单元路径*', '经度'],
        ['NEW-1', '新断面一', 'surface-water', TIANSHAN, 87.6],
        ['NEW-2', '新断面二', 'surface-water', TIANSHAN, 87.7],
      ],
      { sheet: '点位', ...options },
    );
  const run = async (options: object, mode: string) => {
    const { body } = await w.upload(contract.importRegistry, book(options), { as: ADMIN, query: { mode } });
    return {
      committed: body.committed,
      told: body.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`),
    };
  };
  expect(await run({ macros: true }, 'good')).toEqual({
    committed: false,
    told: ['1 SHEET_MACROS'],
  });
  expect(await run({ formulas: { E2: 'E3' } }, 'all')).toEqual({
    committed: false,
    told: ['2 SHEET_FORMULA'],
  });
  expect(await run({ merged: ['D2:D3'] }, 'good')).toEqual({
    committed: true,
    told: ['2 SHEET_MERGED'],
  });
});
