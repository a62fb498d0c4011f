import { TarimError } from '@tarim/kernel';
import type { Actor, Context, Static, Tx } from '@tarim/platform';
import { unitByPath } from '@tarim/region/queries';
import { daysOfYear, runClock } from '@tarim/science';
import { HOLIDAY_YEARS } from '@tarim/standards';
import type {
  CalendarEntry,
  computeDeadline as computeRoute,
  getCalendar as getRoute,
  putCalendarDay as putRoute,
} from '../../contract.ts';
import { calendarOf, regionDays } from '../calendar.ts';
import { supervisionErrors as E } from '../errors.ts';
import { putDay, readSetting, removeDay, setDays, writeSetting } from '../sql/calendar.ts';
import { openByDays } from '../sql/tasks.ts';
import { dueOf } from './due.ts';
import { iso } from './present.ts';
import { takeStep } from './take-step.ts';

/** The days of a year that differ from their day of the week, and on what they rest. */
export async function getCalendar(
  ctx: Context,
  year: number,
): Promise<Static<NonNullable<typeof getRoute.response>>> {
  const notice = HOLIDAY_YEARS.find((one) => one.year === year) ?? null;
  const [pack, set, setting] = await Promise.all([
    regionDays(ctx.config.regionDir),
    setDays(ctx.db, year),
    readSetting(ctx.db),
  ]);
  const nothing = { source: null, confidence: null, changedBy: null };
  const entries: CalendarEntry[] = [
    ...(notice ? daysOfYear(notice) : []).map(({ date, kind, name }) => ({
      ...nothing,
      date,
      kind,
      name,
      unitPath: '/',
      local: false,
      origin: 'national' as const,
      source: notice!.docNo ?? notice!.title,
      confidence: notice!.confidence,
    })),
    ...pack
      .filter((day) => day.date.startsWith(String(year)))
      .map(({ date, kind, name, unitPath, source, confidence }) => ({
        ...nothing,
        date,
        kind,
        name,
        unitPath,
        local: true,
        origin: 'region' as const,
        source,
        confidence,
      })),
    ...set.map((day) => ({
      ...day,
      local: day.unitPath !== '/',
      origin: 'set' as const,
      confidence: null,
    })),
  ];
  entries.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return {
    year,
    known: notice !== null || set.some((day) => day.unitPath === '/'),
    notice: notice && {
      title: notice.title,
      docNo: notice.docNo,
      issuedOn: notice.issuedOn,
      confidence: notice.confidence,
      sources: [...notice.sources],
    },
    entries,
    countLocal: setting.countLocal,
    countLocalBy:
      setting.changedAt === null
        ? null
        : { by: setting.changedBy ?? '', at: iso(setting.changedAt), reason: setting.reason ?? '' },
  };
}

/** Sets a day or takes the setting away; deadlines of open tasks follow. @throws TarimError SUPERVISION_DAY_NOT_SET, SUPERVISION_UNIT_UNKNOWN */
export async function putCalendarDay(
  ctx: Context,
  actor: Actor,
  { date, unitPath, kind, name, source, reason }: Static<NonNullable<typeof putRoute.body>>,
): Promise<{ recomputed: number }> {
  if (unitPath !== '/' && !(await unitByPath(ctx.db, unitPath)))
    throw new TarimError(E.unitUnknown, { unit: unitPath });
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    if (kind !== null)
      await putDay(
        tx,
        { unitPath, date, kind, name: name.trim(), source: source.trim(), changedBy: actor.name },
        at,
      );
    else if (!(await removeDay(tx, unitPath, date))) throw new TarimError(E.dayNotSet, { date });
    await ctx.audit.record(tx, {
      actor,
      action: kind === null ? 'supervision.calendar.day-removed' : 'supervision.calendar.day-set',
      subject: `calendar/${date}`,
      unitPath,
      detail: { kind, name, source, reason },
    });
    return { recomputed: await recompute(ctx, tx, at) };
  });
}

export async function setLocalCounting(
  ctx: Context,
  actor: Actor,
  countLocal: boolean,
  reason: string,
): Promise<{ recomputed: number }> {
  const at = new Date(ctx.clock.now());
  return ctx.db.transaction().execute(async (tx) => {
    await writeSetting(tx, countLocal, actor.name, reason, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'supervision.calendar.local-counting',
      subject: 'calendar',
      detail: { countLocal, reason },
    });
    return { recomputed: await recompute(ctx, tx, at) };
  });
}

/** Deadlines of open tasks by the calendar as it is now; a change stands in the log of the task. */
async function recompute(ctx: Context, tx: Tx, at: Date): Promise<number> {
  let changed = 0;
  const calendars = new Map<string, Awaited<ReturnType<typeof calendarOf>>>();
  for (const task of await openByDays(tx)) {
    const calendar = calendars.get(task.unitPath) ?? (await calendarOf(ctx, tx, task.unitPath));
    calendars.set(task.unitPath, calendar);
    const dueAt = dueOf(task.clock, calendar);
    if (dueAt.getTime() === task.dueAt.getTime()) continue;
    const detail = { from: iso(task.dueAt), due: iso(dueAt) };
    await takeStep(ctx, tx, task, { act: 'recompute', to: task.state, detail, change: { dueAt } }, null, at);
    changed++;
  }
  return changed;
}

/** 期限试算 by the calendar of a unit. */
export async function computeDeadline(
  ctx: Context,
  { start, length, unit, unitPath }: Static<NonNullable<typeof computeRoute.query>>,
): Promise<Static<NonNullable<typeof computeRoute.response>>> {
  const calendar = await calendarOf(ctx, ctx.db, unitPath ?? '/');
  const { due, dueDate, rolledFrom, steps, problems } = runClock({ start, length, unit }, calendar);
  return {
    due,
    dueDate,
    rolledFrom,
    steps: steps.slice(0, 400).map((one) => ({ ...one })),
    problems: problems.map(({ code, message }) => ({ code, message })),
  };
}
