import type { Context, Static } from '@tarim/platform';
import type {
  EqiOfYear,
  getYearly as getYearlyRoute,
  listYearly as listYearlyRoute,
  YearlyKind,
} from '../../contract.ts';
import { EQI_PARTS, type EqiInput, eqiChange, eqiOf } from '../domain/eqi.ts';
import { today } from '../frame.ts';
import { areasOn, versionsOf } from '../sql/areas.ts';
import {
  historyOf,
  importRows,
  unitWithFigures,
  valuesOf,
  type YearlyValue,
  yearsWithFigures,
} from '../sql/indicators.ts';

type Figures = readonly Pick<YearlyValue, 'indicator' | 'value' | 'id'>[];

/** What the EQI of a year is made of, among its figures. */
export function eqiInput(figures: Figures): { input: EqiInput; of: (computed: boolean) => number[] } {
  const find = (indicator: string) => figures.find((one) => one.indicator === indicator);
  const input: Record<string, number> = {};
  for (const part of EQI_PARTS) {
    const one = find(`eqi-${part}`);
    if (one) input[part] = one.value;
  }
  const given = find('eqi-given');
  if (given) input.given = given.value;
  const of = (computed: boolean) =>
    (computed ? EQI_PARTS.map((part) => find(`eqi-${part}`)) : [given]).flatMap((one) =>
      one ? [one.id] : [],
    );
  return { input, of };
}

/** The EQI of each year that has one, the oldest first, each with its change from the one before. */
export function eqiSeries(
  figures: readonly Pick<YearlyValue, 'indicator' | 'value' | 'year' | 'id'>[],
): EqiOfYear[] {
  const series: EqiOfYear[] = [];
  for (const [year, ofYear] of [...Map.groupBy(figures, (one) => one.year)].sort(([a], [b]) => a - b)) {
    const eqi = eqiOf(eqiInput(ofYear).input);
    if (!eqi) continue;
    const before = series.at(-1);
    series.push({
      year,
      value: eqi.value,
      class: eqi.class,
      computed: eqi.computed,
      formula: eqi.formula,
      rule: eqi.rule.version,
      change: before ? { from: before.year, ...eqiChange(before.value, eqi.value) } : null,
    });
  }
  return series;
}

/** Yearly figures of an area or a unit, with all revisions and the files that brought them. */
export async function getYearly(
  { db }: Pick<Context, 'db'>,
  kind: YearlyKind,
  code: string,
): Promise<Static<NonNullable<typeof getYearlyRoute.response>>> {
  const history = await historyOf(db, kind, code);
  const imports = new Map(
    (await importRows(db, [...new Set(history.map((one) => one.importId))])).map((one) => [one.id, one]),
  );
  const figures = [...Map.groupBy(history, (one) => `${one.year} ${one.indicator}`).values()].map((all) => {
    const { indicator, year, value, simulated } = all[0]!;
    const revisions = all.map((one) => ({
      id: one.id,
      revision: one.revision,
      value: one.value,
      import: imports.get(one.importId)!,
    }));
    return { indicator, year, value, simulated, revisions };
  });
  const inForce = (rows: typeof history) =>
    [...Map.groupBy(rows, (one) => `${one.year} ${one.indicator}`).values()].map((all) => all[0]!);
  const version = kind === 'unit' ? undefined : (await versionsOf(db, kind, code))[0];
  const unit = version ? await unitWithFigures(db, version.unitPath) : null;
  return {
    figures,
    eqi: eqiSeries(inForce(history)),
    unit: unit ? { ...unit, eqi: eqiSeries(inForce(await historyOf(db, 'unit', unit.code))) } : null,
  };
}

/** All areas and units with figures of a year, beside another year's. */
export async function listYearly(
  ctx: Context,
  query: Static<NonNullable<typeof listYearlyRoute.query>>,
): Promise<Static<NonNullable<typeof listYearlyRoute.response>>> {
  const years = await yearsWithFigures(ctx.db);
  const year = query.year ?? years[0] ?? null;
  if (year === null) return { year, against: null, years, rows: [] };
  const against = query.against ?? year - 1;
  const [values, areas] = await Promise.all([
    valuesOf(ctx.db, { years: [year, against], kind: query.kind, unitPath: query.unitPath }),
    areasOn(ctx.db, today(ctx)),
  ]);
  const names = new Map(areas.map((one) => [`${one.kind}/${one.code}`, one.name]));
  const rows = [...Map.groupBy(values, (one) => `${one.kind}/${one.code}`)].map(([key, all]) => {
    const { kind, code, unitPath } = all[0]!;
    const of = (indicator: string, then: number) =>
      all.find((one) => one.indicator === indicator && one.year === then)?.value ?? null;
    const changes = [...new Set(all.map((one) => one.indicator))].map(
      (indicator) => [indicator, { before: of(indicator, against), now: of(indicator, year) }] as const,
    );
    return {
      kind,
      code,
      unitPath,
      name: names.get(key) ?? null,
      values: Object.fromEntries(changes),
      eqi: eqiBetween(all, against, year),
      simulated: all.some((one) => one.simulated),
    };
  });
  return { year, against, years, rows };
}

/** The EQI of a year with its change from the other one, whichever is earlier. */
function eqiBetween(all: readonly YearlyValue[], against: number, year: number): EqiOfYear | null {
  const of = (then: number) => eqiSeries(all.filter((one) => one.year === then))[0] ?? null;
  const [before, now] = [of(against), of(year)];
  if (!now || !before) return now;
  return { ...now, change: { from: against, ...eqiChange(before.value, now.value) } };
}
