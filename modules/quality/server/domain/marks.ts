import { DAY_MS, periodStart } from '@tarim/kernel';
import type { QualityRow } from '@tarim/standards';

/** Until when a mark that begins at `from` had to be made: the end of the day that lies so many days after it. */
export function deadlineOf(from: number, kind: string, rows: readonly QualityRow[]): number {
  const days = Number(rows.find((row) => row.kind === kind)?.days ?? 0);
  return periodStart('day', from) + (days + 1) * DAY_MS;
}
