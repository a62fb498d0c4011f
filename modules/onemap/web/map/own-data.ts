import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

/** Above this a browser no longer draws fluently. */
export const MOST_VERTICES = 1_000_000;
/** Why a file is not drawn: a key of the texts under `own.`. */
export class OwnDataError extends Error {
  readonly key: 'unreadable' | 'tooLarge' | 'crs' | 'range' | 'empty' | 'kind';
  constructor(key: OwnDataError['key']) {
    super(key);
    this.key = key;
  }
}

/** Longitude/latitude on WGS 84 or CGCS2000 by the names that files use. */
const LONLAT = /CRS84|EPSG:{1,2}(\d*:)?(4326|4490)$/i;

/** Features of a dropped file (GeoJSON or CSV with columns of longitude and latitude). @throws OwnDataError */
export function readOwnData(name: string, text: string): FeatureCollection {
  const features = /\.csv$/i.test(name)
    ? fromCsv(text)
    : /\.(geo)?json$/i.test(name)
      ? fromJson(text)
      : /\.kml$/i.test(name)
        ? fromKml(text)
        : null;
  if (!features) throw new OwnDataError('kind');
  if (features.length === 0) throw new OwnDataError('empty');
  let vertices = 0;
  for (const one of features)
    visit((one.geometry as { coordinates?: unknown }).coordinates, ([lon = Number.NaN, lat = Number.NaN]) => {
      if (++vertices > MOST_VERTICES) throw new OwnDataError('tooLarge');
      if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) throw new OwnDataError('range');
    });
  return { type: 'FeatureCollection', features };
}

function visit(node: unknown, each: (position: Position) => void): void {
  if (!Array.isArray(node)) throw new OwnDataError('unreadable');
  if (typeof node[0] === 'number') each(node as Position);
  else for (const child of node) visit(child, each);
}

const TYPES = new Set(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']);

function fromJson(text: string): Feature[] {
  let data: {
    type?: string;
    features?: unknown[];
    geometry?: Geometry;
    crs?: { properties?: { name?: string } };
  };
  try {
    data = JSON.parse(text);
  } catch {
    throw new OwnDataError('unreadable');
  }
  const crs = data?.crs?.properties?.name;
  if (crs && !LONLAT.test(crs)) throw new OwnDataError('crs');
  const list =
    data?.type === 'FeatureCollection'
      ? data.features
      : data?.type === 'Feature'
        ? [data]
        : TYPES.has(data?.type ?? '')
          ? [{ type: 'Feature', properties: {}, geometry: data }]
          : null;
  if (!Array.isArray(list)) throw new OwnDataError('unreadable');
  return (list as Feature[]).filter((one) => TYPES.has(one?.geometry?.type ?? ''));
}

function fromCsv(text: string): Feature[] {
  const [head = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const names = cells(head);
  const find = (pattern: RegExp) => names.findIndex((one) => pattern.test(one.trim()));
  const x = find(/^(lon|lng|long|longitude|x|\u7ecf\u5ea6)$/i);
  const y = find(/^(lat|latitude|y|\u7eac\u5ea6)$/i);
  if (x < 0 || y < 0) throw new OwnDataError('unreadable');
  return lines.map((line) => {
    const values = cells(line);
    const properties = Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
    const coordinates = [Number(values[x] || Number.NaN), Number(values[y] || Number.NaN)];
    return { type: 'Feature', properties, geometry: { type: 'Point', coordinates } };
  });
}

const cells = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

function fromKml(text: string): Feature[] {
  const file = new DOMParser().parseFromString(text, 'application/xml');
  if (file.querySelector('parsererror')) throw new OwnDataError('unreadable');
  const positions = (node: Element | null): Position[] =>
    (node?.querySelector('coordinates')?.textContent ?? '')
      .trim()
      .split(/\s+/)
      .filter(Boolean)
      .map((one) => one.split(',').slice(0, 2).map(Number));
  return [...file.querySelectorAll('Placemark')].flatMap((mark): Feature[] => {
    const properties = { name: mark.querySelector('name')?.textContent ?? '' };
    const made = (geometry: Geometry): Feature => ({ type: 'Feature', properties, geometry });
    return [
      ...[...mark.querySelectorAll('Point')].map((one) =>
        made({ type: 'Point', coordinates: positions(one)[0] ?? [] }),
      ),
      ...[...mark.querySelectorAll('LineString')].map((one) =>
        made({ type: 'LineString', coordinates: positions(one) }),
      ),
      ...[...mark.querySelectorAll('Polygon')].map((one) =>
        made({
          type: 'Polygon',
          coordinates: [...one.querySelectorAll('outerBoundaryIs, innerBoundaryIs')].map(positions),
        }),
      ),
    ];
  });
}
