import { type Standard, standard } from './standards.ts';

export type NoiseTime = 'day' | 'night';

/** Limits of noise at a place, dB(A). */
export interface NoiseLimits {
  readonly standard: Standard;
  readonly day: number;
  readonly night: number;
  /** How far above the night limit single events may reach; null: the standard says nothing. */
  readonly peak: Readonly<Record<'sudden' | 'frequent' | 'occasional', number | null>>;
  /** By how much limits fall when a boundary too near to a building is measured indoors. */
  readonly nearBuildingMinus: number | null;
  /** Levels inside rooms for noise that the structure carries (结构传播固定设备噪声). */
  readonly indoor: (room: 'A' | 'B') => Readonly<Record<NoiseTime, IndoorLimit>> | null;
}

export interface IndoorLimit {
  readonly leq: number;
  readonly octaves: readonly number[];
}

interface Tables {
  readonly limits: readonly { zone: string; day: number; night: number }[];
  readonly night_sudden_max_excess?: number;
  readonly night_peak?: { frequent_max_excess?: number; occasional_max_excess?: number; max_excess?: number };
  readonly near_building?: { limit_minus_db: number };
  readonly indoor_leq?: readonly ({ zone: string } & Readonly<Record<`${'A' | 'B'}_${NoiseTime}`, number>>)[];
  readonly indoor_octave?: {
    readonly bands_hz: readonly number[];
    readonly rows: readonly { zone: string; t: NoiseTime; room: string; v: readonly number[] }[];
  };
}
export const NOISE_STANDARDS = ['GB 3096-2008', 'GB 12348-2008', 'GB 22337-2008', 'GB 12523-2011'] as const;
export type NoiseStandard = (typeof NOISE_STANDARDS)[number];

/** Octave bands of GB 12348 table 3, Hz. */
export const NOISE_BANDS: readonly number[] = (standard('GB 12348-2008')!.data as unknown as Tables)
  .indoor_octave!.bands_hz;
/** From this wind on, m/s, a measurement counts for nothing; nor in rain, snow or thunder. */
export const NOISE_WIND = (standard('GB 3096-2008')!.data as { weather: { wind_below_m_s: number } }).weather
  .wind_below_m_s;

/**
 * @param zone 声环境功能区 `0` … `4b`; boundaries know one zone 4, construction sites none
 * @returns null for a zone that the standard does not have
 */
export function noiseLimits(code: NoiseStandard, zone: string): NoiseLimits | null {
  const found = standard(code)!;
  const tables = found.data as unknown as Tables;
  const name = code === 'GB 3096-2008' ? zone : zone.replace(/^4[ab]$/, '4');
  const row = code === 'GB 12523-2011' ? tables.limits[0] : tables.limits.find((one) => one.zone === name);
  if (!row) return null;
  const peak = tables.night_peak;
  const any = peak?.max_excess ?? null;
  return {
    standard: found,
    day: row.day,
    night: row.night,
    peak: {
      sudden: tables.night_sudden_max_excess ?? any,
      frequent: peak?.frequent_max_excess ?? any,
      occasional: peak?.occasional_max_excess ?? any,
    },
    nearBuildingMinus: tables.near_building?.limit_minus_db ?? null,
    indoor: (room) => indoorOf(tables, name, room),
  };
}

function indoorOf(
  tables: Tables,
  zone: string,
  room: 'A' | 'B',
): Readonly<Record<NoiseTime, IndoorLimit>> | null {
  const has = (zones: string) => zones.split(',').includes(zone);
  const leq = tables.indoor_leq?.find((row) => has(row.zone));
  if (!leq || !tables.indoor_octave) return null;
  const { rows } = tables.indoor_octave;
  const of = (time: NoiseTime): IndoorLimit => ({
    leq: leq[`${room}_${time}`],
    octaves:
      rows.find((row) => has(row.zone) && row.t === time && row.room.split(',').includes(room))?.v ?? [],
  });
  return { day: of('day'), night: of('night') };
}
