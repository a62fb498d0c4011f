import { TarimError } from '@tarim/kernel';
import { type DbOrTx, platformErrors } from '@tarim/platform';
import { type RawBuilder, sql } from 'kysely';

/** Columns by contract field, for each table that people write. `unit_path` of what hangs on a point is the table's own affair. */
export const COLUMNS = {
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
    purposes: 'purposes',
    responsibleBody: 'responsible_body',
    lifecycle: 'lifecycle',
    openedOn: 'opened_on',
    retiredOn: 'retired_on',
    public: 'public',
    attributes: 'attributes',
    simulated: 'simulated',
    active: 'active',
  },
  device: {
    mn: 'mn',
    pointId: 'point_id',
    edition: 'edition',
    transport: 'transport',
    password: 'password',
    sm4Key: 'sm4_key',
    rtdInterval: 'rtd_interval',
    minuteInterval: 'minute_interval',
    gateway: 'gateway',
    maker: 'maker',
    model: 'model',
    active: 'active',
  },
  instrument: {
    pointId: 'point_id',
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
  local_limit: {
    unitPath: 'unit_path',
    kind: 'kind',
    industry: 'industry',
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
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
export type WrittenTable = keyof typeof COLUMNS;
export type Values = Readonly<Record<string, unknown>>;

/** Sealed secrets are kept to the letter; of other text the blanks around it say nothing, and no text is no value. */
const VERBATIM: ReadonlySet<string> = new Set(['password', 'sm4Key']);

/** A field as the tables hold it, so that what is compared and what is written are the same. */
export function stored(field: string, value: unknown): unknown {
  if (typeof value !== 'string' || VERBATIM.has(field)) return value;
  return value.trim() || null;
}

function pairs(table: WrittenTable, values: Values): [RawBuilder<unknown>, RawBuilder<unknown>][] {
  const columns: Readonly<Record<string, string>> = COLUMNS[table];
  return Object.entries(values).flatMap(([field, value]): [RawBuilder<unknown>, RawBuilder<unknown>][] => {
    const column = columns[field];
    if (!column || value === undefined) return [];
    const bound =
      column === 'attributes' ? sql`${JSON.stringify(value)}::jsonb` : sql`${stored(field, value)}`;
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

/**
 * Updates a row by its id.
 * @throws TarimError what `unknown` makes when there is no such row; FORBIDDEN when row-level security keeps it
 */
export async function updateRow(
  db: DbOrTx,
  table: Exclude<WrittenTable, 'point_parameter'>,
  id: number,
  values: Values,
  unknown: () => TarimError,
): Promise<void> {
  const sets = pairs(table, values).map(([column, value]) => sql`${column} = ${value}`);
  const name = sql.id('registry', table);
  const { numAffectedRows } =
    await sql`update ${name} set ${sql.join([...sets, sql`updated_at = now()`])} where id = ${id}`.execute(
      db,
    );
  if (numAffectedRows === 1n) return;
  // Everybody reads, only the competent chain writes: a row that is there and was not changed is somebody else's.
  const { rows } = await sql`select 1 from ${name} where id = ${id}`.execute(db);
  throw rows.length === 0
    ? unknown()
    : new TarimError(platformErrors.forbidden, { action: 'row-level security' });
}
