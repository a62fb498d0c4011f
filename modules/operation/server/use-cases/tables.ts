import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { OPERATION_TABLES, type OperationTableKey, operationTableVersion } from '@tarim/standards';
import type { RuleTable, TableInput } from '../../contract.ts';
import { defectOf, tableOn } from '../domain/tables.ts';
import { operationErrors as E } from '../errors.ts';
import { insertTable, localTables } from '../sql/tables.ts';
import type { Tongue } from './access.ts';

/** Every table with its versions, their sources and how sure they are. */
export async function listTables(ctx: Context, tongue: Tongue): Promise<{ tables: RuleTable[] }> {
  const local = await localTables(ctx.db);
  const today = beijingDate(ctx.clock.now());
  return {
    tables: OPERATION_TABLES.map((table) => {
      const inForce = tableOn(local, table.key, today).version;
      const original = operationTableVersion(table);
      const versions = local
        .filter((one) => one.key === table.key)
        .map((one) => ({
          id: one.id,
          version: `local/${one.key}@${one.id}`,
          effectiveFrom: one.effectiveFrom,
          confidence: 'local',
          source: one.source,
          reason: one.reason,
          by: one.byName,
          at: beijingIso(one.at.getTime()),
          inForce: inForce === `local/${one.key}@${one.id}`,
          rows: one.rows.map((row) => ({ ...row })),
        }));
      return {
        key: table.key,
        title: tongue === 'en' ? table.titleEn : table.titleZh,
        standard: table.standard,
        clause: table.clause,
        versions: [
          ...versions,
          {
            id: null,
            version: original,
            effectiveFrom: table.effectiveFrom,
            confidence: table.confidence,
            source: table.source,
            reason: null,
            by: null,
            at: null,
            inForce: inForce === original,
            rows: table.rows.map((row) => ({ ...row })),
          },
        ],
      };
    }),
  };
}

/** Puts a version beside the platform's table, from a day on. What was worked out before keeps the version that it names. */
export async function setTable(
  ctx: Context,
  actor: Actor,
  key: OperationTableKey,
  input: TableInput,
): Promise<{ id: number }> {
  const defect = defectOf(key, input.rows);
  if (defect) throw new TarimError(E.tableRow, { row: defect.row, defect: defect.defect });
  return asActor(ctx, actor, 'operation.rules', async (tx) => {
    const id = await insertTable(tx, {
      key,
      effectiveFrom: input.effectiveFrom,
      rows: input.rows,
      source: input.source.trim(),
      reason: input.reason.trim(),
      byName: actor.name,
      byUser: actor.userId,
      at: new Date(ctx.clock.now()),
    });
    await ctx.audit.record(tx, {
      actor,
      action: 'operation.table.set',
      subject: key,
      detail: { id, effectiveFrom: input.effectiveFrom, reason: input.reason.trim() },
    });
    return { id };
  });
}
