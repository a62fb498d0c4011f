import { beijingDate } from '@tarim/kernel';
import type { Source } from '../../contract.ts';
import { isAway, type SourceStanding } from '../domain/source-state.ts';
import { sourceOn } from '../domain/today.ts';
import type { SourceRow } from '../sql/sources.ts';

/** A source with what it is today. */
export function presentSource(row: SourceRow, standing: SourceStanding, now: number): Source {
  const { formerUnitId: _, ...shown } = row;
  const { problems: _problems, ...today } = sourceOn(row, beijingDate(now));
  return { ...shown, away: isAway(standing, beijingDate(now)), today };
}
