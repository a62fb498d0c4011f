import { createHash } from 'node:crypto';
import {
  type Actor,
  asActor,
  type Context,
  type DbOrTx,
  type Found,
  hasErrors,
  type Machine,
  readSheet,
  readTable,
  type Static,
  type Tx,
  tell,
  wrong,
} from '@tarim/platform';
import type { MobileKind, postMobile as postRoute, SheetReport } from '../../contract.ts';
import {
  insertInspections,
  insertPasses,
  insertUpload,
  storedInspections,
  storedPasses,
} from '../sql/mobile.ts';
import { type Tongue, unitsFor, writerOf } from '../use-cases/frame.ts';
import { mobileErrors as E } from './errors.ts';
import { plateHasher } from './plates.ts';
import { MOBILE_COLUMNS, MOBILE_SHEETS, readInspections, readPasses } from './read-rows.ts';

const WRITE = 'sources.write';

interface Bringer {
  readonly actor: Actor | null;
  readonly name: string;
  readonly source: 'file' | 'api';
  readonly mayWrite: (unitPath: string) => boolean;
  readonly transaction: <T>(body: (tx: Tx) => Promise<T>) => Promise<T>;
}
/** Rows of either kind; what knows the difference is below. */
interface Batch {
  readonly kind: MobileKind;
  readonly rows: number;
  readonly records: readonly { readonly row: number; readonly unitPath: string }[];
  readonly found: readonly Found[];
  stored(db: DbOrTx): Promise<{ row: number; same: boolean }[]>;
  insert(tx: DbOrTx, fresh: ReadonlySet<number>, uploadId: number): Promise<void>;
}

/** A file of records. It is not kept, for it holds plates. */
export async function importMobile(
  ctx: Context,
  actor: Actor,
  kind: MobileKind,
  bytes: Uint8Array,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet<string>(bytes, MOBILE_COLUMNS[kind], MOBILE_SHEETS[kind], { csv: true });
  const who: Bringer = {
    actor,
    name: actor.name,
    source: 'file',
    mayWrite: writerOf(ctx, actor, WRITE),
    transaction: (body) => asActor(ctx, actor, WRITE, body),
  };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return bring(ctx, who, await batchOf(ctx, who, kind, sheet), sha256, commit, tongue);
}

/** The same from a station's system, within the unit of its key. */
export async function postMobile(
  ctx: Context,
  machine: Machine,
  { kind, rows }: Static<NonNullable<typeof postRoute.body>>,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const titles = MOBILE_COLUMNS[kind].map((one) => one.title);
  const table = [titles, ...rows.map((row) => titles.map((title) => cellOf(row[title])))];
  const who: Bringer = {
    actor: null,
    name: machine.name,
    source: 'api',
    mayWrite: (unitPath) => unitPath.startsWith(machine.unitPath),
    transaction: (body) => ctx.db.transaction().execute(body),
  };
  const sheet = readTable<string>(table, MOBILE_COLUMNS[kind]);
  return bring(ctx, who, await batchOf(ctx, who, kind, sheet), null, commit, tongue);
}

const cellOf = (value: string | number | boolean | null | undefined) =>
  typeof value === 'boolean' ? (value ? '是' : '否') : value;

async function batchOf(
  ctx: Context,
  who: Bringer,
  kind: MobileKind,
  sheet: Awaited<ReturnType<typeof readSheet<string>>>,
): Promise<Batch> {
  const around = {
    units: await unitsFor(ctx, who.mayWrite),
    now: ctx.clock.now(),
    hash: await plateHasher(ctx),
  };
  const of = { kind, rows: sheet.rows.length };
  if (kind === 'inspection') {
    const { records, found } = readInspections(sheet.rows as never, around);
    return {
      ...of,
      records,
      found: [...sheet.found, ...found],
      stored: (db) => storedInspections(db, records),
      insert: (tx, fresh, id) =>
        insertInspections(
          tx,
          records.filter((one) => fresh.has(one.row)),
          id,
        ),
    };
  }
  const { records, found } = readPasses(sheet.rows as never, around);
  return {
    ...of,
    records,
    found: [...sheet.found, ...found],
    stored: (db) => storedPasses(db, records),
    insert: (tx, fresh, id) =>
      insertPasses(
        tx,
        records.filter((one) => fresh.has(one.row)),
        id,
      ),
  };
}

/** All of the rows or none: what is there already and the same is no defect, what differs is. */
async function bring(
  ctx: Context,
  who: Bringer,
  batch: Batch,
  sha256: string | null,
  commit: boolean,
  tongue: Tongue,
): Promise<SheetReport> {
  const check = async (db: DbOrTx) => {
    const stored = await batch.stored(db);
    const rows = new Set(stored.map((one) => one.row));
    return {
      fresh: new Set(batch.records.map((one) => one.row).filter((row) => !rows.has(row))),
      unchanged: stored.filter((one) => one.same).length,
      found: [
        ...batch.found,
        ...stored.filter((one) => !one.same).map((one) => wrong(one.row, null, E.conflict)),
      ],
    };
  };
  const report = (checked: Awaited<ReturnType<typeof check>>, committed: boolean): SheetReport => ({
    committed,
    rows: batch.rows,
    good: checked.fresh.size,
    unchanged: checked.unchanged,
    problems: tell(checked.found, tongue),
  });
  if (!commit) return report(await check(ctx.db), false);
  return who.transaction(async (tx) => {
    const checked = await check(tx);
    if (hasErrors(checked.found)) return report(checked, false);
    const at = new Date(ctx.clock.now());
    const uploadId = await insertUpload(tx, {
      kind: batch.kind,
      rows: checked.fresh.size,
      sha256,
      source: who.source,
      byName: who.name,
      byUser: who.actor?.userId ?? null,
      at,
    });
    await batch.insert(tx, checked.fresh, uploadId);
    await ctx.audit.record(tx, {
      actor: who.actor,
      action: 'sources.mobile.imported',
      subject: String(uploadId),
      detail: { kind: batch.kind, rows: checked.fresh.size, by: who.name },
    });
    return report(checked, true);
  });
}
