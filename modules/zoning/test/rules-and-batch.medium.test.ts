import { actorWith, testContext, testServer, workbook } from '@tarim/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { makePolicy } from '../../identity/server/domain/policy.ts';
import { regionModule } from '../../region/server/module.ts';
import { registryModule } from '../../registry/server/module.ts';
import * as c from '../contract.ts';
import { zoningModule } from '../server/module.ts';
import { runBatch } from '../server/use-cases/batch.ts';

const ADMIN = actorWith('administrator', '/');
const OFFICER = actorWith('enforcement-officer', '/650000/');
const PRIORITY = 'ZH65010210001';
const HEAD = ['层级', '适用对象', '维度', '管控要求', '行业代码', '机器判定', '限值参数', '上限', '依据'];
const BAN: (string | number)[] = [
  '单元',
  PRIORITY,
  '空间布局约束',
  '模拟规则：禁止新建石油加工、化工项目；现有的，限期退出。',
  '25、c26',
  '禁止',
  '',
  '',
  '模拟文件（第三条）',
];
const WATER: (string | number)[] = [
  '片区',
  '模拟片区',
  '资源利用效率',
  '模拟：取水上限',
  '44',
  '限值',
  '年取水量（万 m³）',
  100,
  '',
];
const REGION = ['区域', '', '环境风险防控', '模拟：须编制应急预案', '', '', '', '', ''];

async function world() {
  const modules = [regionModule, registryModule, zoningModule];
  const ctx = await testContext({ modules, policy: makePolicy() });
  const server = await testServer(ctx, modules);
  const { body } = await server.call(c.createVersion, {
    as: ADMIN,
    body: { name: '模拟方案', simulated: true },
  });
  const id = body.id as number;
  const form = (bytes: BlobPart, name: string) => {
    const form = new FormData();
    form.append('file', new Blob([bytes]), name);
    return form;
  };
  const unit = {
    type: 'Feature',
    properties: { code: PRIORITY, name: '模拟单元', area: '模拟片区' },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [87, 43.5],
          [88, 43.5],
          [88, 44.5],
          [87, 44.5],
          [87, 43.5],
        ],
      ],
    },
  };
  const units = JSON.stringify({ type: 'FeatureCollection', features: [unit] });
  await server.call(c.importUnits, {
    as: ADMIN,
    params: { id },
    query: { mode: 'commit' },
    body: form(units, 'units.geojson'),
  });
  const bring = (bytes: BlobPart, mode: 'check' | 'commit' = 'commit', more: object = {}) =>
    server.call(c.importRules, {
      as: ADMIN,
      query: { version: id, mode },
      body: form(bytes, 'rules.xlsx'),
      ...more,
    });
  const sheet = (rows: unknown[][]) => workbook([HEAD, ...rows] as never, { sheet: '准入清单' }) as BlobPart;
  const rules = async () =>
    (await server.call(c.listRules, { as: OFFICER, params: { id } })).body.rules as c.RuleRow[];
  return { ctx, server, id, bring, sheet, rules };
}

test('an access list comes in as it is written, once, and its sheet can be brought again', async () => {
  const w = await world();
  const rows = [BAN, WATER, REGION];
  expect((await w.bring(w.sheet(rows), 'check')).body).toMatchObject({ committed: false, good: 3 });
  expect(await w.rules()).toEqual([]);
  expect((await w.bring(w.sheet(rows))).body).toMatchObject({ committed: true, good: 3, problems: [] });
  expect(await w.rules()).toMatchObject([
    // Wide punctuation is part of the words.
    {
      level: 'unit',
      target: PRIORITY,
      dimension: 'layout',
      text: BAN[3],
      industries: ['25', 'C26'],
      effect: 'ban',
    },
    { level: 'area', effect: 'limit', parameter: '年取水量（万 m³）', max: 100 },
    { level: 'region', target: null, effect: null, industries: [], basis: null },
  ]);
  const exported = await w.server.call(c.ruleTemplate, { as: OFFICER, params: { id: w.id } });
  expect(exported.status).toBe(200);
  expect((await w.bring(exported.body as BlobPart)).body).toMatchObject({
    committed: true,
    good: 0,
    unchanged: 3,
  });
  expect(await w.rules()).toHaveLength(3);
});

test('a list with any error brings nothing; each is told by its row, in the language asked for', async () => {
  const w = await world();
  const wrong = w.sheet([
    BAN,
    BAN,
    BAN.with(1, 'ZH65010210009'),
    WATER.with(7, ''),
    WATER.with(4, '化工').with(2, '其他'),
    REGION.with(1, '模拟片区'),
    BAN.with(7, 5),
    ['', '', '', '', '', '', '', '', '依据'],
  ]);
  const { body } = await w.bring(wrong, 'commit', { headers: { 'accept-language': 'en' } });
  expect(body.committed).toBe(false);
  expect(body.problems.map((one: { row: number; code: string }) => `${one.row} ${one.code}`)).toEqual([
    '3 ROW_TWICE',
    '4 ZONING_RULE_TARGET',
    '5 ZONING_RULE_LIMIT',
    '6 CELL_NOT_A_WORD',
    '6 ZONING_ROW_INDUSTRY',
    '7 ZONING_RULE_TARGET',
    '8 ZONING_ROW_NO_LIMIT',
    '9 CELL_MISSING',
    '9 CELL_MISSING',
    '9 CELL_MISSING',
  ]);
  expect(body.problems[2].message).toBe('A limit needs its parameter and its maximum');
  expect(await w.rules()).toEqual([]);
  expect((await w.bring(w.sheet([BAN]), 'commit', { as: OFFICER })).status).toBe(403);
});

test('every registered enterprise is held against a version, and those in conflict are listed', async () => {
  const w = await world();
  await w.bring(w.sheet([BAN]));
  await sql`
    insert into registry.enterprise (uscc, name, unit_path, industry, lon, lat, simulated) values
      ('91650100TEST000001', '模拟化工', '/650000/', 'C2611', 87.5, 44, true),
      ('91650100TEST000002', '模拟食品', '/650000/', '1311', 87.5, 44, true),
      ('91650100TEST000003', '模拟未知', '/650000/', null, 87.5, 44, true),
      ('91650100TEST000004', '模拟远处', '/650000/', '2611', 80, 40, true),
      ('91650100TEST000005', '模拟无位置', '/650000/', '2611', null, null, true)`.execute(w.ctx.db);
  const { body } = await w.server.call(c.startBatch, { as: ADMIN, params: { id: w.id }, body: {} });
  const told: number[] = [];
  await runBatch(w.ctx, body.id, async (fraction) => void told.push(fraction));
  expect(told).toEqual([1]);
  const list = await w.server.call(c.listBatches, { as: OFFICER, params: { id: w.id } });
  expect(list.body.batches).toMatchObject([{ state: 'done', total: 5, done: 5, unplaced: 1, conflicts: 1 }]);
  const { rows } = (await w.server.call(c.batchRows, { as: OFFICER, params: { id: body.id } })).body;
  expect(rows).toMatchObject([
    { name: '模拟化工', unit: PRIORITY, verdict: 'forbidden', rule: BAN[3] },
    { name: '模拟未知', unit: PRIORITY, verdict: 'manual' },
  ]);
});
