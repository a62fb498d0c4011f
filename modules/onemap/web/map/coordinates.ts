export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

const NUMBER = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/;
// Letters of both languages stand for the directions, before the figures or after them.
const DMS = String.raw`(\d+(?:\.\d+)?)\s*°\s*(?:(\d+(?:\.\d+)?)\s*['′])?\s*(?:(\d+(?:\.\d+)?)\s*["″])?`;
const LETTER = /([NSEW\u4e1c\u897f\u5357\u5317])/.source;
const ANGLE = new RegExp(`${LETTER}\\s*${DMS}|${DMS}\\s*${LETTER}`, 'giu');
const EAST_WEST = /^[EW\u4e1c\u897f]$/i;
const WEST_SOUTH = /^[WS\u897f\u5357]$/i;

/** Reads `87.6,43.8` (longitude first) and degrees, minutes, seconds with their letters; null: no coordinates. */
export function readCoordinates(text: string): LonLat | null {
  const plain = NUMBER.exec(text);
  if (plain) return inRange(Number(plain[1]), Number(plain[2]));
  const angles = [...text.matchAll(ANGLE)].map((found) => {
    const [, before, d1, m1, s1, d2, m2, s2, after] = found;
    const letter = (before ?? after)!;
    const size = Number(d1 ?? d2) + Number(m1 ?? m2 ?? 0) / 60 + Number(s1 ?? s2 ?? 0) / 3_600;
    return { lon: EAST_WEST.test(letter), value: WEST_SOUTH.test(letter) ? -size : size };
  });
  const [east, north] = [angles.find((one) => one.lon), angles.find((one) => !one.lon)];
  if (angles.length !== 2 || !east || !north) return null;
  return inRange(east.value, north.value);
}

const inRange = (lon: number, lat: number): LonLat | null =>
  Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;

export function degrees(value: number, letters: readonly [string, string]): string {
  const seconds = Math.round(Math.abs(value) * 3_600);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3_600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″${letters[value < 0 ? 1 : 0]}`;
}
