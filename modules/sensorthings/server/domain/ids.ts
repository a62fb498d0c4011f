/**
 * Ids are derived from what the platform has, so that nothing is copied: a Datastream is point, period and factor in one
 * number (`12` `3` `0121026`: point 12, hours, a21026), an Observation its Datastream and its time in ms.
 */
export const GRAINS = ['realtime', 'minute', 'hour', 'day'] as const;
export type StreamGrain = (typeof GRAINS)[number];

const PER_GRAIN = 10_000_000;
const PER_POINT = 100_000_000;
const PER_LETTER = 100_000;
const CODE = /^([a-z])(\d{5})$/;

/** `a21026` → 121026; null for codes of another form, which have no Datastream. */
export function factorId(code: string): number | null {
  const match = CODE.exec(code);
  return match ? (match[1]!.charCodeAt(0) - 96) * PER_LETTER + Number(match[2]) : null;
}

export function factorCode(id: number): string | null {
  const letter = Math.floor(id / PER_LETTER);
  if (letter < 1 || letter > 26) return null;
  return String.fromCharCode(96 + letter) + String(id % PER_LETTER).padStart(5, '0');
}

export interface StreamKey {
  readonly pointId: number;
  readonly grain: StreamGrain;
  readonly code: string;
}

export function streamId({ pointId, grain, code }: StreamKey): number {
  return pointId * PER_POINT + (GRAINS.indexOf(grain) + 1) * PER_GRAIN + factorId(code)!;
}

/** Ids of what clients wrote begin here; derived ones stay below for points up to number 8,999,999. */
export const FOREIGN = 900_000_000_000_000;
export const isForeign = (id: number): boolean => id >= FOREIGN;

export function streamKey(id: number): StreamKey | null {
  if (isForeign(id)) return null;
  const pointId = Math.floor(id / PER_POINT);
  const grain = GRAINS[Math.floor((id % PER_POINT) / PER_GRAIN) - 1];
  const code = factorCode(id % PER_GRAIN);
  return grain && code && pointId >= 1 && pointId <= 2_147_483_647 ? { pointId, grain, code } : null;
}

export function observationKey(id: string): { stream: number; time: number } | null {
  const match = /^(\d{9,15})-(-?\d{1,14})$/.exec(id);
  return match ? { stream: Number(match[1]), time: Number(match[2]) } : null;
}
