import type { AnalysisKind } from '../contract.ts';

/**
 * What the form of a kind asks, in order. A name with a dot is nested. `rows` is a data set with a field and a value to choose
 * by; `place` is a longitude and a latitude, picked on the map.
 */
export type Ask =
  | { readonly type: 'rows'; readonly name: string; readonly areas?: true }
  | { readonly type: 'field'; readonly name: string; readonly of: string; readonly optional: true }
  | { readonly type: 'set'; readonly name: string; readonly optional: true }
  | { readonly type: 'factor'; readonly kinds: readonly string[] }
  | { readonly type: 'code'; readonly name: string; readonly kind: string }
  | {
      readonly type: 'number';
      readonly name: string;
      readonly unit: string;
      readonly start?: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly type: 'choice'; readonly name: string; readonly of: readonly string[]; readonly start: string }
  | { readonly type: 'unit'; readonly name: string; readonly optional: boolean }
  | { readonly type: 'span'; readonly days: number }
  | { readonly type: 'instant'; readonly name: string; readonly optional: boolean; readonly hoursAgo: number }
  | { readonly type: 'station'; readonly name: string }
  | { readonly type: 'yes'; readonly name: string; readonly start: boolean }
  | { readonly type: 'place' };

const number = (name: string, unit: string, min: number, max: number, start?: number): Ask => ({
  type: 'number',
  name,
  unit,
  min,
  max,
  ...(start === undefined ? {} : { start }),
});
const PERIODS: Ask = { type: 'choice', name: 'period', of: ['hour', 'day', 'month'], start: 'hour' };
const STATIONS = ['air', 'surface-water', 'groundwater', 'noise'];
const AREA: Ask = { type: 'unit', name: 'unitPath', optional: true };

export const FORMS: Readonly<Record<AnalysisKind, readonly Ask[]>> = {
  interpolation: [
    { type: 'factor', kinds: STATIONS },
    PERIODS,
    { type: 'instant', name: 'time', optional: true, hoursAgo: 2 },
    { type: 'choice', name: 'method', of: ['kriging', 'idw'], start: 'kriging' },
    number('cellKm', 'km', 1, 100, 20),
    AREA,
  ],
  'hot-spot': [
    { type: 'rows', name: 'rows' },
    { type: 'field', name: 'valueField', of: 'rows', optional: true },
    number('cellKm', 'km', 1, 200, 40),
    number('distanceKm', 'km', 1, 1000),
    { type: 'choice', name: 'weights', of: ['binary', 'inverse'], start: 'binary' },
  ],
  density: [
    { type: 'rows', name: 'rows' },
    { type: 'field', name: 'weightField', of: 'rows', optional: true },
    number('cellKm', 'km', 1, 100, 20),
    number('bandwidthKm', 'km', 0.1, 500),
    { type: 'choice', name: 'kernel', of: ['quartic', 'gaussian'], start: 'quartic' },
  ],
  'air-grid': [
    { type: 'code', name: 'code', kind: 'air' },
    { type: 'span', days: 7 },
    { type: 'unit', name: 'unitPath', optional: false },
    number('cellKm', 'km', 2, 50, 5),
    { type: 'rows', name: 'sources' },
    { type: 'set', name: 'satellite.set', optional: true },
    { type: 'field', name: 'satellite.field', of: 'satellite', optional: true },
    number('top', '', 1, 500, 50),
  ],
  'exceedance-cluster': [
    { type: 'span', days: 14 },
    number('kilometres', 'km', 0.1, 500, 10),
    number('hours', 'h', 0.1, 720, 6),
    number('minPoints', '', 2, 100, 4),
  ],
  'wind-source': [
    { type: 'station', name: 'pointId' },
    { type: 'code', name: 'code', kind: 'air' },
    { type: 'span', days: 30 },
    number('percentile', '%', 50, 99, 75),
    number('reachKm', 'km', 1, 200, 40),
  ],
  'river-trace': [
    { type: 'place' },
    { type: 'choice', name: 'direction', of: ['up', 'down'], start: 'up' },
    number('maxKm', 'km', 1, 3000, 200),
    number('velocity', 'm/s', 0.01, 10),
    { type: 'set', name: 'along', optional: true },
    number('withinM', 'm', 10, 50_000, 5_000),
  ],
  nearest: [
    { type: 'place' },
    { type: 'rows', name: 'receptors' },
    number('most', '', 1, 500, 10),
    number('withinKm', 'km', 0.01, 2000),
  ],
  buffer: [
    { type: 'rows', name: 'rows' },
    number('metres', 'm', 1, 200_000, 5_000),
    { type: 'yes', name: 'dissolve', start: false },
  ],
  overlay: [
    { type: 'rows', name: 'rows', areas: true },
    { type: 'rows', name: 'with', areas: true },
  ],
  coverage: [
    {
      type: 'choice',
      name: 'pointKind',
      of: ['air', 'surface-water', 'groundwater', 'noise', 'soil', 'radiation', 'ecology'],
      start: 'air',
    },
    number('distanceKm', 'km', 0.1, 500, 25),
    number('cellKm', 'km', 1, 100, 15),
    AREA,
  ],
  change: [
    { type: 'factor', kinds: STATIONS },
    PERIODS,
    { type: 'instant', name: 'first', optional: false, hoursAgo: 26 },
    { type: 'instant', name: 'second', optional: false, hoursAgo: 2 },
  ],
};

