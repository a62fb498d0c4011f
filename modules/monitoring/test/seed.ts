import { createHash } from 'node:crypto';
import { DEMO_ACCOUNTS, makePolicy } from '@tarim/identity/server';
import { type Actor, type ModuleDefinition, rowsToXlsx } from '@tarim/platform';
import type { RouteDef } from '@tarim/platform/contract';
import { regionModule } from '@tarim/region/server';
import { registryModule } from '@tarim/registry/server';
import { type Answer, type CallOptions, type TestContext, testContext, testServer } from '@tarim/testkit';
import { sql } from 'kysely';
import * as contract from '../contract.ts';
import { monitoringModule } from '../server/module.ts';

const MODULES: readonly ModuleDefinition[] = [
  regionModule,
  registryModule,
  // Tables only: what stations measured is read, its services are not needed.
  { name: 'telemetry', migrations: new URL('../../telemetry/server/migrations/', import.meta.url) },
  monitoringModule,
];

export const URUMQI = '/650000/650100/';
export const TIANSHAN = '/650000/650100/650102/';
export const SHIHEZI = '/BT/BT08/659001/';

/** A person of a station; each number is another one. */
export function person(index: number, unitPath = URUMQI): Actor {
  return {
    userId: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
    name: `监测员${index}`,
    posts: [{ role: 'monitoring-station', unitPath }],
  };
}
export const [SAMPLER, ANALYST, CHECKER, REVIEWER, SIGNER] = [1, 2, 3, 4, 5].map((one) => person(one)) as [
  Actor,
  Actor,
  Actor,
  Actor,
  Actor,
];
export const CORPS = person(9, '/BT/BT08/');
const duty = DEMO_ACCOUNTS.find((one) => one.account === 'duty')!;
export const DUTY: Actor = {
  userId: '00000000-0000-7000-8000-000000000088',
  name: duty.name,
  posts: [{ role: duty.role, unitPath: duty.unitPath }],
};

export interface World {
  readonly ctx: TestContext;
  call(def: RouteDef, options?: CallOptions): Promise<Answer>;
  /** A sheet of results; rows without the heading. */
  sheet(as: Actor, rows: readonly (readonly unknown[])[], mode: 'check' | 'commit'): Promise<Answer>;
  /** A file as it is. */
  file(as: Actor, bytes: Uint8Array, mode: 'check' | 'commit', def?: RouteDef): Promise<Answer>;
  readonly points: Readonly<Record<'section' | 'well' | 'corps', number>>;
}

export const HEAD = ['样品编码', '监测项目', '结果', '单位', '检出限', '分析方法', '分析时间', '分析人'];
export const NOW = Date.parse('2026-11-20T12:00:00+08:00');

/** Units of both hierarchies with a river section, a well and a section of the Corps. */
export async function world(): Promise<World> {
  const ctx = await testContext({ modules: MODULES, policy: makePolicy(), now: NOW });
  const server = await testServer(ctx, MODULES, {
    apiKeys: { lims: { scope: 'lab', unitPath: URUMQI, name: '实验室系统' } },
  });
  const units: [string, string, string, string, string | null][] = [
    ['650000', '/650000/', 'region', 'region', null],
    ['650100', URUMQI, 'prefecture', 'region', '650000'],
    ['650102', TIANSHAN, 'county', 'region', '650100'],
    ['650103', '/650000/650100/650103/', 'county', 'region', '650100'],
    ['650200', '/650000/650200/', 'prefecture', 'region', '650000'],
    ['BT', '/BT/', 'corps', 'corps', null],
    ['BT08', '/BT/BT08/', 'division', 'corps', 'BT'],
    ['659001', SHIHEZI, 'city', 'corps', 'BT08'],
  ];
  for (const [code, path, level, hierarchy, parent] of units)
    await sql`insert into region.unit (code, path, parent, level, hierarchy, names, sort, source, confidence)
      values (${code}, ${path}, ${parent}, ${level}, ${hierarchy}, '{"zh": "单元", "en": "unit"}', 1, 'test', 'sourced')`.execute(
      ctx.db,
    );
  const point = async (code: string, name: string, kind: string, unitPath: string): Promise<number> => {
    const { rows } = await sql<{ id: number }>`
      insert into registry.point (code, name, kind, unit_path, lon, lat) values (${code}, ${name}, ${kind}, ${unitPath}, 87.6, 43.8) returning id`.execute(
      ctx.db,
    );
    return rows[0]!.id;
  };
  return {
    ctx,
    call: (def, options) => server.call(def, options),
    sheet: async (as, rows, mode) => {
      const bytes = await rowsToXlsx([{ name: '检测结果', rows: [HEAD, ...(rows as never[])] }]);
      return upload(server.call, as, bytes, mode);
    },
    file: (as, bytes, mode, def) => upload(server.call, as, bytes, mode, def),
    points: {
      section: await point('W1', '乌鲁木齐河断面', 'surface-water', TIANSHAN),
      well: await point('G1', '天山区监测井', 'groundwater', TIANSHAN),
      corps: await point('W2', '玛纳斯河断面', 'surface-water', SHIHEZI),
    },
  };
}

