import { stamp } from '@tarim/hj212';
import { DAY_MS } from '@tarim/kernel';
import type { SimDevice } from '../expand.ts';
import { chance, seedOf } from '../noise.ts';
import { round } from '../numbers.ts';
import { tamperedSlope } from '../tamper/live.ts';
import { measureAt } from '../world/measure.ts';
import { AGREED_CODES, agreedParameter } from './parameters.ts';
import { type LoggerSettings, parameterAt } from './settings.ts';

/** State of an instrument (i12001): 0 runs, 1 maintenance, 2 fault, 3 calibration. */
const STATE: Readonly<Record<string, string>> = { M: '1', D: '2', C: '3' };

/**
 * Information about an instrument, by InfoId (HJ 212-2017 B.10): what was set, else what such an instrument would tell. Range,
 * intercept and slope (i13001, i13007, i13008) are what a tampered instrument gives itself away by; what its logger has (i239xx) stays as agreed.
 * Null when there is none.
 */
export function infoOf(
  device: SimDevice,
  settings: LoggerSettings,
  polId: string,
  infoId: string,
  now: number,
): string | null {
  const set = parameterAt(settings, `${polId}/${infoId}`, now);
  if (set !== null) return set;
  // An instrument whose slope was set down says so to whoever asks.
  const slope = infoId === 'i13008' ? tamperedSlope(device.tamper, polId, now) : null;
  if (slope !== null) return String(slope);
  const own = chance(device.seed, seedOf(`${polId}/${infoId}`));
  switch (infoId) {
    case 'i11001':
      return `仪表运行正常，因子 ${polId || '无'}（模拟日志）`;
    case 'i12001':
      return STATE[measureAt(device, now).flags[polId] ?? ''] ?? '0';
    case 'i12002':
      return '0';
    case 'i13001':
      return String(agreedParameter(device, polId, 'range'));
    case 'i13002':
      return '0.01';
    case 'i13003':
      return String(settings.minuteInterval ?? 60);
    case 'i13006':
      return stamp(Math.floor(now / DAY_MS) * DAY_MS - 5 * 3_600_000);
    case 'i13007':
      return '0';
    case 'i13008':
      return '1';
    case 'i13009':
      return String(round(0.05 + 0.1 * own, 2));
    default: {
      const agreed = AGREED_CODES[infoId];
      const value = agreed === undefined ? null : agreedParameter(device, polId, agreed);
      return value === null ? null : String(value);
    }
  }
}
