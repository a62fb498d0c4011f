import type { Context, Static } from '@tarim/platform';
import { groundwaterLimits, SOIL_LANDS, type SoilLand, soilStandard } from '@tarim/standards';
import type { MediumAnswer, MediumRow, getMedium as route } from '../../contract.ts';
import { levelOf, noiseRates } from '../domain/noise-rates.ts';
import { instantsOf } from '../domain/spans.ts';
import { besideOf } from './automatic.ts';
import { textOf } from './load.ts';
import { type Basis, judgedPlace } from './medium-judged.ts';
import { hasBeside, loadPlaces, type Place, placeIn } from './places.ts';

/** Wells, plots or places by their newest result of the period (as it was judged when it was signed), or by all of the period. */
export async function getMedium(
  ctx: Context,
  {
    from,
    to,
    pointKind,
    unitPath,
    basis = 'latest',
    origin = 'both',
  }: Static<NonNullable<typeof route.query>>,
): Promise<MediumAnswer> {
  const span = { from, to };
  const loaded = await loadPlaces(ctx, span, { pointKind, unitPath }, origin);
  const sites = loaded
    .map((site) => ({ site, row: rowOf(site, pointKind, basis) }))
    // What a laboratory judged stands first.
    .toSorted((a, b) => Number(a.row.origin === 'automatic') - Number(b.row.origin === 'automatic'));
  const rows = sites.map((one) => one.row);
  const signed = sites.filter((one) => one.row.origin !== 'automatic');
  // A well whose logger tells pH alone is listed, but is not counted among those that a laboratory has judged.
  const counted = signed.length > 0 ? signed : sites;
  const judged = counted.map((one) => one.row);
  return {
    span,
    basis,
    sites: rows,
    counted: counted.length,
    grades: gradesOf(judged),
    groups: [...Map.groupBy(counted, ({ row }) => row.group)]
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
    items: itemsOf(judged),
    standards: [...new Set(rows.map((row) => standardOf(pointKind, row.group, span)))].sort(),
    simulated: rows.some((one) => one.simulated),
  };
}

function rowOf(site: Place, kind: string, basis: Basis): MediumRow {
  const { point, rows, standing } = site;
  const { visits, judged } = judgedPlace(site, basis);
  const newest = standing === 'automatic' ? undefined : rows.at(-1);
  // What was signed stays as it was judged then; a period is judged now.
  const { grade, verdict, exceeding } = basis === 'latest' && newest ? newest : judged;
  const told = basis === 'latest' ? (visits.at(-1)?.values ?? []) : levelsOf(judged.finding?.used);
  return {
    ...placeIn(site),
    group: kind === 'noise' ? textOf(point, 'zone') : kind === 'soil' ? textOf(point, 'land') : null,
    origin: standing,
    automatic: hasBeside(site) ? besideOf(site.stations, gradeOf(site, basis)) : null,
    taskId: newest?.taskId ?? null,
    day: visits.at(-1)!.day,
    n: visits.length,
    grade,
    verdict,
    exceeding: exceeding.map((one) => ({ ...one })),
    Ld: levelOf(told, 'Ld'),
    Ln: levelOf(told, 'Ln'),
  };
}

function gradeOf(site: Place, basis: Basis) {
  const { grade, verdict, exceeding } = judgedPlace(site, basis, 'automatic').judged;
  return { grade, verdict, exceeding: exceeding.map((one) => ({ ...one })) };
}

const levelsOf = (used: Readonly<Record<string, number>> = {}) =>
  Object.entries(used).map(([item, value]) => ({ item, value, detectionLimit: null, unit: 'dB(A)' }));

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
