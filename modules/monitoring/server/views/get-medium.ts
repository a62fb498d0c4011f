import { beijingDate } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { groundwaterLimits, SOIL_LANDS, type SoilLand, soilStandard } from '@tarim/standards';
import type { MediumAnswer, MediumRow, getMedium as route } from '../../contract.ts';
import { levelOf, noiseRates } from '../domain/noise-rates.ts';
import { instantsOf } from '../domain/spans.ts';
import { loadSites, placeOf, type SiteResults, textOf } from './load.ts';

/** Wells, plots or places by their newest signed result of the period, as it was judged when it was signed. */
export async function getMedium(
  ctx: Context,
  { from, to, pointKind, unitPath }: Static<NonNullable<typeof route.query>>,
): Promise<MediumAnswer> {
  const span = { from, to };
  const loaded = await loadSites(ctx, span, { pointKind, unitPath });
  const sites = loaded.map((site) => ({ site, row: rowOf(site, pointKind) }));
  const rows = sites.map((one) => one.row);
  return {
    span,
    sites: rows,
    grades: gradesOf(rows),
    groups: [...Map.groupBy(sites, ({ row }) => row.group)]
      .map(([group, list]) => ({
        group,
        sites: list.length,
        grades: gradesOf(list.map((one) => one.row)),
        ...noiseRates(
          pointKind === 'noise'
            ? list.flatMap(({ site }) => site.rows.map(({ values }) => ({ zone: group ?? '', values })))
            : [],
        ),
      }))
      .toSorted((a, b) => (a.group ?? '~').localeCompare(b.group ?? '~')),
    items: itemsOf(rows),
    standards: [...new Set(rows.map((row) => standardOf(pointKind, row.group, span)))].sort(),
    simulated: rows.some((one) => one.simulated),
  };
}

function rowOf(site: SiteResults, kind: string): MediumRow {
  const { point, rows } = site;
  const newest = rows.at(-1)!;
  return {
    ...placeOf(site),
    group: kind === 'noise' ? textOf(point, 'zone') : kind === 'soil' ? textOf(point, 'land') : null,
    taskId: newest.taskId,
    day: beijingDate(newest.sampledAt.getTime()),
    n: rows.length,
    grade: newest.grade,
    verdict: newest.verdict,
    exceeding: newest.exceeding,
    Ld: levelOf(newest.values, 'Ld'),
    Ln: levelOf(newest.values, 'Ln'),
  };
}

function gradesOf(rows: readonly MediumRow[]): Record<string, number> {
  const grades: Record<string, number> = {};
  for (const { grade } of rows) if (grade !== null) grades[grade] = (grades[grade] ?? 0) + 1;
  return grades;
}

function itemsOf(rows: readonly MediumRow[]): MediumAnswer['items'] {
  const all = rows.flatMap((row) => row.exceeding.map((one) => one.item));
  return [...Map.groupBy(all, (one) => one)]
    .map(([item, list]) => ({ item, sites: list.length }))
    .toSorted((a, b) => b.sites - a.sites);
}

function standardOf(kind: string, group: string | null, span: { from: string; to: string }): string {
  if (kind === 'noise') return 'GB 3096-2008';
  if (kind === 'groundwater') return groundwaterLimits(instantsOf(span).to.getTime() - 1).code;
  return soilStandard(SOIL_LANDS.includes(group as SoilLand) ? (group as SoilLand) : 'other').code;
}
