import {
  type Actor,
  asActor,
  type Context,
  type DbOrTx,
  type Found,
  hasErrors,
  readSheet,
  type Static,
  sheetErrors,
  tell,
  wrong,
} from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { importTargets as importRoute } from '../../contract.ts';
import { putTargets, type TargetRow, targetsByCode } from '../sql/targets.ts';
import { type ReadTarget, readTargets, TARGET_COLUMNS, TARGET_SHEET } from './sheet.ts';

const PLAN = 'monitoring.plan';
type Report = Static<NonNullable<typeof importRoute.response>>;

/** A list of objects to be monitored: all of it or nothing. */
export async function importTargets(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  commit: boolean,
  tongue: 'zh' | 'en',
): Promise<Report> {
  const sheet = await readSheet(bytes, TARGET_COLUMNS, TARGET_SHEET, { csv: true });
  const mayWrite = (unitPath: string) => ctx.policy.can(actor, PLAN, { unitPath });
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  const read = readTargets(sheet.rows, { pathOf: (code) => paths.get(code) ?? null, mayWrite });
  const report = (plan: Plan, committed: boolean): Report => ({
    committed,
    rows: sheet.rows.length,
    good: plan.put.length,
    unchanged: plan.unchanged,
    problems: tell([...sheet.found, ...read.found, ...plan.found], tongue),
  });
  if (!commit) return report(await planOf(ctx.db, read.targets, mayWrite), false);
  return asActor(ctx, actor, PLAN, async (tx) => {
    const plan = await planOf(tx, read.targets, mayWrite);
    if (hasErrors([...sheet.found, ...read.found, ...plan.found])) return report(plan, false);
    const { sha256 } = await ctx.files.put(
      bytes,
      { name: `${TARGET_SHEET}.xlsx`, mime: 'application/octet-stream' },
      tx,
    );
    await putTargets(tx, plan.put, new Date(ctx.clock.now()));
    await ctx.audit.record(tx, {
      actor,
      action: 'monitoring.targets.imported',
      subject: sha256,
      detail: { put: plan.put.map((one) => one.code), unchanged: plan.unchanged },
    });
    return report(plan, true);
  });
}

interface Plan {
  readonly put: ReadTarget[];
  readonly unchanged: number;
  readonly found: Found[];
}

async function planOf(
  db: DbOrTx,
  read: readonly ReadTarget[],
  mayWrite: (unitPath: string) => boolean,
): Promise<Plan> {
  const codes = read.map((one) => one.code);
  const known = new Map((await targetsByCode(db, codes)).map((one) => [one.code, one]));
  const put: ReadTarget[] = [];
  const found: Found[] = [];
  const seen = new Map<string, number>();
  let unchanged = 0;
  for (const one of read) {
    const before = seen.get(one.code);
    const old = known.get(one.code);
    if (before !== undefined) found.push(wrong(one.row, '编码', sheetErrors.twice, { row: before }));
    else if (old && !mayWrite(old.unitPath)) found.push(wrong(one.row, '编码', sheetErrors.unitForeign));
    else if (old && !old.removed && same(old, one)) unchanged++;
    else put.push({ ...one, simulated: old?.simulated ?? false });
    seen.set(one.code, before ?? one.row);
  }
  return { put, unchanged, found };
}

const FIELDS = ['name', 'kind', 'unitPath', 'medium', 'size', 'lon', 'lat'] as const;
const same = (old: TargetRow, one: ReadTarget): boolean =>
  FIELDS.every((field) => old[field] === one[field]) && old.sites.join() === one.sites.join();
