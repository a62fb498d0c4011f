import { parseStamp } from '@tarim/hj212';
import { BEIJING_OFFSET_MS, DAY_MS, HOUR_MS, MINUTE_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { type Report, reportAt } from '../report.ts';
import type { LoggerSettings } from './settings.ts';

const MAX_HISTORY = 5_000;
/** How far back a logger remembers (HJ 212-2017 §8 asks for a year). */
const MEMORY_MS = 400 * DAY_MS;

/** Length of the periods of a kind of record, ms; null when this device keeps none. */
function stepOf(cn: string, device: SimDevice, settings: LoggerSettings): number | null {
  switch (cn) {
    case '2011':
      return settings.rtdInterval * 1_000;
    case '2051':
      return settings.minuteInterval === null ? null : settings.minuteInterval * MINUTE_MS;
    case '2061':
      return HOUR_MS;
    case '2031':
      return DAY_MS;
    case '2041':
      return device.kind === 'outlet-gas' || device.kind === 'outlet-water' ? DAY_MS : null;
    default:
      return null;
  }
}

/** What a history call asks for: the periods of a kind that begin in [BeginTime, EndTime] and are over by now, oldest first. */
export function historyOf(
  cn: string,
  fields: Readonly<Record<string, string>>,
  device: SimDevice,
  settings: LoggerSettings,
  now: number,
): Report[] {
  const step = stepOf(cn, device, settings);
  const begin = Math.max(parseStamp(fields.BeginTime ?? ''), now - MEMORY_MS);
  const end = parseStamp(fields.EndTime ?? '');
  if (step === null || Number.isNaN(begin) || Number.isNaN(end)) return [];
  const shift = step === DAY_MS ? BEIJING_OFFSET_MS : 0;
  const reports: Report[] = [];
  for (
    let time = Math.ceil((begin + shift) / step) * step - shift;
    time <= end && time + step <= now && reports.length < MAX_HISTORY;
    time += step
  )
    reports.push(reportAt(cn as Report['cn'], time, settings.minuteInterval));
  return reports;
}
