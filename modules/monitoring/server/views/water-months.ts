import type { Context } from '@tarim/platform';
import type { Origin, Span, WaterAnswer } from '../../contract.ts';
import { instantsOf, shifted } from '../domain/spans.ts';
import { periodSection, sectionPeriod } from '../domain/water-period.ts';
import { monthGrades } from '../sql/views.ts';
import { loadAutomatic } from './automatic.ts';
import type { WaterQuery } from './water-model.ts';

/** A section in a month with its class. */
interface Monthly {
  readonly pointId: number;
  readonly month: string;
  readonly grade: string;
}

/** Sections by their class of each month, for a year at least: a bar of one month shows no course. */
export async function waterMonths(
  ctx: Context,
  { from, to, unitPath, origin = 'both' }: WaterQuery,
): Promise<WaterAnswer['months']> {
  const [first] = [shifted({ from: to, to }, -11).from, from].sort() as [string, string];
  const shown = { from: first, to };
  const [manual, automatic] = await Promise.all([
    origin === 'automatic'
      ? []
      : monthGrades(ctx.db, { ...instantsOf(shown), pointKind: 'surface-water', unitPath }),
    origin === 'manual' ? [] : automaticMonths(ctx, shown, unitPath),
  ]);
  const byMonth = Map.groupBy(firstOf(manual, automatic, origin), (one) => one.month);
  return [...byMonth]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([month, list]) => {
      const classes: Record<string, number> = {};
      for (const { grade } of list) classes[grade] = (classes[grade] ?? 0) + 1;
      return { month, classes };
    });
}

/** A section once a month: by its signed result, else by its stations. Merging is of a period, and is not drawn month by month. */
function firstOf(manual: readonly Monthly[], automatic: readonly Monthly[], origin: Origin): Monthly[] {
  if (origin === 'automatic') return [...automatic];
  const there = new Set(manual.map((one) => `${one.pointId}|${one.month}`));
  return [...manual, ...automatic.filter((one) => !there.has(`${one.pointId}|${one.month}`))];
}

async function automaticMonths(ctx: Context, span: Span, unitPath: string | undefined): Promise<Monthly[]> {
  const stations = await loadAutomatic(ctx, span, { pointKind: 'surface-water', unitPath });
  const figures = stations.flatMap(({ home, figures: own }) =>
    own.map((one) => ({ ...one, home, place: `${home.id}|${one.month}` })),
  );
  return [...Map.groupBy(figures, (one) => one.place).values()].flatMap((list) => {
    const { home, month } = list[0]!;
    const kind = home.attributes.waterKind === 'lake' ? 'lake' : 'river';
    const section = periodSection(
      home.id,
      kind,
      list.map((one) => one.values),
    );
    const time = instantsOf({ from: month, to: month }).to.getTime() - 1;
    const { now } = sectionPeriod(time, section, null, 'mean');
    return now.class === null ? [] : [{ pointId: home.id, month, grade: now.class }];
  });
}
