import type { Layout } from '../sql/layouts.ts';
import type { RecordRow } from '../sql/rollup-write.ts';
import { STOPPED_MARK } from './factor-values.ts';

/** What a record says of one factor. */
export interface FactorReading {
  readonly attrs: Readonly<Record<string, number | null>>;
  readonly flag: string | null;
}

/** A record, by factor. */
export interface Reading {
  readonly time: number;
  readonly byCode: ReadonlyMap<string, FactorReading>;
}

export function readingOf(record: Pick<RecordRow, 'time' | 'values' | 'flags'>, layout: Layout): Reading {
  const byCode = new Map<string, { attrs: Record<string, number | null>; flag: string | null }>();
  layout.forEach((slot, index) => {
    let one = byCode.get(slot.code);
    if (!one) {
      one = { attrs: {}, flag: null };
      byCode.set(slot.code, one);
    }
    one.flag ??= record.flags?.[index] ?? null;
    one.attrs[slot.attr] = record.values[index] ?? null;
  });
  return { time: record.time, byCode };
}

export const codesOf = (readings: readonly Reading[]): Set<string> =>
  new Set(readings.flatMap((one) => [...one.byCode.keys()]));

/** A record that says of all its factors that nothing runs (停运): it owes no value and tells none. */
export function isStopped(reading: Reading): boolean {
  for (const one of reading.byCode.values()) if (one.flag !== STOPPED_MARK) return false;
  return reading.byCode.size > 0;
}
