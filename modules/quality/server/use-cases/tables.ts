import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import { type Actor, asActor, type Context } from '@tarim/platform';
import { QUALITY_TABLES, type QualityTableKey, qualityTableVersion } from '@tarim/standards';
import type { RuleTable, TableInput } from '../../contract.ts';
import { FLAG_TABLE, FLAG_TABLE_VERSION, flagRowsDefect, flatRows } from '../domain/flags/rules.ts';
import { defectOf } from '../domain/tables.ts';
import { qualityErrors as E } from '../errors.ts';
import { REFLAG_JOB } from '../jobs/reflag.ts';
import { insertTable, localTables } from '../sql/tables.ts';
import type { Tongue } from './access.ts';

/** Tables as they were delivered: those of `quality-tables.json`, and the rules of automatic flags. */
const DELIVERED = [
  ...QUALITY_TABLES.map((table) => ({
    ...table,
    key: table.key as RuleTable['key'],
    name: qualityTableVersion(table),
  })),
  {
    key: FLAG_TABLE as RuleTable['key'],
    name: FLAG_TABLE_VERSION,
    titleZh: '自动质控标识：各项检验的参数',
    titleEn: 'Automatic flags: parameters of the tests',
    standard: 'Tarim',
    clause: null,
    effectiveFrom: '2017-05-01',
    // Each row says how sure it is itself.
    confidence: 'ours',
    source: '逐行注明来源与可信度；item 为 * 者适用于没有自己一行的因子，value 为 off 者不检验',
    rows: flatRows(),
  },
];

/** Every table with its versions, their sources and how sure they are. */
export async function listTables(ctx: Context, tongue: Tongue): Promise<{ tables: RuleTable[] }> {
  const local = await localTables(ctx.db);
  const today = beijingDate(ctx.clock.now());
  return {
    tables: DELIVERED.map((table) => {
      const original = table.name;
      // Newest first, as they are read.
      const begun = local.find((one) => one.key === table.key && one.effectiveFrom <= today);
      const inForce = begun ? `local/${table.key}@${begun.id}` : original;
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

/** Puts a version beside the national table, from a day on. What was worked out before keeps the version that it names. */
export async function setTable(
  ctx: Context,
  actor: Actor,
  key: RuleTable['key'],
  input: TableInput,
): Promise<{ id: number }> {
  const defect =
    key === FLAG_TABLE ? flagRowsDefect(input.rows) : defectOf(key as QualityTableKey, input.rows);
  if (defect) throw new TarimError(E.tableRow, { row: defect.row, defect: defect.defect });
  return asActor(ctx, actor, 'quality.rules', async (tx) => {
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
      action: 'quality.table.set',
      subject: key,
      detail: { id, effectiveFrom: input.effectiveFrom, reason: input.reason.trim() },
    });
    if (key === FLAG_TABLE) {
      const from = Date.parse(`${input.effectiveFrom}T00:00:00+08:00`);
      if (from < ctx.clock.now()) await ctx.jobs.enqueue(REFLAG_JOB, { from }, { tx });
    }
    return { id };
  });
}
