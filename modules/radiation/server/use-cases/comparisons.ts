import { isDeepStrictEqual } from 'node:util';
import { beijingDate, beijingIso, TarimError } from '@tarim/kernel';
import {
  type Actor,
  asActor,
  type Context,
  type DbOrTx,
  type Found,
  hasErrors,
  readSheet,
  sheetErrors,
  type Tx,
  tell,
  wrong,
} from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { Comparison, SourceAct } from '../../contract.ts';
import { changedFields, differencesOf, keyOf, type Ours } from '../domain/compare.ts';
import type { Particulars } from '../domain/today.ts';
import { radiationErrors as E } from '../errors.ts';
import {
  type ComparisonRow,
  comparisonLines,
  comparisonRows,
  insertComparison,
  markTaken,
} from '../sql/comparisons.ts';
import { type SourceRow, sourceRows, updateParticulars } from '../sql/sources.ts';
import { insertStep, lockSteps, stepRows } from '../sql/steps.ts';
import { insertUnit, unitRows } from '../sql/units.ts';
import type { Tongue } from '../words.ts';
import { MANAGE } from './actions.ts';
import { LEDGER_COLUMNS, LEDGER_SHEET, type LedgerLine, readLine } from './ledger-sheet.ts';
import { enterSource } from './sources.ts';

const present = ({ unitPath: _, at, takenAt, ...row }: ComparisonRow): Comparison => ({
  ...row,
  at: beijingIso(at.getTime()),
  takenAt: takenAt && beijingIso(takenAt.getTime()),
});

export async function listComparisons(ctx: Context): Promise<{ comparisons: Comparison[] }> {
  return { comparisons: (await comparisonRows(ctx.db)).map(present) };
}

type Own = Ours & SourceRow;

/** The ledger here of the units that lines name, and of the codes that they name. */
async function ownLedger(
  db: DbOrTx,
  lines: readonly LedgerLine[],
): Promise<{ own: Own[]; units: Map<string, number> }> {
  const units = await unitRows(db, { usccs: [...new Set(lines.map(({ uscc }) => uscc))] });
  const held = await sourceRows(db, { unitIds: units.map(({ id }) => id) });
  const elsewhere = await sourceRows(db, {
    codes: lines.flatMap(({ code }) => (code === null ? [] : [code])),
  });
  const rows = [...new Map([...held, ...elsewhere].map((row) => [row.id, row])).values()];
  const holders = await unitRows(db, { ids: [...new Set(rows.map(({ unitId }) => unitId))] });
  const credit = new Map(holders.map(({ id, uscc }) => [id, uscc]));
  return {
    own: rows.map((row) => ({ ...row, uscc: credit.get(row.unitId)! })),
    units: new Map(units.map(({ uscc, id }) => [uscc, id])),
  };
}

/**
 * Reads a file of the national system and keeps how it differs from the ledger here; nothing of the ledger is changed.
 * @throws TarimError SHEET_UNREADABLE, FORBIDDEN
 */
export async function compareLedger(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  file: string,
  tongue: Tongue,
): Promise<Comparison> {
  const sheet = await readSheet(bytes, LEDGER_COLUMNS, LEDGER_SHEET, { csv: true });
  const paths = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  const units = {
    pathOf: (code: string) => paths.get(code) ?? null,
    mayWrite: (unitPath: string) => ctx.policy.can(actor, MANAGE, { unitPath }),
  };
  const now = ctx.clock.now();
  const found: Found[] = [...sheet.found];
  const lines: LedgerLine[] = [];
  const seen = new Map<string, number>();
  for (const row of sheet.rows) {
    const { line, found: ofRow } = readLine(row, units, now);
    found.push(...ofRow);
    if (!line) continue;
    const before = seen.get(keyOf(line));
    seen.set(keyOf(line), row.row);
    if (before !== undefined) found.push(wrong(row.row, '放射源编码', sheetErrors.twice, { row: before }));
    else lines.push(line);
  }
  const { own, units: known } = await ownLedger(ctx.db, lines);
  const [unitPath = '/'] = ctx.policy.scope(actor, MANAGE).unitPaths;
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const id = await insertComparison(
      tx,
      {
        unitPath,
        file,
        rows: sheet.rows.length,
        problems: tell(found, tongue),
        differences: differencesOf(own, lines, new Set(known.keys())),
        by: actor.name,
        at: new Date(now),
      },
      hasErrors(found) ? [] : lines,
    );
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.ledger.compared',
      subject: `comparison/${id}`,
      unitPath,
      detail: { rows: sheet.rows.length },
    });
    return present((await comparisonRows(tx, id))[0]!);
  });
}

