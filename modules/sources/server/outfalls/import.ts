import {
  type Actor,
  asActor,
  type Context,
  type DbOrTx,
  sheetErrors as E,
  type Found,
  hasErrors,
  readSheet,
  tell,
  templateOf,
  wrong,
} from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { SheetReport } from '../../contract.ts';
import {
  insertOutfalls,
  type OutfallFilter,
  outfallRows,
  outfallsByCode,
  updateFacts,
} from '../sql/outfalls.ts';
import { insertSteps } from '../sql/steps.ts';
import { type Tongue, today, unitsFor, writerOf } from '../use-cases/frame.ts';
import { KIND_WORDS, OUTFALL_COLUMNS, OUTFALL_SHEET, type ReadOutfall, readOutfalls } from './sheet.ts';

const WRITE = 'sources.write';

/** A sheet of outfalls: all of it or nothing. Known codes are corrected, new ones registered as surveyed. */
export async function importOutfalls(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet(bytes, OUTFALL_COLUMNS, OUTFALL_SHEET);
  const mayWrite = writerOf(ctx, actor, WRITE);
  const read = readOutfalls(sheet.rows, await unitsFor(ctx, mayWrite), ctx.clock.now());
  const report = (plan: Plan, committed: boolean): SheetReport => ({
    committed,
    rows: sheet.rows.length,
    good: plan.fresh.length + plan.changed.length,
    unchanged: plan.unchanged,
    problems: tell([...sheet.found, ...read.found, ...plan.found], tongue),
  });
  if (!commit) return report(await planOf(ctx.db, ctx, read.outfalls, mayWrite), false);
  return asActor(ctx, actor, WRITE, async (tx) => {
    const plan = await planOf(tx, ctx, read.outfalls, mayWrite);
    if (hasErrors([...sheet.found, ...read.found, ...plan.found])) return report(plan, false);
    const at = new Date(ctx.clock.now());
    const { sha256 } = await ctx.files.put(
      bytes,
      { name: '排污口.xlsx', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
      tx,
    );
    const inputs = plan.fresh.map(({ row: _, ...one }) => ({ ...one, ownerId: null }));
    const made = new Map((await insertOutfalls(tx, inputs, at)).map((one) => [one.code, one.id]));
    const by = { byName: actor.name, byUser: actor.userId, at, reason: null, evidence: [] };
    await insertSteps(tx, [
      ...inputs.map(({ code, unitPath }) => ({
        ...by,
        outfallId: made.get(code)!,
        unitPath,
        act: 'survey',
        from: null,
        to: 'surveyed' as const,
        detail: { sheet: sha256 },
      })),
      ...plan.changed.map(({ id, state, next }) => ({
        ...by,
        outfallId: id,
        unitPath: next.unitPath,
        act: 'correct',
        from: state,
        to: state,
        detail: { sheet: sha256 },
      })),
    ]);
    for (const { id, ownerId, next } of plan.changed) await updateFacts(tx, id, { ...next, ownerId }, at);
    await ctx.audit.record(tx, {
      actor,
      action: 'sources.outfalls.imported',
      subject: sha256,
      detail: { created: inputs.length, corrected: plan.changed.length },
    });
    return report(plan, true);
  });
}

interface Plan {
  readonly fresh: ReadOutfall[];
  readonly changed: {
    id: number;
    ownerId: number | null;
    state: 'surveyed' | 'monitored' | 'traced' | 'treated' | 'closed';
    next: ReadOutfall;
  }[];
  readonly unchanged: number;
  readonly found: Found[];
}

async function planOf(
  db: DbOrTx,
  ctx: Context,
  read: readonly ReadOutfall[],
  mayWrite: (unitPath: string) => boolean,
): Promise<Plan> {
  const known = new Map(
    (
      await outfallsByCode(
        db,
        today(ctx),
        read.map((one) => one.code),
      )
    ).map((one) => [one.code, one]),
  );
  const plan = {
    fresh: [] as ReadOutfall[],
    changed: [] as Plan['changed'],
    unchanged: 0,
    found: [] as Found[],
  };
  const seen = new Map<string, number>();
  for (const one of read) {
    const before = seen.get(one.code);
    if (before !== undefined) {
      plan.found.push(wrong(one.row, '编码', E.twice, { row: before }));
      continue;
    }
    seen.set(one.code, one.row);
    const old = known.get(one.code);
    if (!old) plan.fresh.push(one);
    else if (!mayWrite(old.unitPath)) plan.found.push(wrong(one.row, '编码', E.unitForeign));
    else if (same(old, one)) plan.unchanged++;
    else plan.changed.push({ id: old.id, ownerId: old.ownerId, state: old.state, next: one });
  }
  return plan;
}

const FIELDS = ['name', 'water', 'lon', 'lat', 'unitPath', 'kind', 'size', 'foundOn'] as const;
const same = (old: Pick<ReadOutfall, (typeof FIELDS)[number]>, one: ReadOutfall): boolean =>
  FIELDS.every((field) => old[field] === one[field]);

/** The list in the columns of the import: what was exported can be corrected and brought back. */
export async function exportOutfalls(
  ctx: Context,
  filter: Omit<OutfallFilter, 'limit'> | null,
): Promise<Uint8Array> {
  if (filter === null) return templateOf(OUTFALL_SHEET, OUTFALL_COLUMNS);
  const words = Object.fromEntries(Object.entries(KIND_WORDS).map(([word, kind]) => [kind, word]));
  const codes = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.path, one.code]));
  const rows = await outfallRows(ctx.db, today(ctx), { ...filter, limit: 50_000 });
  return templateOf(
    OUTFALL_SHEET,
    OUTFALL_COLUMNS,
    rows.map((one) => [
      one.code,
      one.name,
      one.water,
      one.lon,
      one.lat,
      codes.get(one.unitPath) ?? null,
      words[one.kind]!,
      one.size,
      one.foundOn,
    ]),
  );
}
