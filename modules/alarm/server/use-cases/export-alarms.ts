import { beijingDate } from '@tarim/kernel';
import { type Actor, type Context, rowsToCsv, rowsToXlsx, type Static } from '@tarim/platform';
import type { AlarmKind, AlarmState, exportAlarms as route, Severity } from '../../contract.ts';
import { listAlarmViews } from '../sql/read.ts';
import { readerOf } from './access.ts';
import { present } from './present.ts';

type Cell = string | number | null;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MAX_ROWS = 50_000;
const KINDS: Readonly<Record<AlarmKind, string>> = {
  exceedance: '超标',
  offline: '离线',
  fault: '故障',
  aqi: '重污染',
};
const STATES: Readonly<Record<AlarmState, string>> = {
  pending: '待确认',
  firing: '报警中',
  recovering: '恢复中',
  closed: '已关闭',
};
const SEVERITIES: Readonly<Record<Severity, string>> = { info: '提示', warning: '一般', critical: '严重' };

/** What the list shows under the same filters, as a file (Chinese headings: it goes to offices). */
export async function exportAlarms(
  ctx: Context,
  actor: Actor,
  query: Static<NonNullable<typeof route.query>>,
): Promise<{ bytes: Uint8Array; name: string; mime: string }> {
  const { format, ...filter } = query;
  const views = await listAlarmViews(ctx.db, { ...filter, ...readerOf(ctx, actor) }, { limit: MAX_ROWS });
  const rows = await present(ctx, views);
  const header: Cell[] = [
    '编号', '类型', '状态', '级别', '点位', '企业', '行政单元', '因子', '开始时间', '报警时间', '关闭时间',
    '最新值', '限值', '单位', '倍数', '最高值', '次数', '确认人', '确认时间', '历史补录', '模拟数据',
  ]; // biome-ignore format: one heading a column
  const body = rows.map((row): Cell[] => [
    row.id,
    KINDS[row.kind],
    STATES[row.state],
    SEVERITIES[row.severity],
    row.pointName,
    row.enterpriseName,
    row.unitName,
    row.codeName,
    row.startedAt,
    row.firedAt,
    row.closedAt,
    row.evidence.value,
    row.evidence.limit,
    row.unit,
    row.evidence.ratio === null ? null : Math.round(row.evidence.ratio * 1000) / 1000,
    row.peak?.value ?? null,
    row.occurrences,
    row.acknowledged?.by ?? null,
    row.acknowledged?.at ?? null,
    row.historical ? '是' : '否',
    row.simulated ? '是' : '否',
  ]);
  const name = `alarms-${beijingDate(ctx.clock.now())}.${format}`;
  if (format === 'csv') return { bytes: rowsToCsv([header, ...body]), name, mime: 'text/csv; charset=utf-8' };
  return { bytes: await rowsToXlsx([{ name: '报警', rows: [header, ...body] }]), name, mime: XLSX };
}
