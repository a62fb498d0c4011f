import {
  type Actor,
  asActor,
  type Context,
  type Found,
  hasErrors,
  readSheet,
  tell,
  templateOf,
} from '@tarim/platform';
import type { SheetReport } from '@tarim/platform/contract';
import { unitsUnder } from '@tarim/region/queries';
import { type Tongue, today } from '../frame.ts';
import {
  INDICATOR_SHEET,
  indicatorColumns,
  KIND_WORDS,
  type Owners,
  readIndicatorRows,
} from '../import/indicator-sheet.ts';
import { areasOn } from '../sql/areas.ts';
import {
  areaUnits,
  indicators,
  insertImport,
  lockIndicators,
  type NewValue,
  valuesOf,
} from '../sql/indicators.ts';
import { wordsIn } from '../words.ts';

const RECORD = 'redline.record';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const thisYear = (ctx: Pick<Context, 'clock'>) => Number(today(ctx).slice(0, 4));

/** A sheet to fill in, with the codes of areas in force and of units to choose from. */
export async function indicatorTemplate(ctx: Context): Promise<Uint8Array> {
  const zh = wordsIn('zh-CN');
  const word = Object.fromEntries(Object.entries(KIND_WORDS).map(([text, kind]) => [kind, text]));
  const areas = await areasOn(ctx.db, today(ctx));
  const units = await unitsUnder(ctx.db, '/');
  return templateOf(
    INDICATOR_SHEET,
    indicatorColumns(await indicators(ctx.db)),
    [],
    [
      {
        name: zh('yearly.column.code'),
        rows: [
          [zh('yearly.column.kind'), zh('yearly.column.code'), zh('areas.name')],
          ...areas.map((one) => [word[one.kind]!, one.code, one.name]),
          ...units.map((one) => [word.unit!, one.code, one.names.zh]),
        ],
      },
    ],
  );
}

async function ownersFor(ctx: Context, actor: Actor): Promise<Owners> {
  const areas = await areaUnits(ctx.db);
  const units = new Map((await unitsUnder(ctx.db, '/')).map((one) => [one.code, one.path]));
  return {
    unitOf: (kind, code) => (kind === 'unit' ? units.get(code) : areas.get(`${kind}/${code}`)) ?? null,
    mayWrite: (unitPath) => ctx.policy.can(actor, RECORD, { unitPath }),
  };
}

/**
 * Yearly figures from a sheet, all or nothing; a figure that differs from the one that counts becomes its next revision, and one that is
 * the same is left alone.
 * @throws TarimError SHEET_UNREADABLE
 */
export async function importIndicators(
  ctx: Context,
  actor: Actor,
  file: { readonly bytes: Uint8Array; readonly name: string },
  { mode, origin, simulated = false }: { mode: 'check' | 'commit'; origin: string; simulated?: boolean },
  tongue: Tongue,
): Promise<SheetReport> {
  const registry = await indicators(ctx.db);
  const sheet = await readSheet(file.bytes, indicatorColumns(registry), INDICATOR_SHEET, {
    csv: true,
    only: true,
  });
  const read = readIndicatorRows(sheet.rows, registry, await ownersFor(ctx, actor), thisYear(ctx));
  const found: Found[] = [...sheet.found, ...read.found];
  return asActor(ctx, actor, RECORD, async (tx) => {
    await lockIndicators(tx);
    const years = [...new Set(read.rows.flatMap((row) => row.values.map((one) => one.year)))];
    const known = new Map((await valuesOf(tx, { years })).map((one) => [keyOf(one), one]));
    const changed = read.rows
      .map((row) => ({
        ...row,
        values: row.values.filter((one) => {
          const before = known.get(keyOf(one));
          return before?.value !== one.value || before.simulated !== simulated;
        }),
      }))
      .filter((row) => row.values.length > 0);
    const committed = mode === 'commit' && !hasErrors(found);
    const values = changed.flatMap((row) => row.values);
    if (committed && values.length > 0) {
      const zip = file.bytes[0] === 0x50;
      const kept = { name: file.name, mime: zip ? XLSX : 'text/csv' };
      const { sha256 } = await ctx.files.put(file.bytes, kept, tx);
      const facts = { sha256, fileName: file.name.slice(0, 200), origin, rows: sheet.rows.length };
      const by = { byName: actor.name, byUser: actor.userId, at: new Date(ctx.clock.now()) };
      const id = await insertImport(tx, { ...facts, ...by, added: values.length, simulated }, values);
      await ctx.audit.record(tx, {
        actor,
        action: 'redline.indicators.imported',
        subject: String(id),
        detail: { sha256, origin, values: values.length, simulated },
      });
    }
    return {
      committed,
      rows: sheet.rows.length,
      good: changed.length,
      unchanged: read.rows.length - changed.length,
      problems: tell(found, tongue),
    };
  });
}

const keyOf = ({ kind, code, indicator, year }: Omit<NewValue, 'value' | 'unitPath'>) =>
  `${kind}/${code} ${indicator} ${year}`;
