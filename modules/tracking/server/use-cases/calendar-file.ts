import { beijingDate, TarimError } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { icalendar } from '../documents/icalendar.ts';
import { phaseOf } from '../domain/calendar.ts';
import { eventOf } from '../domain/job-events.ts';
import { trackingErrors as E } from '../errors.ts';
import type { JobRow } from '../sql/permits.ts';
import { terminalRows } from '../sql/terminals.ts';
import { type Tongue, wordsIn } from '../words.ts';
import { type CalendarQuery, calendarRows, MOST_JOBS, plannedOf } from './calendar.ts';

/** Words beside the name of a job; empty ones are left out. */
function describe(row: JobRow, terminals: ReadonlyMap<number, string>, now: number, tongue: Tongue) {
  const t = wordsIn(tongue);
  const phase = t(`phase.${phaseOf(plannedOf(row), now)}`);
  const simulated = row.simulated ? [t('simulated')] : [];
  const lines = [
    ['', simulated.join('')],
    [t('field.state'), phase],
    [t('field.owner'), row.owner],
    [t('field.filing'), row.filing],
    [t('field.name'), row.terminals.flatMap((id) => terminals.get(id) ?? []).join('、')],
    [t('field.team'), row.team.join('、')],
  ] as const;
  const description = lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => (label === '' ? value : `${label}：${value}`))
    .join('\n');
  return { description, categories: [phase, ...simulated] };
}

/**
 * 作业日历 as a file for other calendars (iCalendar, RFC 5545): cancelled jobs are in it as such, so that who took them in before sees it.
 * @throws TarimError TRACKING_WINDOW_INVALID, TRACKING_CALENDAR_LARGE
 */
export async function calendarFile(
  ctx: Context,
  query: CalendarQuery,
  tongue: Tongue,
): Promise<{ readonly text: string; readonly name: string }> {
  const now = ctx.clock.now();
  const rows = await calendarRows(ctx, query);
  if (rows.length >= MOST_JOBS) throw new TarimError(E.calendarLarge, { most: MOST_JOBS });
  const ids = [...new Set(rows.flatMap((row) => row.terminals))];
  const terminals = new Map((await terminalRows(ctx.db, ids)).map(({ id, name }) => [id, name]));
  const events = rows.map((row) =>
    eventOf({ ...plannedOf(row), filedAt: row.at.getTime() }, describe(row, terminals, now, tongue)),
  );
  return {
    text: icalendar(wordsIn(tongue)('menu.calendar'), events),
    name: `jobs-${beijingDate(Date.parse(query.from))}.ics`,
  };
}
