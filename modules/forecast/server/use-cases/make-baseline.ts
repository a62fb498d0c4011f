import { setImmediate as breathe } from 'node:timers/promises';
import { type AirCityUnit, airCityUnits, airDays } from '@tarim/evaluation/queries';
import { beijingDate } from '@tarim/kernel';
import type { Context, JobResult, JobRun } from '@tarim/platform';
import { baselineHistory, evaluateBaseline } from '@tarim/science';
import { sql } from 'kysely';
import { rowsOfBaseline } from '../domain/baseline-rows.ts';
import { addDays, datesBetween } from '../domain/dates.ts';
import {
  baselineIssues,
  lockForecasts,
  type NewForecast,
  previewForecasts,
  type Stored,
  storeForecasts,
} from '../sql/forecasts.ts';

export const BASELINE_JOB = 'forecast.baseline';
/** Days of issue that are made up for, so that verification has something to say from the first day on. */
const HINDCAST_DAYS = 60;
/** Climatology looks back ten years; a year more for the errors of the oldest. */
const HISTORY_DAYS = 11 * 366;

/**
 * The baseline of today for all cities, then hindcasts (后报) of the last 60 days of issue that have none. Again on the same day it
 * changes nothing, unless a figure of the days before has changed or come in since: then what it said becomes a revision. What was
 * issued on an earlier day is never touched.
 */
export async function makeBaseline(
  ctx: Context,
  job: Pick<JobRun, 'progress' | 'signal'>,
): Promise<JobResult> {
  const today = beijingDate(ctx.clock.now());
  const first = addDays(today, -HINDCAST_DAYS);
  const past = datesBetween(first, addDays(today, -1));
  const cities = await airCityUnits(ctx.db);
  let [created, revised, hindcasts, without, done] = [0, 0, 0, 0, 0];
  const each = async (work: (city: AirCityUnit) => Promise<void>) => {
    for (const city of cities) {
      if (job.signal.aborted) return;
      await work(city);
      await job.progress(++done / (2 * cities.length), city.names.zh);
    }
  };
  // Of all cities what people wait for, before what is only verified.
  await each(async (city) => {
    const stored = await make(ctx, city, [today], today);
    created += stored.created;
    revised += stored.changed;
    if (stored.rows === 0) without++;
  });
  await each(async (city) => {
    const known = await baselineIssues(ctx.db, city.code, first);
    const stored = await make(ctx, city, past.filter((issue) => !known.has(issue)), today); // biome-ignore format: one thought
    created += stored.created;
    hindcasts += stored.created;
  });
  return { cities: cities.length, created, revised, hindcasts, without };
}

/** Makes and stores the baseline of a city for some days of issue. */
async function make(
  ctx: Context,
  city: AirCityUnit,
  issues: readonly string[],
  today: string,
): Promise<Stored & { readonly rows: number }> {
  if (issues.length === 0) return { created: 0, changed: 0, changes: [], rows: 0 };
  const days = await airDays(ctx.db, [city.code], addDays(today, -HISTORY_DAYS), addDays(today, -1));
  const history = baselineHistory(days);
  const rows: NewForecast[] = [];
  for (const issue of issues) {
    const simulated = days.some((day) => day.simulated && day.date < issue);
    const hindcast = issue !== today;
    rows.push(...rowsOfBaseline(city, evaluateBaseline(history, issue), { hindcast, simulated }));
    // A city takes some tenths of a second: devices and pages are served in between.
    await breathe();
  }
  return ctx.db.transaction().execute(async (tx) => {
    await lockForecasts(tx);
    const stored = await previewForecasts(tx, rows);
    await storeForecasts(tx, rows, null, ctx.clock.now());
    return { ...stored, rows: rows.length };
  });
}

/** Queues the baseline where today's is missing: at a start, and when days of the past came in. */
export async function queueBaseline(ctx: Context): Promise<boolean> {
  const today = beijingDate(ctx.clock.now());
  const { rows } = await sql`
    select from forecast.forecast where source = 'baseline' and issue_date = ${today}::date limit 1`.execute(
    ctx.db,
  );
  if (rows.length > 0) return false;
  await ctx.jobs.enqueue(BASELINE_JOB, {}, { singletonKey: 'missing' });
  return true;
}
