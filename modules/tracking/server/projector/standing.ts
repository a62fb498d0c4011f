import { beijingIso } from '@tarim/kernel';
import { newMobileState } from '@tarim/science';
import { MOBILE_RULES } from '@tarim/standards';
import { type FoldContext, foldReading } from '../domain/fold.ts';
import type { Reading } from '../domain/reading.ts';
import type { StateRow } from '../sql/states.ts';
import type { AlarmBook, AlarmFacts } from './alarm-book.ts';

/** Of a terminal that nobody heard yet. */
export const freshState = (terminalId: number): StateRow => ({
  terminalId,
  state: newMobileState(MOBILE_RULES.data),
  sampledAt: null,
  receivedAt: null,
  lat: null,
  lon: null,
  speed: null,
  rate: null,
  stowed: null,
  battery: null,
  lastSequence: null,
  fixes: 0,
  duplicates: 0,
  late: 0,
  clockWrong: 0,
  driftSeconds: null,
  gaps: 0,
  parts: null,
});

/** A message without a report: the terminal is there. */
export function heard(
  row: StateRow,
  at: number,
  context: FoldContext,
  book: AlarmBook,
  facts: AlarmFacts,
): StateRow {
  const silent: Reading = {
    sequence: 0,
    sampledAt: at,
    stored: false,
    lat: null,
    lon: null,
    speed: null,
    heading: null,
    satellites: null,
    hdop: null,
    rate: null,
    stowed: row.state.stowed,
    tamper: false,
    battery: null,
    interval: null,
    signal: null,
  };
  const permit = { inside: null, jobOpen: row.state.jobOpen, filed: false };
  const folded = foldReading(row.state, silent, at, { permit, region: null }, context);
  for (const alarm of folded.alarms) book.take(alarm, facts);
  return { ...row, state: folded.state };
}

/** What lists show: the newest that was said of each. */
export function newest(
  row: StateRow,
  reading: Reading,
  sampledAt: number,
  driftSeconds: number | null,
): StateRow {
  const { lat, lon, speed, rate, stowed, battery } = reading;
  const placed = lat !== null && lon !== null;
  return {
    ...row,
    sampledAt: beijingIso(sampledAt),
    driftSeconds: driftSeconds ?? row.driftSeconds,
    ...(placed ? { lat, lon, speed } : {}),
    rate: rate ?? row.rate,
    stowed: stowed ?? row.stowed,
    battery: battery ?? row.battery,
  };
}

/** A reading as its row bears it. */
export function fixOf(reading: Reading, inside: boolean | null) {
  const { sequence, lat, lon, speed, heading, satellites, rate, stowed, battery, tamper, signal } = reading;
  return { sequence, lat, lon, speed, heading, satellites, rate, stowed, battery, tamper, signal, inside };
}
