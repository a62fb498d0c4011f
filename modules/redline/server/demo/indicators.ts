import type { Context } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import type { YearlyKind } from '../../contract.ts';
import { today } from '../frame.ts';
import { indicatorColumns, KIND_WORDS } from '../import/indicator-sheet.ts';
import { areasOn } from '../sql/areas.ts';
import { effectSchemes, insertEffects } from '../sql/effects.ts';
import { indicators, insertImport, type NewValue } from '../sql/indicators.ts';
import { newEffects, spanOf } from '../use-cases/effects.ts';
import { thisYear } from '../use-cases/import-indicators.ts';
import { dice } from './shapes.ts';

/** So many full years before this one. */
const YEARS = 7;
/** Every so many areas one has no NPP, no EQI parts: its evaluation says what it lacks. */
const [NO_NPP, NO_PARTS, NOTHING] = [5, 6, 11];
const BY = '模拟';

interface Owner {
  readonly kind: YearlyKind;
  readonly code: string;
  readonly unitPath: string;
}

/** Simulated yearly figures of all areas and their counties, one correction, and evaluations of two periods. */
export async function seedDemoIndicators(ctx: Context): Promise<void> {
  const next = dice(20_200_101);
  const last = thisYear(ctx) - 1;
  const years = Array.from({ length: YEARS }, (_, at) => last - YEARS + 1 + at);
  const areas = await areasOn(ctx.db, today(ctx));
  const units = await unitsUnder(ctx.db, '/');
  const counties = new Map(areas.map((one) => [one.unitPath, units.find((u) => u.path === one.unitPath)]));
  const owners: Owner[] = [
    ...areas,
    ...[...counties.values()].flatMap((one) =>
      one ? [{ kind: 'unit' as const, code: one.code, unitPath: one.path }] : [],
    ),
  ];
  const values = owners.flatMap((owner, at) => figuresOf(owner, at, years, next));
  if (values.length === 0) return;
  const correction = values
    .filter((one) => one.indicator === 'npp' && one.year === last && one.kind === 'redline')
    .slice(0, 3)
    .map((one) => ({ ...one, value: one.value - 6 }));
  await bring(ctx, values, '模拟年度指标.csv', '模拟器（非实测）');
  await bring(ctx, correction, '模拟年度指标-更正.csv', '模拟器（非实测），更正三个片区的 NPP');
  const schemes = await effectSchemes(ctx.db, today(ctx));
  for (const baseline of [last - YEARS + 1, last - 3])
    for (const scheme of schemes) {
      const span = spanOf(ctx, baseline, last);
      const held = await areasOn(ctx.db, span.until);
      const { added } = await newEffects(ctx.db, held, scheme, span);
      if (added.length > 0) await insertEffects(ctx.db, added, BY, new Date(ctx.clock.now()));
    }
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
const held = (value: number) => Math.max(0, Math.min(100, value));

function figuresOf(owner: Owner, at: number, years: readonly number[], next: () => number): NewValue[] {
  if (owner.kind !== 'unit' && at % NOTHING === NOTHING - 1) return [];
  const level = next();
  // Most get better, some worse: per year, as a share of what is there.
  const trend = (next() - 0.35) * 0.05;
  const [npp, density] = [80 + 320 * level, 4 + 20 * next()];
  const parts = [35 + 40 * level, 30 + 40 * level, 35 + 30 * next(), 15 + 25 * next()] as const;
  return years.flatMap((year, n) => {
    const grown = 1 + trend * n;
    const noise = () => (next() - 0.5) * 0.02;
    const figure = (indicator: string, value: number) => ({ ...owner, indicator, year, value });
    const figures: NewValue[] = [];
    if (owner.kind === 'unit' || at % NO_NPP !== NO_NPP - 1)
      figures.push(figure('npp', round(npp * (grown + noise()), 1)));
    if (owner.kind === 'unit' || at % NO_PARTS !== NO_PARTS - 1) {
      const [pattern, fun, bio, stress] = parts;
      figures.push(
        figure('eqi-pattern', round(held(pattern * (1 + trend * n * 0.4 + noise())), 2)),
        figure('eqi-function', round(held(fun * (grown + noise())), 2)),
        figure('eqi-biodiversity', round(held(bio * (1 + trend * n * 0.3 + noise())), 2)),
        figure('eqi-stress', round(held(stress * (1 - trend * n + noise())), 2)),
      );
    }
    if (owner.kind !== 'unit')
      figures.push(figure('patch-density', round(density * (1 - trend * n * 0.5 + noise()), 3)));
    return figures.map(({ kind, code, unitPath, ...rest }) => ({ kind, code, unitPath, ...rest }));
  });
}

/** Written as the sheet that a person would bring, and kept by its hash like one. */
async function bring(
  ctx: Context,
  values: readonly NewValue[],
  fileName: string,
  origin: string,
): Promise<void> {
  const columns = indicatorColumns(await indicators(ctx.db));
  const words = Object.fromEntries(Object.entries(KIND_WORDS).map(([word, kind]) => [kind, word]));
  const rows = [...Map.groupBy(values, (one) => `${one.kind}/${one.code} ${one.year}`).values()];
  const lines = rows.map((all) => {
    const { kind, code, year } = all[0]!;
    const cells: Record<string, unknown> = { kind: words[kind], code, year };
    for (const one of all) cells[one.indicator] = one.value;
    return columns.map(({ field }) => cells[field] ?? '').join(',');
  });
  const text = [columns.map((one) => one.title).join(','), ...lines].join('\n');
  await ctx.db.transaction().execute(async (tx) => {
    const file = { name: fileName, mime: 'text/csv' };
    const { sha256 } = await ctx.files.put(new TextEncoder().encode(text), file, tx);
    const by = { byName: BY, byUser: '00000000-0000-7000-8000-000000000000', at: new Date(ctx.clock.now()) };
    const facts = { sha256, fileName, origin, rows: rows.length, added: values.length, simulated: true };
    await insertImport(tx, { ...facts, ...by }, values);
  });
}
