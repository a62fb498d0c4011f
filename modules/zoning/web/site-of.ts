/** An area of a site as a person gave it; the server checks its shape. */
export interface Site {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: unknown;
}

/**
 * Reads a site from GeoJSON (a geometry, a feature, the first area of a collection), or from lines of "longitude,
 * latitude", whose ring is closed where it is open. Null when it is neither.
 */
export function siteOf(text: string): Site | null {
  const trimmed = text.trim();
  return trimmed.startsWith('{') ? fromJson(trimmed) : fromLines(trimmed);
}

function fromJson(text: string): Site | null {
  try {
    return areaIn(JSON.parse(text));
  } catch {
    return null;
  }
}

function areaIn(node: unknown): Site | null {
  const { type, geometry, features } = (node ?? {}) as {
    type?: string;
    geometry?: unknown;
    features?: unknown[];
  };
  if (type === 'Polygon' || type === 'MultiPolygon') return node as Site;
  if (type === 'Feature') return areaIn(geometry);
  if (type !== 'FeatureCollection' || !Array.isArray(features)) return null;
  for (const one of features) {
    const found = areaIn(one);
    if (found) return found;
  }
  return null;
}

function fromLines(text: string): Site | null {
  const ring = text
    .split(/[\n;；]+/)
    .filter((line) => line.trim() !== '')
    .map((line) =>
      line
        .trim()
        .split(/[,，\s]+/)
        .map(Number),
    );
  if (ring.length < 3 || ring.some((one) => one.length !== 2 || one.some((n) => !Number.isFinite(n))))
    return null;
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const closed = first[0] === last[0] && first[1] === last[1];
  return { type: 'Polygon', coordinates: [closed ? ring : [...ring, first]] };
}
