import type { DbOrTx } from '@tarim/platform';
import { factorName } from '@tarim/standards';
import { type RawBuilder, sql } from 'kysely';
import type { Device, Enterprise, Instrument, Limit, Parameter, Point } from '../../contract.ts';
import type { Tongue } from '../domain/issue.ts';
import { DEVICE, dated, ENTERPRISE, INSTRUMENT, LIMIT, PARAMETER, POINT } from './columns.ts';

type Dated<T> = Omit<T, 'updatedAt'> & { updatedAt: Date };

async function rowsOf<T extends { updatedAt: string }>(
  db: DbOrTx,
  query: RawBuilder<Dated<T>>,
): Promise<T[]> {
  const { rows } = await query.execute(db);
  return rows.map((row) => dated(row) as unknown as T);
}

const like = (q: string | undefined) => (q ? `%${q.replace(/[%_\\]/g, '\\$&')}%` : null);

export function findEnterprises(
  db: DbOrTx,
  query: {
    q?: string;
    unitPath?: string;
    active?: boolean;
    owners?: readonly number[];
    before?: number;
    limit: number;
  },
): Promise<Enterprise[]> {
  const q = like(query.q);
  return rowsOf<Enterprise>(
    db,
    sql`
    select ${ENTERPRISE} from registry.enterprise e
    where e.active = ${query.active ?? true} and (${q}::text is null or e.name ilike ${q} or e.uscc ilike ${q} or e.short_name ilike ${q})
      and (${query.unitPath ?? null}::text is null or starts_with(e.unit_path, ${query.unitPath ?? null})) and e.id > ${query.before ?? 0}
      and (${query.owners ?? null}::int[] is null or e.id = any(${query.owners ?? null}::int[]))
    order by e.id limit ${query.limit}`,
  );
}

export async function enterpriseById(db: DbOrTx, id: number): Promise<Enterprise | null> {
  return (
    (
      await rowsOf<Enterprise>(db, sql`select ${ENTERPRISE} from registry.enterprise e where e.id = ${id}`)
    )[0] ?? null
  );
}

export interface PointFilter {
  readonly q?: string;
  readonly kind?: string;
  readonly unitPath?: string;
  readonly enterpriseId?: number;
  readonly active?: boolean;
  /** Of these enterprises only; absent: of all, and of none. */
  readonly owners?: readonly number[];
  readonly before?: number;
  readonly limit: number;
}

export function findPoints(db: DbOrTx, query: PointFilter): Promise<Point[]> {
  const q = like(query.q);
  return rowsOf<Point>(
    db,
    sql`
    select ${POINT} from registry.point p
    where (${q}::text is null or p.name ilike ${q} or p.code ilike ${q}
        or exists (select 1 from registry.enterprise e where e.id = p.enterprise_id and e.name ilike ${q})
        or exists (select 1 from registry.device d where d.point_id = p.id and d.mn ilike ${q}))
      and (${query.kind ?? null}::text is null or p.kind = ${query.kind ?? null})
      and (${query.unitPath ?? null}::text is null or starts_with(p.unit_path, ${query.unitPath ?? null}))
      and (${query.enterpriseId ?? null}::int is null or p.enterprise_id = ${query.enterpriseId ?? null})
      and (${query.owners ?? null}::int[] is null or p.enterprise_id = any(${query.owners ?? null}::int[]))
      and p.active = ${query.active ?? true} and p.id > ${query.before ?? 0}
    order by p.id limit ${query.limit}`,
  );
}

export async function pointById(db: DbOrTx, id: number): Promise<Point | null> {
  return (await rowsOf<Point>(db, sql`select ${POINT} from registry.point p where p.id = ${id}`))[0] ?? null;
}

export function devicesOf(db: DbOrTx, pointId: number): Promise<Device[]> {
  return rowsOf<Device>(
    db,
    sql`select ${DEVICE} from registry.device d where d.point_id = ${pointId} order by d.active desc, d.id`,
  );
}

export async function deviceById(db: DbOrTx, id: number): Promise<Device | null> {
  return (
    (await rowsOf<Device>(db, sql`select ${DEVICE} from registry.device d where d.id = ${id}`))[0] ?? null
  );
}

export function findDevices(
  db: DbOrTx,
  query: { q?: string; owners?: readonly number[]; before?: number; limit: number },
): Promise<(Device & { pointName: string })[]> {
  const q = like(query.q);
  return rowsOf<Device & { pointName: string }>(
    db,
    sql`
    select ${DEVICE}, p.name as "pointName" from registry.device d join registry.point p on p.id = d.point_id
    where d.active and (${q}::text is null or d.mn ilike ${q} or p.name ilike ${q}) and d.id > ${query.before ?? 0}
      and (${query.owners ?? null}::int[] is null or p.enterprise_id = any(${query.owners ?? null}::int[]))
    order by d.id limit ${query.limit}`,
  );
}

export function instrumentsOf(db: DbOrTx, pointId: number): Promise<Instrument[]> {
  return rowsOf<Instrument>(
    db,
    sql`select ${INSTRUMENT} from registry.instrument i where i.point_id = ${pointId} order by i.active desc, i.id`,
  );
}

export async function instrumentById(db: DbOrTx, id: number): Promise<Instrument | null> {
  return (
    (
      await rowsOf<Instrument>(db, sql`select ${INSTRUMENT} from registry.instrument i where i.id = ${id}`)
    )[0] ?? null
  );
}

export async function parametersOf(db: DbOrTx, pointId: number, tongue: Tongue): Promise<Parameter[]> {
  const { rows } = await sql<
    Omit<Parameter, 'name'>
  >`select ${PARAMETER} from registry.point_parameter a where a.point_id = ${pointId} order by a.sort, a.code`.execute(
    db,
  );
  return rows.map((row) => ({ ...row, name: factorName(row.code, tongue) }));
}

export function limitsOf(db: DbOrTx, pointId: number): Promise<Limit[]> {
  return rowsOf<Limit>(
    db,
    sql`select ${LIMIT} from registry.point_limit l where l.point_id = ${pointId} order by l.code, l.effective_from`,
  );
}

export async function limitById(db: DbOrTx, id: number): Promise<Limit | null> {
  return (
    (await rowsOf<Limit>(db, sql`select ${LIMIT} from registry.point_limit l where l.id = ${id}`))[0] ?? null
  );
}