function upload(
  call: World['call'],
  as: Actor,
  bytes: Uint8Array,
  mode: 'check' | 'commit',
  def: RouteDef = contract.importLab,
): Promise<Answer> {
  const boundary = 'tarim-boundary';
  const payload = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return call(def, {
    as,
    query: { mode },
    body: payload,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
}

/** A plan in force for the section, with its task of November. */
export async function plannedTask(
  w: World,
  items: readonly string[] = ['pH', '溶解氧', '氨氮', '总磷'],
): Promise<{ planId: number; taskId: number }> {
  const plan = await w.call(contract.createPlan, {
    as: SAMPLER,
    body: { year: 2026, title: '2026年地表水例行监测', kind: 'routine', unitPath: URUMQI },
  });
  const id = plan.body.id as number;
  await w.call(contract.putPlanLines, {
    as: SAMPLER,
    params: { id },
    body: { pointIds: [w.points.section], items, months: [2, 11], body: '乌鲁木齐市监测站' },
  });
  await w.call(contract.approvePlan, { as: SAMPLER, params: { id }, body: {} });
  const { body } = await w.call(contract.listTasks, { as: SAMPLER, query: { planId: id } });
  return { planId: id, taskId: body.tasks[0].id };
}

export const form = (more: object = {}) => ({
  clientId: '00000000-0000-4000-8000-000000000001',
  sampledAt: '2026-11-10T10:00:00+08:00',
  lon: 87.601,
  lat: 43.8,
  weather: '晴',
  onSite: { pH: 8.1, 溶解氧: 9.2 },
  containers: [
    { code: 'S-001', kind: 'sample', items: ['氨氮', '总磷'], preservative: 'H2SO4' },
    { code: 'S-002', kind: 'parallel', items: ['氨氮'] },
    { code: 'S-003', kind: 'field-blank', items: ['氨氮'] },
  ],
  ...more,
});

/** The task with its sample in the laboratory. */
export async function taskInLab(w: World): Promise<number> {
  const { taskId } = await plannedTask(w);
  await w.call(contract.submitSampling, { as: SAMPLER, params: { id: taskId }, body: form() });
  await w.call(contract.receiveContainers, {
    as: ANALYST,
    body: { codes: ['S-001', 'S-002', 'S-003'], accept: true, condition: '完好，4 ℃' },
  });
  return taskId;
}

export const row = (code: string, item: string, result: unknown, limit: unknown = '') => [
  code,
  item,
  result,
  'mg/L',
  limit,
  'HJ 535-2009',
  '2026-11-11 09:00',
  '张',
];

/** Writes the mean of a period of a station as telemetry does, by codes of HJ 212-2017; of noise nothing is asked here. */
export async function rollUp(
  ctx: TestContext,
  key: { pointId: number; period: 'day' | 'month'; at: string },
  means: Readonly<Record<string, number | null>>,
  invalid: Readonly<Record<string, string>> = {},
): Promise<void> {
  const slots = Object.keys(means).map((code) => `${code}.Avg`);
  // Layouts are remembered for the life of a process, in which each test has a database of its own: ids follow from the slots.
  const layoutId = Number.parseInt(
    createHash('sha256').update(slots.join(',')).digest('hex').slice(0, 7),
    16,
  );
  await sql`insert into telemetry.layout (id, slots) overriding system value values (${layoutId}, ${slots.join(',')}) on conflict do nothing`.execute(
    ctx.db,
  );
  await sql`
    insert into telemetry.rollup (point_id, period, time, layout_id, values, invalid, basis, expected, received, rule_version, revision, computed_at)
    values (${key.pointId}, ${key.period === 'day' ? 2 : 3}, ${`${key.at}T00:00:00+08:00`}, ${layoutId}, ${Object.values(means)}::float8[],
      ${Object.keys(means).map((code) => invalid[code] ?? null)}::text[], 'hour', 24, 24, 'TARIM-75@1', 0, now())
  `.execute(ctx.db);
}
