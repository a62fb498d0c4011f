import { plainText, route, SheetReport, type Static, Type } from '@tarim/platform/contract';
import { DateText, Id, orNull, Reason } from './parts.ts';

/** What has to have a site of the network (应监测对象). */
export const TARGET_KINDS = [
  'park', // 工业园区
  'town', // 乡镇
  'section', // 水体断面
  'source', // 饮用水水源地
  'rural-sewage', // 农村生活污水处理设施
  'livestock', // 畜禽养殖场
] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
export const TargetKind = Type.Enum([...TARGET_KINDS]);

/**
 * Unit of `size` where a kind has one, and from which size on it has to be monitored: rural sewage from 20 t/d (日处理能力
 * 20 吨及以上, the plan, chapter 12 §2); a farm that is on the list is a large one (规模化), its threshold is the authority's.
 */
export const TARGET_SIZES: Readonly<Partial<Record<TargetKind, { unit: string; from: number | null }>>> = {
  'rural-sewage': { unit: 't/d', from: 20 },
  livestock: { unit: '头', from: null },
};

export const Target = Type.Object({
  id: Type.Integer(),
  code: Type.String(),
  name: Type.String(),
  kind: TargetKind,
  unitPath: Type.String(),
  /** Kind of site that it needs: `surface-water`, `air` … */
  medium: Type.String(),
  size: orNull(Type.Number()),
  lon: orNull(Type.Number()),
  lat: orNull(Type.Number()),
  /** Sites that were named for it; only those in service and of its medium cover it. */
  sites: Type.Array(
    Type.Object({
      id: Type.Integer(),
      code: Type.String(),
      name: Type.String(),
      serves: Type.Boolean(),
      /** Whether a plan of the year that is in force visits it. */
      planned: Type.Boolean(),
    }),
  ),
  /** False below the size from which it has to be monitored. */
  required: Type.Boolean(),
  covered: Type.Boolean(),
  planned: Type.Boolean(),
  /** Nearest site of its medium in service, for whoever looks for one. */
  nearest: orNull(
    Type.Object({ id: Type.Integer(), code: Type.String(), name: Type.String(), km: Type.Number() }),
  ),
  simulated: Type.Boolean(),
});
export type Target = Static<typeof Target>;

export const listTargets = route({
  id: 'monitoring.listTargets',
  method: 'GET',
  path: '/api/monitoring/targets',
  summary: '应监测对象及其点位覆盖、计划安排',
  access: 'monitoring.read',
  query: Type.Object({
    kind: Type.Optional(TargetKind),
    unitPath: Type.Optional(Type.String({ maxLength: 120 })),
    /** Day on which sites have to be in service; the year of the plans. */
    asOf: Type.Optional(DateText),
  }),
  response: Type.Object({ asOf: DateText, targets: Type.Array(Target) }),
});
export const targetTemplate = route({
  id: 'monitoring.targetTemplate',
  method: 'GET',
  path: '/api/monitoring/targets/template',
  summary: '应监测对象导入模板（XLSX）',
  access: 'monitoring.read',
});
/** Known codes are replaced, new ones added; with any error nothing is taken. */
export const importTargets = route({
  id: 'monitoring.importTargets',
  method: 'POST',
  path: '/api/monitoring/targets/import',
  summary: '导入应监测对象（XLSX、CSV）；mode=check 只检查，有错则全部不入库',
  access: 'monitoring.plan',
  scope: 'unit',
  query: Type.Object({ mode: Type.Enum(['check', 'commit']) }),
  bodyKind: 'multipart',
  response: SheetReport,
});
export const linkTarget = route({
  id: 'monitoring.linkTarget',
  method: 'PUT',
  path: '/api/monitoring/targets/:id/sites',
  summary: '指定承担监测的点位（点位编码）',
  access: 'monitoring.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({ codes: Type.Array(plainText(40, 1), { maxItems: 20, uniqueItems: true }) }),
  response: Target,
});
/** Takes an object off the list (关停、撤并); it stays in the table, the reason in the audit log. */
export const removeTarget = route({
  id: 'monitoring.removeTarget',
  method: 'POST',
  path: '/api/monitoring/targets/:id/removal',
  summary: '移出应监测对象清单（须写明原因）',
  access: 'monitoring.plan',
  scope: 'unit',
  params: Id,
  body: Type.Object({ reason: Reason }),
});

/** An object of a demonstration; its sites by their codes. */
export interface DemoTarget
  extends Pick<Target, 'code' | 'name' | 'kind' | 'unitPath' | 'medium' | 'size' | 'lon' | 'lat'> {
  readonly sites: readonly string[];
}
