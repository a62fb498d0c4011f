import { BEIJING_OFFSET_MS, beijingIso, DAY_MS, periodStart } from '@tarim/kernel';
import type { TrafficFigures, TrafficPollutant } from '../../contract.ts';
import { hourOfDay } from './summary.ts';

/** An hour of a pollutant: at the roadside, and the mean of the city's other stations; null: not valid. */
export interface RoadsideHour {
  readonly time: number;
  readonly roadside: number | null;
  readonly urban: number | null;
}

const mean = (values: readonly (number | null)[]): number | null => {
  const found = values.filter((value) => value !== null);
  return found.length === 0 ? null : found.reduce((sum, value) => sum + value, 0) / found.length;
};

/** Saturday and Sunday in Beijing; holidays and working weekends are not known here. */
export function isWeekend(ms: number): boolean {
  const day = new Date(ms + BEIJING_OFFSET_MS).getUTCDay();
  return day === 0 || day === 6;
}

/**
 * Roadside increment (路边增量): mean at the roadside less the mean of the city's other stations, over hours that have both, so that a
 * gap of one does not pass for a difference.
 */
export function roadsideFigures(
  pollutant: TrafficPollutant,
  unit: string,
  hours: readonly RoadsideHour[],
): TrafficFigures {
  const both = hours.filter((one) => one.roadside !== null && one.urban !== null);
  const roadside = mean((both.length > 0 ? both : hours).map((one) => one.roadside));
  const urban = mean(both.map((one) => one.urban));
  const increment = roadside === null || urban === null ? null : roadside - urban;
  const byHour = Map.groupBy(hours, (one) => hourOfDay(one.time));
  return {
    pollutant,
    unit,
    roadside,
    urban,
    increment,
    share: increment === null || !urban ? null : increment / urban,
    hours: both.length,
    diurnal: Array.from({ length: 24 }, (_, hour) => {
      const of = (weekend: boolean) =>
        (byHour.get(hour) ?? []).filter((one) => isWeekend(one.time) === weekend);
      return {
        hour,
        weekday: mean(of(false).map((one) => one.roadside)),
        weekend: mean(of(true).map((one) => one.roadside)),
        urbanWeekday: mean(of(false).map((one) => one.urban)),
        urbanWeekend: mean(of(true).map((one) => one.urban)),
      };
    }),
  };
}

/** Daily means of both, day by day. */
export function roadsideDays(hours: readonly RoadsideHour[], start: number, end: number) {
  const byDay = Map.groupBy(hours, (one) => periodStart('day', one.time));
  return Array.from({ length: Math.round((end - start) / DAY_MS) }, (_, index) => {
    const found = byDay.get(start + index * DAY_MS) ?? [];
    return {
      day: beijingIso(start + index * DAY_MS),
      roadside: mean(found.map((one) => one.roadside)),
      urban: mean(found.map((one) => one.urban)),
    };
  });
}
