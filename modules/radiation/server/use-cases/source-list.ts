import { beijingDate } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { Sheet, Source, SourceState } from '../../contract.ts';
import { sourceStanding } from '../domain/source-state.ts';
import { type MadeFile, tableFile } from '../files.ts';
import { sourceRows } from '../sql/sources.ts';
import { stepRows } from '../sql/steps.ts';
import { unitRows } from '../sql/units.ts';
import { type Key, type Tongue, word } from '../words.ts';
import { LEDGER_COLUMNS } from './ledger-sheet.ts';
import { presentSource } from './present-source.ts';

const PAGE = 100;

export interface SourceFilter {
  readonly unit?: string | undefined;
  readonly unitId?: number | undefined;
  readonly state?: SourceState | undefined;
  readonly category?: string | undefined;
  readonly text?: string | undefined;
}

/** Everything that the filter gives; the largest A/D of today first, what cannot be computed last. */
async function wholeLedger(ctx: Context, { unitId, category, ...query }: SourceFilter): Promise<Source[]> {
  const rows = await sourceRows(ctx.db, { ...query, unitIds: unitId === undefined ? undefined : [unitId] });
  const steps = await stepRows(
    ctx.db,
    'source',
    rows.map(({ id }) => id),
  );
  const now = ctx.clock.now();
  return rows
    .map((row) => presentSource(row, sourceStanding((steps.get(row.id) ?? []).map(({ act }) => act)), now))
    .filter((one) => category === undefined || one.today.category === category)
    .sort((a, b) => (b.today.ratio ?? -1) - (a.today.ratio ?? -1) || a.id - b.id);
}

/** Today's activity orders the list, so that it is read as a whole; `after` counts what came before. */
export async function listSources(
  ctx: Context,
  { after = 0, ...filter }: SourceFilter & { readonly after?: number | undefined },
): Promise<{ sources: Source[]; after: number | null }> {
  const all = await wholeLedger(ctx, filter);
  const end = after + PAGE;
  return { sources: all.slice(after, end), after: all.length > end ? end : null };
}

/** The ledger under the headings of the template, with what each source is today. */
export async function exportSources(
  ctx: Context,
  filter: SourceFilter,
  format: Sheet,
  tongue: Tongue,
): Promise<MadeFile> {
  const all = await wholeLedger(ctx, filter);
  const codes = new Map((await unitsUnder(ctx.db, '/')).map(({ path, code }) => [path, code]));
  const holders = await unitRows(ctx.db, { ids: [...new Set(all.map(({ unitId }) => unitId))] });
  const credit = new Map(holders.map(({ id, uscc }) => [id, uscc]));
  const t = (key: string) => word(tongue, key as Key);
  const heads = [
    ...LEDGER_COLUMNS.map(({ title }) => title),
    t('field.activityToday'),
    t('field.categoryToday'),
    t('field.ratio'),
  ];
  const rows = all.map((one) => {
    const texts: Readonly<Record<string, string>> = {
      unit: codes.get(one.unitPath) ?? one.unitPath,
      uscc: credit.get(one.unitId) ?? '',
      name: one.unitName,
      code: one.code ?? '',
      noCode: one.noCode,
      label: one.label,
      nuclide: one.nuclide,
      activityBq: one.activityBq === null ? '' : String(one.activityBq),
      measuredOn: one.measuredOn ?? '',
      category: one.category ?? '',
      use: one.use,
      place: one.place,
      state: word('zh', `state.${one.state}` as Key),
    };
    const { activityBq, category, ratio } = one.today;
    return [
      ...LEDGER_COLUMNS.map(({ field }) => texts[field]!),
      activityBq ?? '',
      category ?? '',
      ratio ?? '',
    ];
  });
  return tableFile(
    `radiation-sources-${beijingDate(ctx.clock.now())}`,
    '放射源台账',
    [heads, ...rows],
    format,
  );
}
