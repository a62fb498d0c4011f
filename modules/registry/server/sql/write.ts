import type { DbOrTx } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';

/** Columns by contract field, for each table that people write. */
const COLUMNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  enterprise: {
    uscc: 'uscc',
    name: 'name',
    shortName: 'short_name',
    industry: 'industry',
    industryName: 'industry_name',
    unitPath: 'unit_path',
    address: 'address',
    lon: 'lon',
    lat: 'lat',
    contact: 'contact',
    category: 'category',
    simulated: 'simulated',
    active: 'active',
  },
  point: {
    code: 'code',
    name: 'name',
    kind: 'kind',
    unitPath: 'unit_path',
    enterpriseId: 'enterprise_id',
    lon: 'lon',
    lat: 'lat',
    controlLevel: 'control_level',
    public: 'public',
    attributes: 'attributes',
    simulated: 'simulated',
    active: 'active',
  },
  device: {
    mn: 'mn',
    pointId: 'point_id',
    unitPath: 'unit_path',
    edition: 'edition',
    transport: 'transport',
    password: 'password',
    sm4Key: 'sm4_key',
    rtdInterval: 'rtd_interval',
    minuteInterval: 'minute_interval',
    maker: 'maker',
    model: 'model',
    active: 'active',
  },
  instrument: {
    pointId: 'point_id',
    unitPath: 'unit_path',
    name: 'name',
    codes: 'codes',
    maker: 'maker',
    model: 'model',
    serial: 'serial',
    method: 'method',
    rangeLow: 'range_low',
    rangeHigh: 'range_high',
    installedOn: 'installed_on',
    active: 'active',
  },
  point_parameter: {
    pointId: 'point_id',
    unitPath: 'unit_path',
    code: 'code',
    unit: 'unit',
    decimals: 'decimals',
    rangeLow: 'range_low',
    rangeHigh: 'range_high',
    sort: 'sort',
    public: 'public',
  },
  point_limit: {
    pointId: 'point_id',
    unitPath: 'unit_path',
    code: 'code',
    basis: 'basis',
    measure: 'measure',
    upper: 'upper',
    lower: 'lower',
    unit: 'unit',
    referenceO2: 'reference_o2',
    standard: 'standard',
    clause: 'clause',
    effectiveFrom: 'effective_from',
    effectiveTo: 'effective_to',
    confidence: 'confidence',
    source: 'source',
  },
};
export type WrittenTable = keyof typeof COLUMNS & string;
export type Values = Readonly<Record<string, unknown>>;

function pairs(table: string, values: Values): [RawBuilder<unknown>, RawBuilder<unknown>][] {
  const columns = COLUMNS[table]!;
  return Object.entries(values).flatMap(([field, value]): [RawBuilder<unknown>, RawBuilder<unknown>][] => {
    const column = columns[field];
    if (!column || value === undefined) return [];
    const bound = column === 'attributes' ? sql`${JSON.stringify(value)}::jsonb` : sql`${value}`;
    return [[sql.id(column), bound]];
  });
}

/** Inserts a row of contract fields; fields that no column has are left out. */
export async function insertRow(db: DbOrTx, table: WrittenTable, values: Values): Promise<number> {
  const all = pairs(table, values);
  const returning = table === 'point_parameter' ? sql`point_id as id` : sql`id`;
  const { rows } = await sql<{ id: number }>`
    insert into ${sql.id('registry', table)} (${sql.join(all.map(([column]) => column))}) values (${sql.join(all.map(([, value]) => value))}) returning ${returning}
  `.execute(db);
  return rows[0]!.id;
}

/** Updates a row by id; false when there is no such row, or row-level security hides it. */
export async function updateRow(
  db: DbOrTx,
  table: WrittenTable,
  id: number,
  values: Values,
): Promise<boolean> {
  const sets = pairs(table, values).map(([column, value]) => sql`${column} = ${value}`);
  const { numAffectedRows } =
    await sql`update ${sql.id('registry', table)} set ${sql.join([...sets, sql`updated_at = now()`])} where id = ${id}`.execute(
      db,
    );
  return numAffectedRows === 1n;
}
