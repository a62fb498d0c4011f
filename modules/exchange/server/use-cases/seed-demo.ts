import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor, Context } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import type { PipelineSpec } from '../../contract.ts';
import { dropFolder } from '../source/folder.ts';
import { pipelineBySlug } from '../sql/pipelines.ts';
import { addHost } from '../sql/uploads.ts';
import { createPipeline, updatePipeline } from './pipelines.ts';
import { startRun } from './start-run.ts';

const KEEPER: Actor = {
  userId: '00000000-0000-7000-8000-0000000ec001',
  name: '数据汇聚管理员（模拟）',
  posts: [{ role: 'administrator', unitPath: '/' }],
};
const UNIT = '/650000/';
const GAUGES = 'demo-gauges';
const PLANTS = 'demo-plants';

const COMMON = {
  format: 'auto',
  retry: { attempts: 3, waitSeconds: 60 },
  maxRejectedShare: 0.2,
  simulated: true,
} as const satisfies Partial<PipelineSpec>;

const gaugesOf = (url: string): PipelineSpec => ({
  ...COMMON,
  titleZh: '水文站水位流量（模拟）',
  titleEn: 'Stage and discharge of gauging stations (simulated)',
  abstractZh: '从模拟的水利部门接口按小时拉取，用于河流断面水量与水质的对照。',
  abstractEn: 'Pulled by the hour from the interface of a simulated water bureau.',
  element: 'water',
  sourceZh: '自治区水利厅（模拟）数据接口',
  sourceEn: 'Interface of the water bureau (simulated)',
  source: {
    kind: 'http',
    url,
    headers: [],
    rows: '/data/list',
    paging: { kind: 'page', parameter: 'page', first: 1 },
    timeoutSeconds: 30,
  },
  place: { kind: 'columns', x: 'place.lon', y: 'place.lat' },
  geometryType: 'Point',
  fields: [
    { name: 'code', titleZh: '测站编码', titleEn: 'Station code', type: 'text', from: 'stcd' },
    { name: 'name', titleZh: '测站名称', titleEn: 'Station', type: 'text', from: 'stnm' },
    { name: 'river', titleZh: '河流', titleEn: 'River', type: 'text', from: 'rvnm' },
    { name: 'time', titleZh: '时间', titleEn: 'Time', type: 'instant', from: 'tm' },
    { name: 'stage', titleZh: '水位', titleEn: 'Stage', type: 'number', unit: 'm', from: 'z' },
    { name: 'discharge', titleZh: '流量', titleEn: 'Discharge', type: 'number', unit: 'm³/s', from: 'q' },
  ],
  checks: [
    { kind: 'required', field: 'code', severity: 'reject' },
    { kind: 'required', field: 'discharge', severity: 'warn' },
    { kind: 'range', field: 'stage', min: -200, max: 6_000, severity: 'reject' },
    { kind: 'in-region', within: 'region', severity: 'warn' },
  ],
  mode: 'upsert',
  keys: ['code', 'time'],
  timeField: 'time',
  labelField: 'name',
  cron: '5 * * * *',
  sharing: 'internal',
  rhythm: 'PT1H',
});

const PLANT_SPEC: PipelineSpec = {
  ...COMMON,
  titleZh: '县域污水处理厂日报（模拟）',
  titleEn: 'Daily reports of sewage plants (simulated)',
  abstractZh: '各县市投放到目录中的日报表，含抄录差错，差错行不入库并逐行说明。',
  abstractEn:
    'Tables that counties put into the drop folder, slips included; rows with slips stay out, each with its reason.',
  element: 'pollution-source',
  sourceZh: '各县市住建部门（模拟）',
  sourceEn: 'Housing bureaus of the counties (simulated)',
  source: { kind: 'folder', pattern: '*.csv', move: true },
  place: { kind: 'columns', x: '经度', y: '纬度' },
  geometryType: 'Point',
  fields: [
    { name: 'code', titleZh: '厂编码', titleEn: 'Plant code', type: 'text', from: '厂编码' },
    { name: 'name', titleZh: '污水处理厂', titleEn: 'Plant', type: 'text', from: '污水处理厂' },
    { name: 'county', titleZh: '县市代码', titleEn: 'County', type: 'text', from: '县市代码' },
    {
      name: 'capacity',
      titleZh: '设计规模',
      titleEn: 'Capacity',
      type: 'number',
      unit: '10⁴ t/d',
      from: '设计规模（万吨/日）',
    },
    {
      name: 'treated',
      titleZh: '日处理量',
      titleEn: 'Treated',
      type: 'number',
      unit: '10⁴ t',
      from: '日处理量（万吨）',
    },
    {
      name: 'cod',
      titleZh: '出水COD',
      titleEn: 'COD out',
      type: 'number',
      unit: 'mg/L',
      from: '出水COD（mg/L）',
    },
    { name: 'day', titleZh: '统计日期', titleEn: 'Day', type: 'date', from: '统计日期' },
  ],
  checks: [
    { kind: 'required', field: 'code', severity: 'reject' },
    { kind: 'pattern', field: 'county', pattern: '\\w{4,12}', severity: 'reject' },
    { kind: 'range', field: 'cod', min: 0, max: 1_000, severity: 'reject' },
    { kind: 'in-region', within: 'region', severity: 'reject' },
  ],
  mode: 'upsert',
  keys: ['code', 'day'],
  timeField: 'day',
  labelField: 'name',
  cron: '*/10 * * * *',
  sharing: 'on-request',
  rhythm: 'P1D',
};

/** What the simulated bureaus give: the address of their interface, and the table of a day. */
export interface DemoBureaus {
  readonly url: string;
  readonly plantTable: string;
  readonly day: string;
}

/** Two simulated pipelines that really run: a pull by the hour, and a drop folder with a table full of slips. Once; the address anew. */
export async function seedDemoExchange(ctx: Context, bureaus: DemoBureaus): Promise<number> {
  if (!(await unitByPath(ctx.db, UNIT))) return 0;
  const { hostname, port } = new URL(bureaus.url);
  await addHost(ctx.db, { host: hostname, port: Number(port), note: '模拟水利部门接口' });
  const gauges = await pipelineBySlug(ctx.db, GAUGES);
  let made = 0;
  if (!gauges) {
    await begin(ctx, GAUGES, gaugesOf(bureaus.url));
    made++;
  } else if (gauges.spec.source.kind === 'http' && gauges.spec.source.url !== bureaus.url)
    await updatePipeline(ctx, KEEPER, gauges.id, {
      version: gauges.version,
      active: gauges.active,
      spec: { ...gauges.spec, source: { ...gauges.spec.source, url: bureaus.url } },
    });
  if (!(await pipelineBySlug(ctx.db, PLANTS))) {
    const folder = dropFolder(ctx.config.dataDir, PLANTS);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `污水处理厂日报-${bureaus.day}.csv`);
    await writeFile(path, bureaus.plantTable);
    // Nobody writes on it any more.
    await utimes(path, new Date(0), new Date(0));
    await begin(ctx, PLANTS, PLANT_SPEC);
    made++;
  }
  return made;
}

async function begin(ctx: Context, slug: string, spec: PipelineSpec): Promise<void> {
  const { id } = await createPipeline(ctx, KEEPER, { slug, unitPath: UNIT, active: true, spec });
  await startRun(ctx, KEEPER, id, null);
}
