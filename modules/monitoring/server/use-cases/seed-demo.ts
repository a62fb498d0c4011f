import { randomUUID } from 'node:crypto';
import { beijingDate } from '@tarim/kernel';
import type { Actor, Context, Static } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { sql } from 'kysely';
import type { DemoSurvey, LabRowInput } from '../../contract.ts';
import { monitoredItem } from '../domain/items.ts';
import { monthSpan } from '../domain/month-span.ts';
import { insertPlan, linesOf, setInForce, upsertLines } from '../sql/plans.ts';
import { insertTasks, listTaskRows, type TaskRow } from '../sql/tasks.ts';
import { receiveContainers } from './containers.ts';
import { today } from './frame.ts';
import { postLabResults } from './import-lab.ts';
import { reportTask, reviewTask } from './review-task.ts';
import { submitSampling } from './submit-sampling.ts';

/** Months before this one that the demonstration has results of. */
const PAST_MONTHS = 2;
/** Sites whose results go the whole way; the others of past months stay open, as in life. */
const SHARE_DONE = 0.9;

const person = (index: number, name: string): Actor => ({
  userId: `00000000-0000-7000-8000-00000000d0${index}0`,
  name: `${name}（模拟）`,
  posts: [{ role: 'monitoring-station', unitPath: '/' }],
});
const [SAMPLER, ANALYST, CHECKER, REVIEWER, SIGNER] = ['采样员', '分析员', '校核人', '审核人', '签发人'].map(
  (name, index) => person(index + 1, name),
) as [Actor, Actor, Actor, Actor, Actor];

/** The simulated plans of this year with the tasks of the last months, this one and the following. Once. */
export async function seedDemoPlans(ctx: Context, survey: DemoSurvey): Promise<void> {
  const { rows } = await sql`select 1 from monitoring.plan where simulated limit 1`.execute(ctx.db);
  if (rows.length > 0) return;
  const now = ctx.clock.now();
  const [year, month] = beijingDate(now).split('-').map(Number) as [number, number];
  const points = new Map((await listPoints(ctx.db)).map((one) => [one.code, one]));
  await ctx.db.transaction().execute(async (tx) => {
    for (const { unitPath, title, lines } of survey.plans) {
      const plan = {
        year,
        title,
        kind: 'routine' as const,
        unitPath,
        createdBy: SAMPLER.name,
        simulated: true,
      };
      const planId = await insertPlan(tx, plan);
      const known = lines.flatMap((line) => {
        const point = points.get(line.pointCode);
        return point ? [{ ...line, pointId: point.id, unitPath: point.unitPath }] : [];
      });
      await upsertLines(
        tx,
        planId,
        known.map(({ pointId, unitPath: path, items, months, body }) => ({
          pointId,
          unitPath: path,
          items: [...items],
          months: [...months],
          body,
        })),
      );
      await setInForce(tx, planId, SIGNER.name, new Date(now));
      const byId = new Map([...points.values()].map((one) => [one.id, one]));
      const tasks = (await linesOf(tx, planId)).flatMap((line) => {
        const { name, kind, lon, lat } = byId.get(line.pointId)!;
        return line.months
          .filter((one) => one >= month - PAST_MONTHS)
          .map((one) => ({
            lineId: line.id,
            pointId: line.pointId,
            pointName: name,
            pointKind: kind,
            lon,
            lat,
            unitPath: line.unitPath,
            body: line.body,
            items: line.items,
            ...monthSpan(year, one),
          }));
      });
      await insertTasks(tx, planId, true, tasks);
    }
  });
}

/**
 * Brings the simulated tasks of past months to their results, each by the same steps that people take. Goes on where it was
 * broken off, and ends when `signal` does.
 */
export async function seedDemoResults(
  ctx: Context,
  survey: DemoSurvey,
  signal: AbortSignal,
): Promise<number> {
  const codes = new Map((await listPoints(ctx.db)).map((one) => [one.id, one.code]));
  const thisMonth = `${today(ctx).slice(0, 7)}-01`;
  const all = await listTaskRows(ctx.db, today(ctx), {
    states: ['assigned'],
    planId: null,
    pointId: null,
    month: null,
    unitPath: null,
    q: null,
    after: null,
    limit: 5_000,
  });
  const past = all.filter((task) => task.simulated && task.dueTo < thisMonth);
  let done = 0;
  for (const task of past) {
    if (signal.aborted) break;
    const code = codes.get(task.pointId);
    if (!code || Number.parseInt(task.code.slice(-2), 10) >= SHARE_DONE * 100) continue;
    await bringToResult(ctx, survey, task, code);
    done++;
  }
  return done;
}

async function bringToResult(
  ctx: Context,
  survey: DemoSurvey,
  task: TaskRow,
  pointCode: string,
): Promise<void> {
  const { id, pointKind } = task;
  const month = task.dueFrom.slice(0, 7);
  const sampledAt = `${month}-${String(8 + (id % 12)).padStart(2, '0')}T10:${String(id % 60).padStart(2, '0')}:00+08:00`;
  const found = (item: string) => survey.measure(pointCode, pointKind, item, month);
  const onSite = task.items.filter((item) => monitoredItem(pointKind, item)?.onSite);
  const bottled = task.items.filter((item) => !onSite.includes(item));
  const container = `${task.code}-01`;
  await submitSampling(ctx, SAMPLER, id, {
    clientId: randomUUID(),
    sampledAt,
    lon: task.lon,
    lat: task.lat,
    weather: '晴',
    onSite: Object.fromEntries(onSite.map((item) => [item, found(item).value ?? 0])),
    note: '模拟数据',
    containers: bottled.length > 0 ? [{ code: container, kind: 'sample', items: bottled }] : [],
  });
  if (bottled.length > 0) {
    await receiveContainers(ctx, ANALYST, { codes: [container], accept: true, condition: '完好（模拟）' });
    const rows = bottled.map((item): Static<typeof LabRowInput> => {
      const { value, detectionLimit } = found(item);
      return {
        container,
        item,
        result: value ?? `<${detectionLimit}`,
        unit: monitoredItem(pointKind, item)?.unit ?? '',
        detectionLimit,
        method: '模拟',
        analysedAt: sampledAt.slice(0, 10),
        analyst: ANALYST.name,
      };
    });
    const machine = { keyId: 'demo', name: ANALYST.name, prefix: 'demo', unitPath: '/', mns: null };
    await postLabResults(ctx, machine, rows, true, 'zh');
  }
  await reportTask(ctx, ANALYST, id);
  await reviewTask(ctx, CHECKER, id, { level: 'check', decision: 'pass' });
  await reviewTask(ctx, REVIEWER, id, { level: 'review', decision: 'pass' });
  await reviewTask(ctx, SIGNER, id, { level: 'sign', decision: 'pass' });
}
