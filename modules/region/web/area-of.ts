/** An area of a GeoJSON file (RFC 7946) as it stands there; the server checks its shape. */
export interface Area {
  readonly type: 'Polygon' | 'MultiPolygon';
  readonly coordinates: unknown[];
}

export interface FoundArea {
  readonly area: Area;
  readonly positions: number;
  /** How it was found among several: `taken` by its code, `joined` of so many. */
  readonly how: { readonly kind: 'one' | 'taken' | 'joined'; readonly n: number };
}

export type NoArea = { readonly problem: 'json' | 'noArea' | 'notDegrees'; readonly reason?: string };

interface Node {
  readonly type?: unknown;
  readonly geometry?: unknown;
  readonly features?: unknown;
  readonly properties?: unknown;
  readonly coordinates?: unknown;
}

/**
 * Finds the area in a file: a geometry, a feature, or a collection. Of several features the one that carries the
 * unit's code (`properties.code` or `adcode`) is taken; without such a one all areas are joined.
 */
export function areaOf(text: string, code: string): FoundArea | NoArea {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch (error) {
    return { problem: 'json', reason: (error as Error).message };
  }
  const found = areasIn(root);
  const own = found.filter((one) => one.code === code);
  const kept = own.length > 0 ? own : found;
  if (kept.length === 0) return { problem: 'noArea' };
  const area = kept.length === 1 ? kept[0]!.area : joined(kept.map((one) => one.area));
  const { positions, degrees } = measure(area.coordinates);
  if (!degrees) return { problem: 'notDegrees' };
  const kind = found.length === 1 ? 'one' : own.length === 1 ? 'taken' : 'joined';
  return { area, positions, how: { kind, n: kept.length } };
}

function areasIn(value: unknown, code?: string): { area: Area; code: string | undefined }[] {
  if (value === null || typeof value !== 'object') return [];
  const node = value as Node;
  if (node.type === 'FeatureCollection' && Array.isArray(node.features))
    return node.features.flatMap((one) => areasIn(one));
  if (node.type === 'Feature') {
    const { code: own, adcode } = (node.properties ?? {}) as { code?: unknown; adcode?: unknown };
    return areasIn(node.geometry, String(own ?? adcode ?? ''));
  }
  if ((node.type === 'Polygon' || node.type === 'MultiPolygon') && Array.isArray(node.coordinates))
    return [{ area: { type: node.type, coordinates: node.coordinates }, code }];
  return [];
}

function joined(areas: readonly Area[]): Area {
  return {
    type: 'MultiPolygon',
    coordinates: areas.flatMap((one) => (one.type === 'Polygon' ? [one.coordinates] : one.coordinates)),
  };
}

/** Counts positions; false when any of them cannot be degrees (projected metres, most often). */
function measure(coordinates: unknown): { positions: number; degrees: boolean } {
  let positions = 0;
  let degrees = true;
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [lon, lat] = value as unknown[];
    if (typeof lon !== 'number' || typeof lat !== 'number') {
      for (const one of value) visit(one);
      return;
    }
    positions++;
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) degrees = false;
  };
  visit(coordinates);
  return { positions, degrees };
}
