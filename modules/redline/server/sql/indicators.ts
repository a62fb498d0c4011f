import { beijingIso } from '@tarim/kernel';
import type { DbOrTx } from '@tarim/platform';
import { sql } from 'kysely';
import type { Indicator, IndicatorImport, YearlyKind } from '../../contract.ts';

/** 指标登记, in its order. */
export async function indicators(db: DbOrTx): Promise<Indicator[]> {
  const { rows } = await sql<Indicator>`
    select code, names, unit, better, low, high, source, basis from redline.indicator order by sort, code
  `.execute(db);
  return rows;
}

/** A figure that counts: the highest revision. */
export interface YearlyValue {
  readonly id: number;
  readonly kind: YearlyKind;
  readonly code: string;
  readonly unitPath: string;
  readonly indicator: string;
  readonly year: number;
  readonly revision: number;
  readonly value: number;
  readonly simulated: boolean;
}
const VALUE = sql`id::int as id, kind, code, unit_path as "unitPath", indicator, year, revision, value, simulated`;

export interface ValueFilter {
  readonly years: readonly number[];
  readonly kind?: YearlyKind | undefined;
  readonly unitPath?: string | undefined;
}

export async function valuesOf(db: DbOrTx, { years, kind, unitPath }: ValueFilter): Promise<YearlyValue[]> {
  const { rows } = await sql<YearlyValue>`
    select distinct on (kind, code, indicator, year) ${VALUE} from redline.indicator_value
    where year = any(${[...years]}::int[]) and (${kind ?? null}::text is null or kind = ${kind ?? null})
      and (${unitPath ?? null}::text is null or starts_with(unit_path, ${unitPath ?? ''}))
    order by kind, code, indicator, year, revision desc
  `.execute(db);
  return rows;
}

/** Every revision of one area's or unit's figures, the newest first within its year. */
export async function historyOf(
  db: DbOrTx,
  kind: YearlyKind,
  code: string,
): Promise<(YearlyValue & { readonly importId: number })[]> {
  const { rows } = await sql<YearlyValue & { importId: number }>`
    select ${VALUE}, import_id as "importId" from redline.indicator_value where kind = ${kind} and code = ${code}
    order by year, indicator, revision desc
  `.execute(db);
  return rows;
}

/** The smallest unit that holds a path and has yearly figures of its own. */
export async function unitWithFigures(
  db: DbOrTx,
  unitPath: string,
): Promise<{ code: string; unitPath: string } | null> {
  const { rows } = await sql<{ code: string; unitPath: string }>`
    select code, unit_path as "unitPath" from redline.indicator_value
    where kind = 'unit' and starts_with(${unitPath}, unit_path) order by length(unit_path) desc limit 1
  `.execute(db);
  return rows[0] ?? null;
}

export async function yearsWithFigures(db: DbOrTx): Promise<number[]> {
  const { rows } = await sql<{
    year: number;
  }>`select distinct year from redline.indicator_value order by year desc`.execute(db);
  return rows.map((one) => one.year);
}

const IMPORT = sql`id, sha256, file_name as "fileName", origin, rows, added, simulated, by_name as "by", at`;
const MOST_IMPORTS = 500;

/** The newest first; those of the given numbers, or the last ones. */
export async function importRows(db: DbOrTx, ids?: readonly number[]): Promise<IndicatorImport[]> {
  const { rows } = await sql<Omit<IndicatorImport, 'at'> & { at: Date }>`
    select ${IMPORT} from redline.indicator_import
    where ${ids === undefined}::boolean or id = any(${[...(ids ?? [])]}::int[]) order by id desc limit ${MOST_IMPORTS}
  `.execute(db);
  return rows.map((row) => ({ ...row, at: beijingIso(row.at.getTime()) }));
}

/** Imports that brought the given values. */
export async function importsOfValues(
  db: DbOrTx,
  ids: readonly number[],
): Promise<{ id: number; fileName: string; origin: string; sha256: string; valueIds: number[] }[]> {
  const { rows } = await sql<{
    id: number;
    fileName: string;
    origin: string;
    sha256: string;
    valueIds: number[];
  }>`
    select i.id, i.file_name as "fileName", i.origin, i.sha256, array_agg(v.id::int order by v.id) as "valueIds"
    from redline.indicator_value v join redline.indicator_import i on i.id = v.import_id
    where v.id = any(${[...ids]}::bigint[]) group by i.id order by i.id
  `.execute(db);
  return rows;
}

export interface NewImport extends Omit<IndicatorImport, 'id' | 'by' | 'at'> {
  readonly byName: string;
  readonly byUser: string;
  readonly at: Date;
}
export type NewValue = Pick<YearlyValue, 'kind' | 'code' | 'unitPath' | 'indicator' | 'year' | 'value'>;

/** One import at a time: the next revision is counted from what is there. */
export async function lockIndicators(tx: DbOrTx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('redline.indicator_value'))`.execute(tx);
}

export async function insertImport(tx: DbOrTx, one: NewImport, values: readonly NewValue[]): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into redline.indicator_import (sha256, file_name, origin, rows, added, simulated, by_name, by_user, at)
    values (${one.sha256}, ${one.fileName}, ${one.origin}, ${one.rows}, ${one.added}, ${one.simulated}, ${one.byName}, ${one.byUser}, ${one.at})
    returning id
  `.execute(tx);
  const id = rows[0]!.id;
  await sql`
    insert into redline.indicator_value (kind, code, unit_path, indicator, year, revision, value, import_id, simulated)
    select n.kind, n.code, n."unitPath", n.indicator, n.year, 1 + coalesce((
        select max(v.revision) from redline.indicator_value v
        where v.kind = n.kind and v.code = n.code and v.indicator = n.indicator and v.year = n.year), 0), n.value, ${id}, ${one.simulated}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as n(kind text, code text, "unitPath" text, indicator text, year int, value float8)
  `.execute(tx);
  return id;
}

/** Codes of areas of a kind with the unit of their last version, for the rows of a sheet. */
export async function areaUnits(db: DbOrTx): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; unitPath: string }>`
    select distinct on (kind, code) kind || '/' || code as key, unit_path as "unitPath" from redline.area order by kind, code, version desc
  `.execute(db);
  return new Map(rows.map((one) => [one.key, one.unitPath]));
}
