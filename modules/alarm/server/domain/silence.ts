import { MINUTE_MS } from '@tarim/kernel';
import type { RuleParams } from '../../contract.ts';

export interface DeviceIntervals {
  readonly pointId: number;
  /** Seconds between realtime messages; null: sends none. */
  readonly rtdInterval: number | null;
  /** Minutes between minute messages; null: sends none. */
  readonly minuteInterval: number | null;
}

/** Kinds whose analysers measure seldom by nature (wastewater, groundwater). */
const SLOW_KINDS = new Set(['outlet-water', 'groundwater']);

/**
 * How long a point may be silent before it counts as offline (离线判定时长), ms: its device's shortest interval times the
 * factor, but never less than the minimum; slow analysers have a longer minimum.
 */
export function allowedSilence(
  pointKind: string,
  devices: readonly DeviceIntervals[],
  params: RuleParams,
): number {
  const minimum = SLOW_KINDS.has(pointKind)
    ? (params.slowSilenceMinutes ?? 30)
    : (params.minSilenceMinutes ?? 5);
  const intervals = devices
    .flatMap((device) => [
      device.rtdInterval === null ? 0 : device.rtdInterval * 1000,
      (device.minuteInterval ?? 0) * MINUTE_MS,
    ])
    .filter((interval) => interval > 0);
  const shortest = intervals.length > 0 ? Math.min(...intervals) : MINUTE_MS;
  return Math.max(minimum * MINUTE_MS, shortest * (params.silenceFactor ?? 5));
}
