import { alarmChanged, alarmEscalated } from '@tarim/alarm/contract';
import { type AlarmView, alarmsByIds } from '@tarim/alarm/queries';
import { subscribe, type Tx } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { factorName } from '@tarim/standards';
import type { Occasion } from '../../contract.ts';
import type { Occurrence } from '../domain/plan-notices.ts';
import { tellOf } from './tell.ts';

const KIND_WORDS: Readonly<Record<string, string>> = {
  exceedance: '超标',
  offline: '离线',
  fault: '设备故障',
  aqi: '重污染天气',
};
const SEVERITY_WORDS = { info: '提示', warning: '一般', critical: '严重' } as const;

/** Alarms that began to fire. What came long after the fact, and what is silenced, disturbs nobody. */
export const tellOfAlarms = subscribe(alarmChanged, 'duty.tell-of-alarms', async ({ items }, tx, ctx) => {
  const fired = items.filter(
    (one) => one.to === 'firing' && one.from !== 'recovering' && !one.historical && !one.silenced,
  );
  const ids = [...new Set(fired.map((one) => one.id))];
  await tellOf(ctx, tx, await occurrencesOf(tx, 'alarm-fired', ids));
});

/** Alarms that nobody acknowledged for as long as their rule allows: each step is told once. */
export const tellOfEscalations = subscribe(
  alarmEscalated,
  'duty.tell-of-escalations',
  async ({ alarmId, step }, tx, ctx) => {
    await tellOf(ctx, tx, await occurrencesOf(tx, 'alarm-escalated', [alarmId], `:${step}`));
  },
);

/** What is told of alarms, in the platform's first language: letters go to people whose language nobody asked for. */
export async function occurrencesOf(
  tx: Tx,
  occasion: Occasion,
  ids: readonly number[],
  mark = '',
): Promise<Occurrence[]> {
  if (ids.length === 0) return [];
  const [alarms, units] = await Promise.all([alarmsByIds(tx, ids), unitsUnder(tx, '/')]);
  const names = new Map(units.map((one) => [one.path, one.names.zh]));
  return alarms.map((alarm) => ({
    key: `${occasion}:${alarm.id}${mark}`,
    occasion,
    severity: alarm.severity,
    unitPath: alarm.unitPath,
    subject: `${alarm.simulated ? '（模拟）' : ''}【${SEVERITY_WORDS[alarm.severity]}】${alarm.pointName} ${headline(alarm)}`,
    body: bodyOf(alarm, names.get(alarm.unitPath) ?? alarm.unitPath),
    link: `/alarms/${alarm.id}`,
    simulated: alarm.simulated,
  }));
}

function headline({ kind, code, evidence, ruleName, group }: AlarmView): string {
  const many = group && group.members > 1 ? `（${group.members} 个点位）` : '';
  const what = `${code ? factorName(code, 'zh-CN') : ''}${ruleName ?? KIND_WORDS[kind] ?? kind}${many}`;
  return evidence.ratio !== null && evidence.ratio > 1
    ? `${what} ${(evidence.ratio - 1).toFixed(2)} 倍`
    : what;
}

function bodyOf(alarm: AlarmView, unitName: string): string {
  const { evidence, enterpriseName, pointName, startedAt, id } = alarm;
  const measured =
    evidence.value === null
      ? []
      : [`数值：${evidence.value}${evidence.limit === null ? '' : `（限值 ${evidence.limit}）`}`];
  return [
    `点位：${pointName}${enterpriseName ? `（${enterpriseName}）` : ''}`,
    `行政区：${unitName}`,
    ...measured,
    `开始：${startedAt.slice(0, 16).replace('T', ' ')}（北京时间）`,
    `报警编号：${id}`,
    ...(alarm.simulated ? ['模拟数据，并非真实监测结果。'] : []),
  ].join('\n');
}
