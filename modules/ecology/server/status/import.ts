import { type Actor, asActor, type Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { Method, SheetReport } from '../../contract.ts';
import { sheetErrors } from '../errors.ts';
import { doubtful, type Found, hasErrors, readSheet, tell } from '../sheet/read-sheet.ts';
import { templateOf } from '../sheet/template.ts';
import { insertStatuses, type NewStatus, type StatusRow, statusOfYears } from '../sql/status.ts';
import { bringer, isCounty, isMiddle, type Tongue, thisYear, unitsFor, WRITE } from '../use-cases/frame.ts';
import { same } from './put.ts';
import { readStatusRows, STATUS_COLUMNS, STATUS_SHEETS } from './sheet.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** An index moves by tenths in a year; so much is a slip of the pen more often than nature (house rule). */
const UNUSUAL = 10;

export async function statusTemplate(ctx: Context, method: Method): Promise<Uint8Array> {
  const units = (await unitsUnder(ctx.db, '/')).filter((one) => isCounty(one) || isMiddle(one));
  return templateOf(STATUS_SHEETS[method], STATUS_COLUMNS[method], {
    name: '行政区代码',
    rows: [['行政区代码', '名称'], ...units.map(({ code, names }) => [code, names.zh])],
  });
}

/** A sheet of figures, evaluated row by row: with any error nothing of it is taken; the same as before is left alone. */
export async function importStatus(
  ctx: Context,
  actor: Actor,
  bytes: Uint8Array,
  { method, mode }: { method: Method; mode: 'check' | 'commit' },
  tongue: Tongue,
): Promise<SheetReport> {
  const sheet = await readSheet(bytes, STATUS_COLUMNS[method], STATUS_SHEETS[method]);
  const read = readStatusRows(method, sheet.rows, await unitsFor(ctx, actor), thisYear(ctx));
  const years = [...new Set(read.rows.flatMap(({ year }) => [year, year - 1]))];
  const before = new Map(
    (await statusOfYears(ctx.db, method, years)).map((one) => [keyOf(one), one] as const),
  );
  const changed = read.rows.filter((one) => {
    const known = before.get(keyOf(one));
    return !known || !same(known, one);
  });
  const found: Found[] = [...sheet.found, ...read.found, ...changed.flatMap((one) => unusual(one, before))];
  const committed = mode === 'commit' && !hasErrors(found);
  if (committed && changed.length > 0)
    await asActor(ctx, actor, WRITE, async (tx) => {
      const name = `${STATUS_SHEETS[method]}.xlsx`;
      const { sha256 } = await ctx.files.put(bytes, { name, mime: XLSX }, tx);
      await insertStatuses(tx, changed, bringer(ctx, actor, `XLSX ${sha256.slice(0, 12)}`));
      await ctx.audit.record(tx, {
        actor,
        action: 'ecology.status.imported',
        subject: sha256,
        detail: { method, rows: changed.length },
      });
    });
  return {
    committed,
    rows: sheet.rows.length,
    good: changed.length,
    unchanged: read.rows.length - changed.length,
    problems: tell(found, tongue),
  };
}

const keyOf = ({ unitPath, year }: { unitPath: string; year: number }) => `${unitPath} ${year}`;

function unusual(one: NewStatus & { row: number }, before: ReadonlyMap<string, StatusRow>): Found[] {
  const known = before.get(keyOf(one)) ?? before.get(keyOf({ ...one, year: one.year - 1 }));
  const difference = known ? Math.abs(one.judged.value - known.value) : 0;
  if (difference < UNUSUAL) return [];
  return [doubtful(one.row, null, sheetErrors.unusual, { difference: difference.toFixed(1) })];
}
