import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, DbOrTx } from '@tarim/platform';
import { type CalendarDay, plusDays, type WorkCalendar, workCalendar } from '@tarim/science';
import { readSetting, setDays } from './sql/calendar.ts';

/** Local holidays as a region pack brings them (`holidays.json`). */
interface RegionHolidays {
  readonly years: ReadonlyArray<{
    readonly year: number;
    readonly unitPath: string;
    readonly source: string;
    readonly confidence: string;
    readonly holidays: ReadonlyArray<{ readonly name: string; readonly from: string; readonly to: string }>;
  }>;
}

export interface RegionDay extends CalendarDay {
  readonly unitPath: string;
  readonly source: string;
  readonly confidence: string;
}

const packs = new Map<string, Promise<readonly RegionDay[]>>();

/** Days of the region pack, read once; none where the pack has no such file. */
export function regionDays(regionDir: string): Promise<readonly RegionDay[]> {
  if (regionDir === '') return Promise.resolve([]);
  const known = packs.get(regionDir);
  if (known) return known;
  const days = readPack(join(regionDir, 'holidays.json'));
  packs.set(regionDir, days);
  return days;
}

async function readPack(file: string): Promise<readonly RegionDay[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return [];
    throw error;
  }
  const days: RegionDay[] = [];
  for (const { unitPath, source, confidence, holidays } of (JSON.parse(text) as RegionHolidays).years)
    for (const { name, from, to } of holidays)
      for (let date = from; date <= to; date = plusDays(date, 1))
        days.push({ date, kind: 'holiday', name, local: true, unitPath, source, confidence });
  return days;
}

/**
 * The working days of a unit: national notices, then what the region pack and an administrator say of the unit or of one above
 * it. What is not national is local, and counts only where the switch says so.
 */
export async function calendarOf(
  ctx: Pick<Context, 'config'>,
  db: DbOrTx,
  unitPath: string,
): Promise<WorkCalendar> {
  const [pack, set, { countLocal }] = await Promise.all([
    regionDays(ctx.config.regionDir),
    setDays(db),
    readSetting(db),
  ]);
  const here = <D extends { unitPath: string }>(days: readonly D[]) =>
    days.filter((day) => unitPath.startsWith(day.unitPath));
  const years = new Set(set.filter((day) => day.unitPath === '/').map((day) => Number(day.date.slice(0, 4))));
  return workCalendar({
    days: [
      ...here(pack),
      ...here(set).map(({ date, kind, name, unitPath: of }) => ({ date, kind, name, local: of !== '/' })),
    ],
    countLocal,
    years: [...years],
  });
}
