import type { Actor, Context, Tx } from '@tarim/platform';
import { sql } from 'kysely';
import { deviceChanged } from '../../contract.ts';
import { insertRow, updateRow, type Values, type WrittenTable } from '../sql/write.ts';
import type { GoodRow, RowProblem } from './check-rows.ts';
import { SHEETS, type SheetKey } from './sheets.ts';

export interface Applied {
  readonly created: Map<SheetKey, number>;
  readonly updated: Map<SheetKey, number>;
  readonly unchanged: Map<SheetKey, number>;
  readonly problems: RowProblem[];
}

interface Places {
  readonly enterprises: Map<string, { id: number; unitPath: string }>;
  readonly points: Map<string, { id: number; unitPath: string }>;
}

/** Writes good rows by their natural keys, each in a savepoint of its own: a row that fails does not take others with it. */
export async function applyRows(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  rows: readonly GoodRow[],
): Promise<Applied> {
  const applied: Applied = { created: new Map(), updated: new Map(), unchanged: new Map(), problems: [] };
  const places = await knownPlaces(tx);
  for (const row of rows) {
    await sql`savepoint one_row`.execute(tx);
    try {
      const outcome = await applyRow(ctx, tx, actor, row, places);
      const counter = applied[outcome];
      counter.set(row.sheet, (counter.get(row.sheet) ?? 0) + 1);
      await sql`release savepoint one_row`.execute(tx);
    } catch (error) {
      await sql`rollback to savepoint one_row`.execute(tx);
      const { code, message } = error as { code?: string; message: string };
      applied.problems.push({
        sheet: SHEETS[row.sheet].name,
        row: row.row,
        column: null,
        code: code ?? 'REFUSED',
        message: code === '42501' ? '该单元不在您的管辖范围' : message,
      });
    }
  }
  return applied;
}

async function knownPlaces(tx: Tx): Promise<Places> {
  const enterprises = await sql<{
    uscc: string;
    id: number;
    unitPath: string;
  }>`select uscc, id, unit_path as "unitPath" from registry.enterprise`.execute(tx);
  const points = await sql<{
    code: string;
    id: number;
    unitPath: string;
  }>`select code, id, unit_path as "unitPath" from registry.point`.execute(tx);
  return {
    enterprises: new Map(enterprises.rows.map((one) => [one.uscc, one])),
    points: new Map(points.rows.map((one) => [one.code, one])),
  };
}

async function applyRow(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  row: GoodRow,
  places: Places,
): Promise<'created' | 'updated' | 'unchanged'> {
  const { pointCode, uscc, ...rest } = row.values as { pointCode?: string; uscc?: string } & Record<
    string,
    unknown
  >;
  if (row.sheet === 'enterprise') {
    ctx.policy.require(actor, 'registry.write', { unitPath: String(rest.unitPath) });
    const known = places.enterprises.get(uscc!);
    const [outcome, id] = await upsert(tx, 'enterprise', known?.id ?? null, { uscc, ...rest });
    places.enterprises.set(uscc!, { id, unitPath: String(rest.unitPath) });
    return outcome;
  }
  if (row.sheet === 'point') {
    ctx.policy.require(actor, 'registry.write', { unitPath: String(rest.unitPath) });
    const owner = uscc ? places.enterprises.get(uscc) : null;
    if (uscc && !owner)
      throw Object.assign(new Error(`没有信用代码为 ${uscc} 的企业`), { code: 'ENTERPRISE_UNKNOWN' });
    const [outcome, id] = await upsert(tx, 'point', places.points.get(String(rest.code))?.id ?? null, {
      ...rest,
      enterpriseId: owner?.id ?? null,
    });
    places.points.set(String(rest.code), { id, unitPath: String(rest.unitPath) });
    return outcome;
  }
  const point = places.points.get(pointCode!);
  if (!point) throw Object.assign(new Error(`没有编码为 ${pointCode} 的点位`), { code: 'POINT_UNKNOWN' });
  ctx.policy.require(actor, 'registry.write', { unitPath: point.unitPath });
  const values = { ...rest, pointId: point.id, unitPath: point.unitPath };
  if (row.sheet === 'device') {
    const { rows } = await sql<{
      id: number;
    }>`select id from registry.device where mn = ${String(rest.mn)}`.execute(tx);
    const [outcome, id] = await upsert(tx, 'device', rows[0]?.id ?? null, values);
    if (outcome !== 'unchanged')
      await ctx.outbox.publish(tx, deviceChanged, {
        deviceId: id,
        mn: String(rest.mn),
        pointId: point.id,
        active: true,
      });
    return outcome;
  }
  if (row.sheet === 'parameter') return upsertParameter(tx, values);
  const { rows } = await sql<{
    id: number;
  }>`select id from registry.point_limit where point_id = ${point.id} and code = ${String(rest.code)}
    and basis = ${String(rest.basis)} and measure = ${String(rest.measure)} and effective_from = ${String(rest.effectiveFrom)}::date`.execute(
    tx,
  );
  return (await upsert(tx, 'point_limit', rows[0]?.id ?? null, values))[0];
}

async function upsert(
  tx: Tx,
  table: WrittenTable,
  id: number | null,
  values: Values,
): Promise<['created' | 'updated' | 'unchanged', number]> {
  if (id === null) return ['created', await insertRow(tx, table, values)];
  const before = await sql<{
    row: object;
  }>`select to_jsonb(t) - 'updated_at' as row from ${sql.id('registry', table)} t where id = ${id}`.execute(
    tx,
  );
  if (!(await updateRow(tx, table, id, values)))
    throw Object.assign(new Error('row-level security'), { code: '42501' });
  const after = await sql<{
    row: object;
  }>`select to_jsonb(t) - 'updated_at' as row from ${sql.id('registry', table)} t where id = ${id}`.execute(
    tx,
  );
  return [JSON.stringify(before.rows[0]) === JSON.stringify(after.rows[0]) ? 'unchanged' : 'updated', id];
}

async function upsertParameter(tx: Tx, values: Record<string, unknown>): Promise<'created' | 'updated'> {
  const { rows } =
    await sql`delete from registry.point_parameter where point_id = ${values.pointId as number} and code = ${String(values.code)} returning 1`.execute(
      tx,
    );
  await insertRow(tx, 'point_parameter', values);
  return rows.length > 0 ? 'updated' : 'created';
}
