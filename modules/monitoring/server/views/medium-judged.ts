import { beijingDate } from '@tarim/kernel';
import type { Standing } from '../../contract.ts';
import { judgePeriod, type MediumVisit, type PeriodJudgement } from '../domain/medium-period.ts';
import type { Place } from './places.ts';

export type Basis = 'latest' | 'period';

/** What a place of groundwater, soil or noise is judged by, oldest first. */
export function visitsOfPlace({ rows, stations }: Place, by: Standing): MediumVisit[] {
  if (by !== 'automatic')
    return rows.map(({ sampledAt, values }) => ({
      time: sampledAt.getTime(),
      day: beijingDate(sampledAt.getTime()),
      values,
    }));
  return stations
    .flatMap(({ figures }) =>
      figures.flatMap(({ day, values }) =>
        values.length === 0 ? [] : [{ time: Date.parse(`${day}T00:00:00+08:00`), day, values }],
      ),
    )
    .toSorted((a, b) => a.time - b.time);
}

export function judgedPlace(
  place: Place,
  basis: Basis,
  by: Standing = place.standing,
): { visits: MediumVisit[]; judged: PeriodJudgement } {
  const visits = visitsOfPlace(place, by);
  return { visits, judged: judgePeriod(place.point, visits, basis) };
}
