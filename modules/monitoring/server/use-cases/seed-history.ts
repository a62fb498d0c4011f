import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { beijingDate } from '@tarim/kernel';
import type { Context, Tx } from '@tarim/platform';
import { listPoints, type RegisteredPoint } from '@tarim/registry/queries';
import type { DemoSurvey } from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';
import { type JudgedValue, judgeTask } from '../domain/judge-task.ts';
import { monthSpan } from '../domain/month-span.ts';
import { monthsIn, shifted } from '../domain/spans.ts';
import {
  analyseHistory,
  assignedTasks,
  finishTasks,
  type HistoryResult,
  type HistoryTask,
  historyEnds,
  historyPlan,
  insertHistoryResults,
  type OpenTask,
} from '../sql/history.ts';
import { insertPlan, linesOf, setInForce, upsertLines } from '../sql/plans.ts';
import { insertSheet } from '../sql/results.ts';
import { insertTasks } from '../sql/tasks.ts';

/** Stands as the hand in every row that this path writes. */
const MARK = '历史数据（模拟）';
const NOBODY = '00000000-0000-7000-8000-00000000d000';
/** Three years and the month that is compared with: what trends and the year before need. */
const MONTHS = 37;
const HOURS_TO_SIGN = 20 * 24;

type Plan = DemoSurvey['plans'][number];
type Line = Plan['lines'][number];
interface Sited extends Line {
  readonly point: RegisteredPoint;
}

/**
 * The simulated years before the demonstration began. Other than `seedDemoResults`, which walks every step that people walk,
 * this path writes a month at once, as an import of old records would: marked as simulated history in every hand, with a sheet
 * for its file, judged by the same rules. Goes on after the last month it brought, and ends when `signal` does.
 * @returns the number of results that were signed
 */
export async function seedDemoHistory(
  ctx: Context,
  survey: DemoSurvey,
  signal: AbortSignal,
): Promise<number> {
  const ends = await historyEnds(ctx.db, MARK);
  if (ends.plans === null) return 0;
  const now = beijingDate(ctx.clock.now()).slice(0, 7);
  const last = shifted({ from: ends.plans, to: ends.plans }, -1).to;
  const first =
    ends.history === null
      ? shifted({ from: now, to: now }, -MONTHS).from
      : shifted({ from: ends.history, to: ends.history }, 1).from;
  const points = new Map((await listPoints(ctx.db)).map((one) => [one.code, one]));
  const plans = survey.plans.map((plan) => ({
    ...plan,
    sites: plan.lines.flatMap((line): Sited[] => {
      const point = points.get(line.pointCode);
      return point ? [{ ...line, point }] : [];
    }),
  }));
  let done = 0;
  const months = monthsIn({ from: first, to: last });
  for (let i = 0; i < months && !signal.aborted; i++) {
    const month = shifted({ from: first, to: first }, i).from;
    done += await bringMonth(ctx, survey, plans, month);
    // Whoever looks at a page meanwhile does not wait for a year of bottles.
    await setImmediate();
  }
  if (done > 0) await analyseHistory(ctx.db);
  return done;
}

type SitedPlan = Plan & { readonly sites: readonly Sited[] };

/** One month of all plans, in a transaction of its own: it is there or it is not. */
function bringMonth(
  ctx: Context,
  survey: DemoSurvey,
  plans: readonly SitedPlan[],
  month: string,
): Promise<number> {
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    let done = 0;
    for (const plan of plans) {
      const byId = new Map(plan.sites.map((one) => [one.point.id, one.point]));
      const tasks = await tasksOf(tx, plan, month, at);
      const worked = tasks.map((task) => work(survey, task, byId.get(task.pointId)!, month));
      const text = JSON.stringify(worked.map((one) => one.results));
      const sheetId = await insertSheet(tx, {
        sha256: createHash('sha256').update(text).digest('hex'),
        source: 'api',
        rows: worked.reduce((sum, one) => sum + one.results.length, 0),
        byName: MARK,
        byUser: null,
        at,
      });
      await insertHistoryResults(
        tx,
        worked.flatMap((one) => one.results),
        { sheetId, at, by: MARK },
      );
      await finishTasks(
        tx,
        worked.map((one) => one.done),
        NOBODY,
      );
      done += tasks.length;
    }
    await ctx.audit.record(tx, {
      actor: null,
      action: 'monitoring.history.simulated',
      subject: month,
      detail: { simulated: true, tasks: done },
    });
    return done;
  });
}

async function tasksOf(tx: Tx, plan: SitedPlan, month: string, at: Date): Promise<OpenTask[]> {
  const [year, of] = month.split('-').map(Number) as [number, number];
  const planId = (await historyPlan(tx, MARK, year, plan.unitPath)) ?? (await makePlan(tx, plan, year, at));
  const byId = new Map(plan.sites.map((one) => [one.point.id, one.point]));
  const span = monthSpan(year, of);
  const lines = (await linesOf(tx, planId)).filter((line) => line.months.includes(of));
  await insertTasks(
    tx,
    planId,
    true,
    lines.flatMap((line) => {
      const point = byId.get(line.pointId);
      if (!point) return [];
      const { id: pointId, name: pointName, kind: pointKind, lon, lat } = point;
      const { id: lineId, unitPath, body, items } = line;
      return [{ lineId, pointId, pointName, pointKind, lon, lat, unitPath, body, items, ...span }];
    }),
  );
  return assignedTasks(tx, planId, span.dueFrom);
}

async function makePlan(tx: Tx, plan: SitedPlan, year: number, at: Date): Promise<number> {
  const { unitPath, title } = plan;
  const planId = await insertPlan(tx, {
    year,
    title: `${title}·${MARK}`,
    kind: 'routine',
    unitPath,
    createdBy: MARK,
    simulated: true,
  });
  await upsertLines(
    tx,
    planId,
    plan.sites.map(({ point, items, months, body }) => ({
      pointId: point.id,
      unitPath: point.unitPath,
      items: [...items],
      months: [...months],
      body,
    })),
  );
  await setInForce(tx, planId, MARK, at);
  return planId;
}

function work(
  survey: DemoSurvey,
  task: OpenTask,
  point: RegisteredPoint,
  month: string,
): { results: HistoryResult[]; done: HistoryTask } {
  const { id, code, pointKind, unitPath } = task;
  const day = String(8 + (id % 12)).padStart(2, '0');
  const sampledAt = `${month}-${day}T10:${String(id % 60).padStart(2, '0')}:00+08:00`;
  const values = task.items.map(
    (item): JudgedValue => ({
      item,
      ...survey.measure(point.code, pointKind, item, month),
      unit: monitoredItem(pointKind, item)?.unit ?? '无量纲',
    }),
  );
  const time = Date.parse(sampledAt);
  return {
    results: values.map((one, row) => ({
      taskId: id,
      container: `${code}-01`,
      ...one,
      unitPath,
      analysedAt: sampledAt,
      sheetRow: row + 1,
    })),
    done: {
      id,
      sampledAt,
      signedAt: new Date(time + HOURS_TO_SIGN * 3_600_000).toISOString(),
      by: MARK,
      judged: judgeTask({ kind: pointKind, attributes: point.attributes }, time, [values]),
    },
  };
}
