import { RADIATION_MONITORING } from '@tarim/standards';
import { type Baseline, isWet, type StationHour } from './baseline.ts';

export interface JudgedHour {
  readonly time: number | null;
  readonly value: number | null;
  /** 0 normal, 1 rain suspected, 2 attention, 3 alarm, 4 urgent; null: missing or the instrument is at fault. */
  readonly level: 0 | 1 | 2 | 3 | 4 | null;
  readonly name: LevelName;
  readonly wet: boolean;
}

export type LevelName =
  | 'normal'
  | 'rain-suspected'
  | 'attention'
  | 'alarm'
  | 'urgent'
  | 'fault-low'
  | 'fault-flat'
  | 'missing';

const LEVELS: Readonly<Record<LevelName, JudgedHour['level']>> = {
  normal: 0,
  'rain-suspected': 1,
  attention: 2,
  alarm: 3,
  urgent: 4,
  'fault-low': null,
  'fault-flat': null,
  missing: null,
};

/**
 * Each hour against the dry baseline (自动站报警分级, ours): above three means urgent in any weather; above mean + 3s rain suspected when wet,
 * attention in the first dry hour, alarm when the hour before was dry and high too; a spectrum peak alarms at once; low and flat
 * values are faults of the instrument.
 */
export function judgeHours(hours: readonly StationHour[], { mean, sd }: Baseline): JudgedHour[] {
  const rules = RADIATION_MONITORING.data.alarm_defaults;
  const high = mean + rules.deviations * sd;
  const low = Math.max(mean - rules.fault_deviations_below * sd, rules.fault_below_nGy_per_h);
  const isDryHigh = (i: number): boolean => {
    const value = hours[i]?.value ?? null;
    return value !== null && value > high && !isWet(hours, i);
  };
  return hours.map(({ time, value, raw, peaks }, i) => {
    const wet = isWet(hours, i);
    const nameOf = (): LevelName => {
      if (value === null) return 'missing';
      if (isFlat(raw, rules.flat_equal_values)) return 'fault-flat';
      if (value < low) return 'fault-low';
      if (value > rules.urgent_times * mean) return 'urgent';
      if (peaks.length > 0) return 'alarm';
      if (value <= high) return 'normal';
      if (wet) return 'rain-suspected';
      return isDryHigh(i - 1) ? 'alarm' : 'attention';
    };
    const name = nameOf();
    return { time, value, level: LEVELS[name], name, wet };
  });
}

/** So many equal values on end. */
function isFlat(raw: readonly number[], count: number): boolean {
  let run = 1;
  for (let i = 1; i < raw.length; i++) {
    run = raw[i] === raw[i - 1] ? run + 1 : 1;
    if (run >= count) return true;
  }
  return false;
}
