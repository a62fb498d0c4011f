import { makePolicy } from '@tarim/identity/server';
import type { Actor, DatasetDefinition, ModuleDefinition } from '@tarim/platform';
import { testContext } from '@tarim/testkit';
import { sql } from 'kysely';
import { catalogModule } from '../server/module.ts';

export const NOW = Date.parse('2026-11-24T12:00:00+08:00');
export const URUMQI = '/650000/650100/';

const both = (text: string) => ({ zh: text, en: text });
const declared = (
  id: string,
  sharing: DatasetDefinition['sharing'],
  more: Partial<DatasetDefinition['relation']> = {},
): DatasetDefinition => ({
  id,
  titles: both(id),
  abstracts: both('测试数据集'),
  keywords: { zh: ['测试'], en: ['trial'] },
  element: 'base',
  owner: both('监测站'),
  source: both('测试'),
  sharing,
  action: 'registry.read',
  rhythm: 'PT1H',
  madeOf: [],
  fields: [
    { name: 'name', titles: both('名称'), type: 'text', sql: 'd.name' },
    { name: 'value', titles: both('数值'), type: 'number', unit: 'mg/L', sql: 'd.value' },
    { name: 'contact', titles: both('联系人'), type: 'text', sql: 'd.contact', internal: true },
  ],
  relation: {
    from: 'things.thing d',
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    time: 'd.at',
    unitPath: 'd.unit_path',
    enterpriseId: 'd.enterprise_id',
    revision: 'select count(*) from things.thing',
    ...more,
  },
});

/** Data sets of each sharing class over one table of things. */
export const things: ModuleDefinition = {
  name: 'things',
  datasets: [
    declared('open-things', 'open'),
    declared('asked-things', 'on-request', { open: "d.name = '公开'" }),
    declared('inner-things', 'internal'),
    declared('secret-things', 'secret'),
  ],
};

export const MODULES: readonly ModuleDefinition[] = [
  { name: 'region', migrations: new URL('../../region/server/migrations/', import.meta.url) },
  things,
  catalogModule,
];

export const person = (
  name: string,
  role: Actor['posts'][number]['role'],
  unitPath: string,
  enterpriseId?: number,
): Actor => ({
  userId: name,
  name,
  posts: [{ role, unitPath, ...(enterpriseId === undefined ? {} : { enterpriseId }) }],
});

/** Things 1…n: odd ones in Urumqi, even ones of the Corps; the third is public. */
export async function world(n = 10) {
  const ctx = await testContext({ modules: MODULES, now: NOW, policy: makePolicy() });
  await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence) values
    ('650000', '/650000/', null, 'region', 'region', '{"zh": "新疆维吾尔自治区"}', 1, 'test', 'sourced'),
    ('650100', ${URUMQI}, '650000', 'prefecture', 'region', '{"zh": "乌鲁木齐市"}', 2, 'test', 'sourced')`.execute(
    ctx.db,
  );
  await sql`create schema things`.execute(ctx.db);
  await sql`create table things.thing (id int primary key, name text, value float8, contact text, lon float8, lat float8, at timestamptz,
    unit_path text, enterprise_id int)`.execute(ctx.db);
  await sql`insert into things.thing
    select i, case when i = 3 then '公开' else '东西' || i end, i / 2.0, '电话' || i, 80 + i / 1000.0, 43, ${new Date(NOW)}::timestamptz - i * interval '1 minute',
      case when i % 2 = 1 then ${URUMQI} else '/BT/' end, i
    from generate_series(1, ${n}::int) i`.execute(ctx.db);
  return ctx;
}