/**
 * Writes what a comparison found: new units and sources, particulars that changed. What is gone is only told, and a state is changed by
 * its steps alone.
 * @throws TarimError RADIATION_COMPARISON_UNKNOWN, RADIATION_COMPARISON_TAKEN, RADIATION_COMPARISON_FAULTY, RADIATION_COMPARISON_STALE, FORBIDDEN
 */
export async function takeComparison(ctx: Context, actor: Actor, id: number): Promise<Comparison> {
  const [row] = await comparisonRows(ctx.db, id);
  if (!row) throw new TarimError(E.comparisonUnknown, { id });
  const { unitPath } = row;
  ctx.policy.require(actor, MANAGE, { unitPath });
  if (row.takenAt) throw new TarimError(E.comparisonTaken);
  const lines = await comparisonLines(ctx.db, id);
  if (lines.length === 0) throw new TarimError(E.comparisonFaulty);
  for (const path of new Set(lines.map((line) => line.unitPath)))
    ctx.policy.require(actor, MANAGE, { unitPath: path });
  return asActor(ctx, actor, MANAGE, async (tx) => {
    const { own, units } = await ownLedger(tx, lines);
    const now = differencesOf(own, lines, new Set(units.keys()));
    if (!isDeepStrictEqual(now, row.differences)) throw new TarimError(E.comparisonStale);
    if (!(await markTaken(tx, id, actor.name, new Date(ctx.clock.now()))))
      throw new TarimError(E.comparisonTaken);
    await write(ctx, tx, actor, lines, own, units, `比对清单 ${id} ${row.file}`.trim());
    await ctx.audit.record(tx, {
      actor,
      action: 'radiation.ledger.taken',
      subject: `comparison/${id}`,
      unitPath,
      detail: { differences: row.differences.length },
    });
    return present((await comparisonRows(tx, id))[0]!);
  });
}

async function write(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  lines: readonly LedgerLine[],
  own: readonly Own[],
  units: Map<string, number>,
  document: string,
): Promise<void> {
  const at = new Date(ctx.clock.now());
  const on = beijingDate(at.getTime());
  const mine = new Map(own.map((one) => [keyOf(one), one]));
  for (const line of lines) {
    const { uscc, unitPath, unitName } = line;
    if (!units.has(uscc)) {
      const rest = { address: '', legalPerson: '', safetyOfficer: '', enterpriseId: null };
      units.set(uscc, (await insertUnit(tx, { uscc, unitPath, name: unitName, ...rest }, false, at))!);
    }
    const known = mine.get(keyOf(line));
    if (!known) {
      const unit = (await unitRows(tx, { ids: [units.get(uscc)!] }))[0]!;
      if (
        (await enterSource(ctx, tx, actor, unit, { ...line, origin: 'ledger', on, document }, false)) === null
      )
        throw new TarimError(E.comparisonStale);
    } else await correct(tx, actor, known, line, on, at, document);
  }
}

/** Puts particulars right, with what stood before in the step. */
async function correct(
  tx: Tx,
  actor: Actor,
  known: Own,
  line: LedgerLine,
  on: string,
  at: Date,
  document: string,
): Promise<void> {
  const fields = changedFields(known, line);
  if (fields.length === 0) return;
  const { id, unitPath } = known;
  await lockSteps(tx, 'source', id);
  const nth = ((await stepRows(tx, 'source', [id])).get(id) ?? []).length + 1;
  const of = (one: Particulars) =>
    Object.fromEntries(fields.map(({ field }) => [field, one[field as keyof Particulars]]));
  const act: SourceAct = { act: 'correct', on, document, before: of(known), after: of(line) };
  await updateParticulars(tx, id, { ...known, ...of(line) });
  await insertStep(tx, 'source', { id, nth, unitPath, act, actor, at });
}
