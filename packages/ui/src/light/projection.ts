type Ring = readonly (readonly [number, number])[];
export type Shape =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };

export interface Projection {
  readonly width: number;
  readonly height: number;
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
}

/** Share of the width that stays free at each side. */
const MARGIN = 0.02;

/** Plate carrée, true at the middle of the box: there a degree of longitude is cos φ of one of latitude. */
export function projection(
  [west, south, east, north]: readonly [number, number, number, number],
  width: number,
): Projection {
  const scale = (width * (1 - 2 * MARGIN)) / (east - west);
  const stretch = scale / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const margin = width * MARGIN;
  return {
    width,
    height: Math.round((north - south) * stretch + 2 * margin),
    x: (lon) => margin + (lon - west) * scale,
    y: (lat) => margin + (north - lat) * stretch,
  };
}

/** An outline as the path of an SVG, to a tenth of a pixel. */
export function pathOf(shape: Shape, { x, y }: Projection): string {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  const ring = (one: Ring) =>
    `M${one.map(([lon, lat]) => `${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`).join('L')}Z`;
  return polygons.flatMap((rings) => rings.map(ring)).join('');
}
