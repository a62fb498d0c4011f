import { DAY_MS, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context, type DbOrTx } from '@tarim/platform';
import type { CalendarJob } from '../../contract.ts';
import { overlapsOf } from '../domain/calendar.ts';
import { trackingErrors as E } from '../errors.ts';
import { type JobRow, jobRows, settleReturn } from '../sql/permits.ts';
import { jobOf } from './permits.ts';

const MANAGE = 'tracking.manage';
const LONGEST_DAYS = 62;
export const MOST_JOBS = 1_000;
const MOST_OTHERS = 5_000;

export const plannedOf = ({ startsAt, endsAt, decidedAt, returnedAt, ...one }: JobRow) => ({
  ...one,
  startsAt: startsAt.getTime(),
  endsAt: endsAt.getTime(),
  decidedAt: decidedAt?.getTime() ?? null,
  returnedAt: returnedAt?.getTime() ?? null,
});

/** Jobs with what overlaps them, whoever's it is: also what lies outside of the span and filters that were asked for. */
async function withConflicts(db: DbOrTx, rows: readonly JobRow[], now: number): Promise<CalendarJob[]> {
  if (rows.length === 0) return [];
  const from = new Date(Math.min(...rows.map((row) => row.startsAt.getTime())));
  const to = new Date(Math.max(now, ...rows.map((row) => row.endsAt.getTime())));
  const others = (await jobRows(db, { from, to, out: true, limit: MOST_OTHERS })).map(plannedOf);
  return rows.map((row) => ({
    job: jobOf(row, now),
    conflicts: overlapsOf(plannedOf(row), others, now).map(({ terminals, people, ...one }) => ({
      ...one,
      terminals: [...terminals],
      people: [...people],
    })),
  }));
}

export interface CalendarQuery {
  readonly from: string;
  readonly to: string;
  readonly unit?: string | undefined;
  readonly terminal?: number | undefined;
  readonly person?: string | undefined;
}

/** Jobs that meet a span, the latest first, no more than `MOST_JOBS`. @throws TarimError TRACKING_WINDOW_INVALID */
export async function calendarRows(ctx: Context, query: CalendarQuery): Promise<JobRow[]> {
  const [from, to] = [new Date(query.from), new Date(query.to)];
  const length = to.getTime() - from.getTime();
  if (!(length > 0) || length > LONGEST_DAYS * DAY_MS) throw new TarimError(E.windowUnfit);
  const { unit, terminal, person } = query;
  // What is not back in time is in the way until today.
  const out = from.getTime() <= ctx.clock.now();
  return jobRows(ctx.db, { from, to, unit, terminal, person, out, limit: MOST_JOBS });
}

/** 作业日历. @throws TarimError TRACKING_WINDOW_INVALID */
export async function getCalendar(
  ctx: Context,
  query: CalendarQuery,
): Promise<{ jobs: CalendarJob[]; whole: boolean }> {
  const rows = await calendarRows(ctx, query);
  const jobs = await withConflicts(ctx.db, rows, ctx.clock.now());
  return { jobs: jobs.reverse(), whole: rows.length < MOST_JOBS };
}

/** @throws TarimError TRACKING_JOB_UNKNOWN */
export async function getJob(ctx: Context, id: number, db: DbOrTx = ctx.db): Promise<CalendarJob> {
  const [found] = await withConflicts(db, await jobRows(db, { id }), ctx.clock.now());
  if (!found) throw new TarimError(E.jobUnknown, { id });
  return found;
}

/** 归库: the job ends, and what it permitted with it. @throws TarimError TRACKING_JOB_UNKNOWN, TRACKING_JOB_SETTLED, TRACKING_RETURN_INVALID, FORBIDDEN */
export async function returnJob(ctx: Context, actor: Actor, id: number, at: string): Promise<CalendarJob> {
  const [row] = await jobRows(ctx.db, { id });
  if (!row) throw new TarimError(E.jobUnknown, { id });
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  const time = new Date(at);
  if (time < row.startsAt || time.getTime() > ctx.clock.now()) throw new TarimError(E.returnUnfit);
  return asActor(ctx, actor, MANAGE, async (tx) => {
    if (!(await settleReturn(tx, { id, at: time, by: actor.name })))
      throw new TarimError(E.jobSettled, { state: row.returnedAt ? 'returned' : row.state });
    await ctx.audit.record(tx, {
      actor,
      action: 'tracking.job.returned',
      subject: `job/${id}`,
      unitPath,
      detail: { at },
    });
    return getJob(ctx, id, tx);
  });
}
