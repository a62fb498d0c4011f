import { DAY_MS, HOUR_MS } from '@tarim/kernel';
import type { Actor, Context } from '@tarim/platform';
import { pointsByIds } from '@tarim/registry/queries';
import { rollupSeries } from '@tarim/telemetry/queries';
import { sql } from 'kysely';
import { monthSpan } from '../domain/months.ts';
import { lastSeq } from '../sql/operations.ts';
import { getMonth } from './get-month.ts';
import { createMark } from './marks.ts';
import { addOperation } from './operate.ts';
import { reopenMonth, signMonth } from './sign.ts';

/** Hours that may be missing of a simulated month: its lines fail now and then. */
const ENOUGH = 0.9;

/** Whether the simulated month has arrived, so that it can be reviewed. */
export async function demoMonthArrived(ctx: Context, pointId: number, month: string): Promise<boolean> {
  const { start, end } = monthSpan(month);
  const rows = await rollupSeries(ctx.db, { pointIds: [pointId], period: 'hour', from: start, to: end });
  const first = rows[0]?.time ?? end;
  return first <= start + HOUR_MS && rows.length >= (ENOUGH * (end - start)) / HOUR_MS;
}

/** A person of the simulation, competent where the outlet lies. */
const person = (index: number, name: string, unitPath: string): Actor => ({
  userId: `00000000-0000-7000-8000-0000000de0${String(index).padStart(2, '0')}`,
  name: `${name}（模拟）`,
  posts: [{ role: 'monitoring-station', unitPath }],
});

/**
 * Reviews a simulated month as people would, by the same use-cases, with the clock of each step: marks, invalidation, substitution.
 * @param upTo `open`: marks only; `self`: reviewed and signed once; `final`: official twice, reopened between
 * @returns whether it did anything: what was reviewed before stays
 */
export async function seedDemoReview(
  ctx: Context,
  pointId: number,
  month: string,
  upTo: 'open' | 'self' | 'final',
): Promise<boolean> {
  const [point] = await pointsByIds(ctx.db, [pointId]);
  const { rows } = await sql`select from quality.mark where point_id = ${pointId} limit 1`.execute(ctx.db);
  if (!point?.simulated || rows.length > 0) return false;
  const { start, end } = monthSpan(month);
  const now = ctx.clock.now();
  const at = (ms: number): Context => ({ ...ctx, clock: { ...ctx.clock, now: () => Math.min(ms, now) } });
  const hour = (day: number, of: number) => start + (day - 1) * DAY_MS + of * HOUR_MS;
  const iso = (ms: number) => new Date(ms).toISOString();
  const [operator, checker, decider] = ['运维单位', '监测站审核人', '市局审定人'].map((name, index) =>
    person(index + 1, name, point.unitPath),
  ) as [Actor, Actor, Actor];
  const mark = (word: string, from: number, to: number, reason: string, made = from + 2 * HOUR_MS) =>
    createMark(
      at(made),
      operator,
      pointId,
      { mark: word, from: iso(from), to: iso(to), reason, evidence: [] },
      'zh',
    );
  await mark('check-passed', hour(3, 9), hour(3, 10), '季度比对合格（模拟）', hour(3, 11));
  await mark('maintenance', hour(8, 10), hour(8, 14), '更换滤芯（模拟）');
  await mark('equipment-fault', hour(17, 2), hour(17, 9), '采样泵故障（模拟）');
  await mark('stopped', hour(22, 0), hour(22, 18), '停炉检修（模拟）', hour(25, 9));
  if (upTo === 'open') return true;
  const key = { pointId, month };
  const act = async (
    made: number,
    kind: 'invalidate' | 'substitute',
    [from, to]: readonly [number, number],
    reason: string,
  ) =>
    addOperation(at(made), checker, key, {
      kind,
      codes: [],
      from: iso(from),
      to: iso(to),
      ...(kind === 'invalidate' ? { situation: 'out-of-control' as const } : {}),
      reason,
      evidence: [],
      seq: await lastSeq(ctx.db, pointId),
    });
  const review = end + 9 * HOUR_MS;
  await act(review, 'invalidate', [hour(12, 6), hour(12, 18)], '零点漂移超过失控指标（模拟）');
  await act(review + HOUR_MS, 'substitute', [start, end], '月度复核替代（模拟）');
  const sign = async (made: number, level: 'self' | 'check' | 'final', who: Actor) => {
    const { hash } = await getMonth(at(made), who, key, undefined, 'zh');
    await signMonth(at(made), who, key, { level, hash, note: null });
  };
  await sign(review + DAY_MS, 'self', operator);
  if (upTo === 'self') return true;
  await sign(review + DAY_MS + 3 * HOUR_MS, 'check', checker);
  await sign(review + 2 * DAY_MS, 'final', decider);
  await reopenMonth(at(review + 3 * DAY_MS), decider, key, '复核发现 5 日数据异常（模拟）');
  await act(review + 3 * DAY_MS + HOUR_MS, 'invalidate', [hour(5, 0), hour(5, 6)], '恒值，判为失控（模拟）');
  await act(review + 3 * DAY_MS + 2 * HOUR_MS, 'substitute', [hour(5, 0), hour(5, 6)], '补充替代（模拟）');
  await sign(review + 4 * DAY_MS, 'self', operator);
  await sign(review + 4 * DAY_MS + HOUR_MS, 'check', checker);
  await sign(review + 5 * DAY_MS, 'final', decider);
  return true;
}
