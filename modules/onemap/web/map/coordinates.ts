export interface LonLat {
  readonly lon: number;
  readonly lat: number;
}

const NUMBER = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/;
// Letters of both languages stand for the directions.
const ANGLE =
  /([NSEW\u4e1c\u897f\u5357\u5317])?\s*(\d+(?:\.\d+)?)\s*°\s*(?:(\d+(?:\.\d+)?)\s*['′])?\s*(?:(\d+(?:\.\d+)?)\s*["″])?\s*([NSEW\u4e1c\u897f\u5357\u5317])?/giu;

/** Reads `87.6,43.8` (longitude first) and degrees, minutes, seconds with their letters; null: no coordinates. */
export function readCoordinates(text: string): LonLat | null {
  const plain = NUMBER.exec(text);
  if (plain) return inRange(Number(plain[1]), Number(plain[2]));
  const angles = [...text.matchAll(ANGLE)].map(([, before, degrees, minutes, seconds, after]) => ({
    letter: (before ?? after ?? '').toUpperCase(),
    value: Number(degrees) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3_600,
  }));
  if (angles.length !== 2) return null;
  const find = (letters: string) => angles.find((one) => one.letter !== '' && letters.includes(one.letter));
  const [east, north] = [find('EW\u4e1c\u897f'), find('NS\u5357\u5317')];
  if (!east || !north) return null;
  const sign = (letter: string, minus: string) => (minus.includes(letter) ? -1 : 1);
  return inRange(east.value * sign(east.letter, 'W\u897f'), north.value * sign(north.letter, 'S\u5357'));
}

const inRange = (lon: number, lat: number): LonLat | null =>
  Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? { lon, lat } : null;

export function degrees(value: number, letters: readonly [string, string]): string {
  const seconds = Math.round(Math.abs(value) * 3_600);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${Math.floor(seconds / 3_600)}°${two(Math.floor(seconds / 60) % 60)}′${two(seconds % 60)}″${letters[value < 0 ? 1 : 0]}`;
}
