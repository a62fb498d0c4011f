import { DAY_MS } from '@tarim/kernel';
import type { MobileRules } from '@tarim/standards';
import { decayed } from '../decay.ts';
import type { AlarmLedger } from './ledger.ts';
import type { MobileSettings, MobileState } from './types.ts';

type Readings = Pick<MobileState, 'lowRun' | 'highRun'>;

/** Net rate that a stowed source gives at a time, µSv/h: (baseline − background)·2^(−days/T). Null: not known. */
export function expectedNet(settings: MobileSettings, time: number): number | null {
  const { baseline, background, baselineAt, halfLifeDays } = settings;
  if (baseline === null || baselineAt === null || halfLifeDays === null) return null;
  return decayed(baseline - background, (time - baselineAt) / DAY_MS, halfLifeDays);
}

/** MOB-3 and MOB-4: too little near a stowed source, too much outside a job; corrected for decay, which fixed thresholds are not. */
export function onReading(
  state: Readings & Pick<MobileState, 'stowed' | 'jobOpen'>,
  rate: number,
  time: number,
  settings: MobileSettings,
  rules: MobileRules,
  ledger: AlarmLedger,
): Readings {
  const expected = expectedNet(settings, time);
  if (expected === null) return { lowRun: 0, highRun: 0 };
  const net = rate - settings.background;
  const detail = { net, expected };
  const { source_missing: missing, exposed } = rules;
  const judgeable = expected >= missing.judgeable_times_background * settings.background;
  const low = state.stowed === true && judgeable && net < missing.share_of_expected * expected;
  const lowRun = low ? state.lowRun + 1 : 0;
  if (lowRun >= missing.readings)
    ledger.hit('source_missing', 'critical', 'MOB-3', { ...detail, readings: lowRun });
  // Once is enough: it asks for a visit with a meter, and nothing about it changes by the next reading.
  if (!judgeable && state.stowed === true && !ledger.isOpen('not_judgeable'))
    ledger.hit('not_judgeable', 'warn', 'MOB-3', detail);
  const high = !state.jobOpen && net > exposed.times_expected * expected;
  const highRun = high ? state.highRun + 1 : 0;
  if (highRun >= exposed.readings)
    ledger.hit('exposed_outside_job', 'critical', 'MOB-4', { ...detail, readings: highRun });
  return { lowRun, highRun };
}
