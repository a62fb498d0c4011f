import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  hasErrors,
  readSheet,
  type Tx,
  tell,
  templateOf,
} from '@tarim/platform';
import type { SheetReport } from '@tarim/platform/contract';
import { plusDays } from '@tarim/science';
import type { Field, ListItem, RequiredList } from '../../contract.ts';
import { capabilityErrors as E } from '../errors.ts';
import { insertList, lastListDay, listRows } from '../sql/lists.ts';
import type { Tongue } from '../words.ts';
import { LIST_COLUMNS, LIST_SHEET, readItems, writeItems } from './list-sheet.ts';
import { requireUnit } from './units.ts';

export const CONFIGURE = 'capability.configure';

export async function listLists(ctx: Context, field?: Field): Promise<{ lists: RequiredList[] }> {
  const rows = await listRows(ctx.db, { field });
  return {
    lists: rows.map(({ at, items, ...row }) => ({
      ...row,
      items: [...items],
      at: beijingIso(at.getTime()),
    })),
  };
}

/** The sheet to fill in; with the rows of a version where one is named. @throws TarimError CAPABILITY_LIST_UNKNOWN */
export async function listTemplate(ctx: Context, id?: number): Promise<Uint8Array> {
  if (id === undefined) return templateOf(LIST_SHEET, LIST_COLUMNS);
  const [row] = await listRows(ctx.db, { id });
  if (!row) throw new TarimError(E.listUnknown, { id });
  return templateOf(LIST_SHEET, LIST_COLUMNS, writeItems(row.items));
}

export interface ListInput {
  readonly unitPath: string;
  readonly field: Field;
  readonly effectiveFrom: string;
  readonly source: string;
  readonly note: string;
}

/**
 * A new version of a required list from a sheet. It holds from today at the earliest, and after the versions before it, so that no gap
 * of a past day changes.
 * @throws TarimError CAPABILITY_UNIT_UNKNOWN, CAPABILITY_LIST_DAY_INVALID, SHEET_UNREADABLE, FORBIDDEN
 */
export async function importList(
  ctx: Context,
  actor: Actor,
  input: ListInput,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const { unitPath } = input;
  ctx.policy.require(actor, CONFIGURE, { unitPath });
  if (unitPath !== '/') await requireUnit(ctx.db, unitPath);
  const sheet = await readSheet(bytes, LIST_COLUMNS, LIST_SHEET, { csv: true });
  const { items, found: ofRows } = readItems(sheet.rows);
  const found = [...sheet.found, ...ofRows];
  const report = (committed: boolean): SheetReport => ({
    committed,
    rows: sheet.rows.length,
    good: items.length,
    unchanged: 0,
    problems: tell(found, tongue),
  });
  return asActor(ctx, actor, CONFIGURE, async (tx) => {
    const last = await lastListDay(tx, unitPath, input.field);
    const today = beijingDate(ctx.clock.now());
    const first = last !== null && last >= today ? plusDays(last, 1) : today;
    if (input.effectiveFrom < first) throw new TarimError(E.listDay, { first });
    if (!commit || hasErrors(found)) return report(false);
    await saveList(ctx, tx, actor, input, items, false);
    return report(true);
  });
}

/** Writes a version, whatever its day: the demonstration has one of its own past. */
export async function saveList(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  input: ListInput,
  items: readonly ListItem[],
  simulated: boolean,
): Promise<number> {
  const { id, version } = await insertList(tx, {
    ...input,
    source: input.source.trim(),
    note: input.note.trim(),
    items,
    simulated,
    by: actor.name,
    at: new Date(ctx.clock.now()),
  });
  await ctx.audit.record(tx, {
    actor,
    action: 'capability.list.added',
    subject: `list/${id}`,
    unitPath: input.unitPath,
    detail: { field: input.field, version, effectiveFrom: input.effectiveFrom, items: items.length },
  });
  return id;
}
