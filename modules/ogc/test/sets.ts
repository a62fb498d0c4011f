import { type Geometry, writeWkb } from '@tarim/geo';
import type { DatasetDefinition, ModuleDefinition } from '@tarim/platform';

const square = (x: number, y: number, size: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x + size, y],
      [x + size, y + size],
      [x, y + size],
      [x, y],
    ],
  ],
});
const triangle: Geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [84, 40],
      [86, 40],
      [84, 42],
      [84, 40],
    ],
  ],
};
const bothNames = (text: string) => ({ zh: text, en: text });
const field = (
  name: string,
  type: DatasetDefinition['fields'][number]['type'],
  sql: string,
  internal?: true,
) => ({
  name,
  titles: bothNames(name),
  type,
  sql,
  ...(internal ? { internal } : {}),
});
const base = (id: string, sharing: DatasetDefinition['sharing']) => ({
  id,
  titles: bothNames(id),
  abstracts: bothNames(id),
  keywords: { zh: [], en: [] },
  element: 'other' as const,
  owner: bothNames('x'),
  source: bothNames('x'),
  sharing,
  action: 'registry.read',
  rhythm: 'irregular',
  madeOf: [],
});

/** Six places; the last two are not open, the fourth has no place and no value. */
const PLACES = `(values
  (1, 'Alpha', 'air', 87.6::float8, 43.8::float8, 10.5::float8, true, '2026-01-01T00:00:00Z'::timestamptz, '2026-01-01'::date, '/650000/650100/', 'secret-1', true),
  (2, 'Béta', 'water', 81.0, 40.5, 20, false, '2026-02-01T00:00:00Z', '2026-02-01', '/650000/652900/', 'secret-2', true),
  (3, 'gamma_1', 'air', 85.9, 41.9, 30, true, '2026-03-01T00:00:00Z', '2026-03-01', '/650000/652800/', 'secret-3', true),
  (4, '50% o''clock', 'soil', null, null, null, null, null, null, '/650000/652900/', 'secret-4', true),
  (5, 'Hidden', 'air', 87.7, 43.9, 50, true, '2026-05-01T00:00:00Z', '2026-05-01', '/650000/650100/', 'secret-5', false),
  (6, 'Hidden too', 'water', 75.9, 39.4, 60, true, '2026-06-01T00:00:00Z', '2026-06-01', '/BT/BT03/', 'secret-6', false)
) d(id, name, kind, lon, lat, value, flag, at, day, unit_path, inside, open)`;

const places: DatasetDefinition = {
  ...base('places', 'on-request'),
  fields: [
    field('name', 'text', 'd.name'),
    field('kind', 'text', 'd.kind'),
    field('value', 'number', 'd.value'),
    field('flag', 'boolean', 'd.flag'),
    field('at', 'instant', 'd.at'),
    field('day', 'date', 'd.day'),
    field('nested', 'json', `jsonb_build_object('a', d.value)`),
    field('inside', 'text', 'd.inside', true),
  ],
  relation: {
    from: PLACES,
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    time: 'd.at',
    open: 'd.open',
    unitPath: 'd.unit_path',
    revision: `select '1'`,
  },
  look: { colour: '#123456', by: { field: 'kind', values: {} }, labelField: 'name' },
};

const AREAS = [
  ['a:1', 'West', square(80, 40, 2)],
  ['a:2', 'Middle', triangle],
  ['a:3', 'East', square(87, 43, 1)],
] as const;
const areas: DatasetDefinition = {
  ...base('areas', 'open'),
  fields: [field('name', 'text', 'd.name'), field('size', 'integer', 'd.size')],
  relation: {
    from: `(values ${AREAS.map(
      ([id, name, shape], i) =>
        `('${id}', '${name}', ${i + 1}, '\\x${Buffer.from(writeWkb(shape)).toString('hex')}'::bytea, ${boxSql(shape)})`,
    ).join(', ')}) d(id, name, size, wkb, box)`,
    id: { sql: 'd.id', type: 'text' },
    geometry: { type: 'Polygon', wkb: 'd.wkb', box: 'd.box' },
    revision: `select '1'`,
  },
};

function boxSql(shape: Geometry): string {
  const flat = (shape as { coordinates: number[][][] }).coordinates.flat();
  const [xs, ys] = [flat.map((one) => one[0]!), flat.map((one) => one[1]!)];
  return `box(point(${Math.max(...xs)}, ${Math.max(...ys)}), point(${Math.min(...xs)}, ${Math.min(...ys)}))`;
}

const internal: DatasetDefinition = {
  ...base('internals', 'internal'),
  fields: [field('name', 'text', 'd.name')],
  relation: {
    from: `(values (1, 'mark-of-internal', 87.6::float8, 43.8::float8, '/650000/650100/')) d(id, name, lon, lat, unit_path)`,
    id: { sql: 'd.id', type: 'integer' },
    geometry: { type: 'Point', lon: 'd.lon', lat: 'd.lat' },
    unitPath: 'd.unit_path',
    revision: `select '1'`,
  },
};

/** Sets of one row or six that need no table: what the interfaces do with them can be counted by hand. */
export const setsModule: ModuleDefinition = {
  name: 'sets',
  datasets: [places, areas, internal, { ...internal, ...base('secrets', 'secret') }],
};
