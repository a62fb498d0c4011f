import type { Context, Static } from '@tarim/platform';
import { molarVolume } from '@tarim/science';
import { VOC_MP_XYLENE, type VocGroup, vocSpecies } from '@tarim/standards';
import type { GroupFigures, components as route, SpeciesFigures } from '../../contract.ts';
import { speciesOrder } from '../domain/species-order.ts';
import { evaluateMeans, groupsOf, type SpeciesMean, seriesOf, speciesMeans } from '../domain/summary.ts';
import { type HourRow, hourRows } from '../sql/hours.ts';
import { periodOf, stationName, stationWith } from './frame.ts';

type Query = Static<NonNullable<typeof route.query>>;

/**
 * VOC components of a station in a period, from its hours.
 * @throws TarimError COMPOSITION_STATION_NOT_FOUND, COMPOSITION_PERIOD_INVALID
 */
export async function components(
  ctx: Context,
  { station: id, from, to, grain = 'hour', unit = 'ppbv', temperature = 25 }: Query,
): Promise<Static<NonNullable<typeof route.response>>> {
  const station = await stationWith(ctx, id, 'component');
  const { start, end, due } = periodOf(ctx, { from, to });
  const rows = await hourRows(ctx.db, id, start, end);
  const means = speciesMeans(rows);
  const result = evaluateMeans(means, temperature);
  const groups = groupsOf(means);
  const volume = molarVolume(temperature);
  const inUnit = (ppbv: number, molarMass: number) => (unit === 'ppbv' ? ppbv : (ppbv * molarMass) / volume);
  const ofpOf = new Map(result.species.map((one) => [one.key, one.ofp]));
  const total = result.ofp?.total ?? null;
  const share = (part: number | null) => (part === null || !total ? null : part / total);
  const species = means
    .map(({ species: one, hours, below, mean, max }): SpeciesFigures => {
      const ofp = ofpOf.get(one.key) ?? null;
      return {
        ...{
          key: one.key,
          nameZh: one.nameZh,
          nameEn: one.nameEn,
          group: one.group,
          mir: one.mir,
          hours,
          below,
        },
        mean: inUnit(mean, one.molarMass),
        max: inUnit(max, one.molarMass),
        ofp,
        ofpShare: share(ofp),
      };
    })
    .sort((a, b) => speciesOrder(a.key) - speciesOrder(b.key));
  return {
    station: stationName(station),
    ...{ from, to, grain, unit, temperature, due, present: rows.length },
    simulated: rows.some((row) => row.simulated),
    groups: groups.map((group) => groupFigures(group, means, result, unit, rows, due)),
    total: result.tvoc && (unit === 'ppbv' ? result.tvoc.ppbv : result.tvoc.mass),
    ofp: total,
    species,
    ...seriesOf(rows, groups, { grain, unit, temperature }),
    ratios: [...result.ratios],
    withoutMir: [...(result.ofp?.withoutMir ?? [])],
    rules: result.rules.map((one) => ({ ...one })),
  };
}

function groupFigures(
  group: VocGroup,
  means: readonly SpeciesMean[],
  result: ReturnType<typeof evaluateMeans>,
  unit: string,
  rows: readonly HourRow[],
  due: number,
): GroupFigures {
  const sums = result.groups.find((one) => one.group === group);
  const all = means.filter((one) => one.species.group === group);
  // Once the parts of xylene are told apart somewhere, the sum is no species of its own.
  const apart = all.some(({ species: { key } }) => key === 'm-xylene' || key === 'p-xylene');
  const of = apart ? all.filter((one) => one.species.key !== VOC_MP_XYLENE) : all;
  const keys = new Set(of.map((one) => one.species.key));
  const counted = rows.reduce((sum, row) => sum + countOf(row, keys), 0);
  return {
    group,
    species: of.length,
    mean: sums ? (unit === 'ppbv' ? sums.ppbv : sums.mass) : null,
    share: sums?.share ?? null,
    ofp: sums?.ofp ?? null,
    ofpShare: sums?.ofpShare ?? null,
    due: of.length * due,
    measured: counted,
    below: of.reduce((sum, one) => sum + one.below, 0),
  };
}

/** Figures of an hour, below detection among them, of these species. */
function countOf({ species, values, below }: HourRow, keys: ReadonlySet<string>): number {
  return species.filter((key, i) => keys.has(key) && vocSpecies(key) && (values[i] !== null || below[i]))
    .length;
}
