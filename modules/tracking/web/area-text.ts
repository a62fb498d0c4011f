import type { ShownArea } from '@tarim/ui/map';

const CORNER = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/;
const FEWEST = 3;

/**
 * The area of a pasted text: the first polygon of a GeoJSON, or corners `longitude,latitude`, a line each (the ring is closed here). Null:
 * neither. The server checks it again.
 */
export function areaOf(text: string): ShownArea | null {
  const trimmed = text.trim();
  return trimmed.startsWith('{') ? ofGeoJson(trimmed) : ofCorners(trimmed);
}

function ofGeoJson(text: string): ShownArea | null {
  const seek = (value: unknown): ShownArea | null => {
    if (typeof value !== 'object' || value === null) return null;
    const { type, geometry, features } = value as { type?: unknown; geometry?: unknown; features?: unknown };
    if (type === 'Polygon' || type === 'MultiPolygon') return value as ShownArea;
    if (type === 'Feature') return seek(geometry);
    if (type !== 'FeatureCollection' || !Array.isArray(features)) return null;
    return features.reduce<ShownArea | null>((found, one) => found ?? seek(one), null);
  };
  try {
    return seek(JSON.parse(text));
  } catch {
    return null;
  }
}

function ofCorners(text: string): ShownArea | null {
  const lines = text.split(/[\n;；]+/).filter((line) => line.trim() !== '');
  const corners = lines
    .map((line) => CORNER.exec(line))
    .map((found) => found && ([Number(found[1]), Number(found[2])] as [number, number]));
  if (
    corners.length < FEWEST ||
    corners.some((one) => one === null || Math.abs(one[0]) > 180 || Math.abs(one[1]) > 90)
  )
    return null;
  const ring = corners as [number, number][];
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const closed = first[0] === last[0] && first[1] === last[1] ? ring : [...ring, first];
  return closed.length > FEWEST ? { type: 'Polygon', coordinates: [closed] } : null;
}
