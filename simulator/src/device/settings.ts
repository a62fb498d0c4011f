import type { SimDevice } from '../expand.ts';
import type { Tuning } from '../report.ts';

/** What a logger can be changed to by the platform; changing it has its effect. */
export interface LoggerSettings {
  mn: string;
  password: string;
  sm4Key: string | null;
  /** Seconds. */
  rtdInterval: number;
  /** Minutes; null: hourly records only. */
  minuteInterval: number | null;
  /** Seconds, and how often a frame is sent again. */
  overTime: number;
  reCount: number;
  realtime: boolean;
  status: boolean;
  clockOffsetMs: number;
  samplingPeriod: { start: string; hours: number };
  /** Parameters of instruments as set, `<factor>/<InfoId>`, each with when. */
  readonly parameters: { readonly from: number; readonly key: string; readonly value: string }[];
}

export function settingsOf(device: SimDevice): LoggerSettings {
  return {
    mn: device.mn,
    password: device.password,
    sm4Key: device.sm4Key,
    rtdInterval: device.rtdInterval,
    minuteInterval: device.minuteInterval,
    overTime: 10,
    reCount: 3,
    realtime: true,
    status: true,
    clockOffsetMs: device.clockOffsetMs,
    samplingPeriod: { start: '000000', hours: 2 },
    parameters: [],
  };
}

const MOST_PARAMETERS = 1_000;

export function setParameter(settings: LoggerSettings, from: number, key: string, value: string): void {
  settings.parameters.push({ from, key, value });
  if (settings.parameters.length > MOST_PARAMETERS) settings.parameters.shift();
}

/** A parameter as it stands (or stood at a time); null when it was never set. */
export function parameterAt(settings: LoggerSettings, key: string, at: number): string | null {
  return settings.parameters.findLast((one) => one.key === key && one.from <= at)?.value ?? null;
}

/** Slope (i13008) and intercept (i13007) work on what is measured after they were set; stored records stay as they were. */
export function tuningOf(settings: LoggerSettings): Tuning | undefined {
  if (settings.parameters.length === 0) return undefined;
  return (code, at) => {
    const slope = parameterAt(settings, `${code}/i13008`, at);
    const intercept = parameterAt(settings, `${code}/i13007`, at);
    if (slope === null && intercept === null) return null;
    return { slope: numberOr(slope, 1), intercept: numberOr(intercept, 0) };
  };
}

function numberOr(text: string | null, otherwise: number): number {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : otherwise;
}

/** Keys for what goes up encrypted under 2025: data and site information. */
export function secret(settings: LoggerSettings, cn: string): { sm4Key?: Uint8Array } {
  const mandatory = cn.startsWith('2') || cn === '3020' || cn === '1014';
  return settings.sm4Key && mandatory ? { sm4Key: Buffer.from(settings.sm4Key, 'hex') } : {};
}