const HOUR_MS = 3_600_000;

/** Local wall time of Beijing for `datetime-local`, on the hour. */
export const wallHour = (ms: number): string =>
  new Date(Math.floor(ms / HOUR_MS) * HOUR_MS + 8 * HOUR_MS).toISOString().slice(0, 16);
export const instantOf = (wall: string): string => `${wall.length === 10 ? `${wall}T00:00` : wall}:00+08:00`;

/** Start of the period in which a wall time of Beijing lies. */
export function startOfPeriod(wall: string, period: string | undefined): string {
  if (period === 'day') return instantOf(wall.slice(0, 10));
  if (period === 'month') return instantOf(`${wall.slice(0, 7)}-01`);
  return instantOf(`${wall.slice(0, 13)}:00`);
}

type Values = Readonly<Record<string, unknown>>;

/** The input of the contract from what the form holds; what is empty is left out. */
export function inputOf(kind: AnalysisKind, values: Values): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const ask of FORMS[kind]) put(input, ask, values);
  return input;
}

const empty = (value: unknown): boolean => value === undefined || value === null || value === '';

function put(input: Record<string, unknown>, ask: Ask, values: Values): void {
  switch (ask.type) {
    case 'factor': {
      const [pointKind, code] = String(values.factor ?? '').split(' ');
      Object.assign(input, { pointKind, code });
      return;
    }
    case 'rows': {
      const rows = (values[ask.name] ?? {}) as { set?: string; field?: string; value?: string };
      input[ask.name] = {
        set: rows.set,
        ...(empty(rows.field) || empty(rows.value) ? {} : { field: rows.field, value: rows.value }),
      };
      return;
    }
    case 'span':
      Object.assign(input, {
        from: instantOf(String(values.from)),
        to: instantOf(String(values.to)),
      });
      return;
    case 'instant':
      if (!empty(values[ask.name]))
        input[ask.name] = startOfPeriod(String(values[ask.name]), values.period as string | undefined);
      return;
    case 'place':
      Object.assign(input, { lon: values.lon, lat: values.lat });
      return;
    default:
      if (!empty(values[ask.name])) nested(input, ask.name, values[ask.name]);
  }
}

function nested(input: Record<string, unknown>, name: string, value: unknown): void {
  const [outer, inner] = name.split('.');
  if (inner === undefined) input[outer!] = value;
  else input[outer!] = { ...(input[outer!] as object | undefined), [inner]: value };
}
