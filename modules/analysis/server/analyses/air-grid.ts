import { DAY_MS, TarimError } from '@tarim/kernel';
import { evaluateDensity, evaluateIdw, rankAirGrid } from '@tarim/science';
import { rollupSeries } from '@tarim/telemetry/queries';
import { analysisErrors } from '../errors.ts';
import type { Analysis, Bench } from './analysis.ts';
import { areaOfUnit, type Cell, cellsWithin } from './cells.ts';
import { quantileClasses } from './classes.ts';
import { anySimulated, chosenSet, placedRows, requireField } from './set-rows.ts';
import { placedPoints, validMean } from './station-values.ts';

const LONGEST_DAYS = 92;

/**
 * 热点网格: cells of a unit ranked by what stations measure above their surroundings, what a satellite sees and where sources
 * stand. The weights are ours unless given; a high rank says where to look first.
 */
export const airGrid: Analysis<'air-grid'> = async (bench, input) => {
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  if (!(from < to) || to - from > LONGEST_DAYS * DAY_MS)
    throw new TarimError(analysisErrors.period, { days: LONGEST_DAYS });
  const area = await areaOfUnit(bench, input.unitPath);
  const grid = cellsWithin(area, input.cellKm);
  const stations = await stationMeans(bench, input.code, from, to);
  await bench.progress(0.3);
  const sources = await placedRows(bench, input.sources);
  const density = evaluateDensity({
    coordinates: 'lonlat',
    events: sources.map((one) => ({ x: one.lon, y: one.lat })),
    targets: grid.cells,
  });
  await bench.progress(0.5);
  const satellite = input.satellite ? await satelliteValues(bench, input.satellite, grid.cells) : null;
  const station = residuals(stations.samples, grid.cells);
  await bench.progress(0.8);
  const ranked = rankAirGrid({
    cells: grid.cells.map((cell, i) => ({
      ...cell,
      id: i,
      station: station?.[i] ?? null,
      satellite: satellite?.values[i] ?? null,
      source: density.values[i] ?? null,
    })),
    ...(input.weights ? { weights: input.weights } : {}),
  });
  const top = ranked.cells.slice(0, input.top);
  return {
    features: top.map((one) => {
      const cell = grid.cells[one.index]!;
      return {
        geometry: grid.polygonOf(cell),
        label: `#${one.rank}`,
        value: one.score,
        properties: {
          rank: one.rank,
          lon: cell.x,
          lat: cell.y,
          station: one.parts.station,
          satellite: one.parts.satellite,
          source: one.parts.source,
          completeness: one.completeness,
        },
      };
    }),
    style: quantileClasses(
      top.map((one) => one.score),
      null,
    ),
    figures: [
      { key: 'cells', value: grid.cells.length },
      { key: 'ranked', value: top.length },
      { key: 'stations', value: stations.samples.length },
      { key: 'rows', value: sources.length },
      { key: 'weightStation', value: ranked.weights.station },
      { key: 'weightSatellite', value: ranked.weights.satellite },
      { key: 'weightSource', value: ranked.weights.source },
      { key: 'weightBasis', value: ranked.basis },
    ],
    steps: ranked.steps,
    problems: [...ranked.problems, ...density.problems],
    simulated: area.demo || stations.simulated || anySimulated(sources) || (satellite?.simulated ?? false),
  };
};

async function stationMeans(bench: Bench, code: string, from: number, to: number) {
  const points = await placedPoints(bench, 'air');
  const rows = await rollupSeries(bench.ctx.db, {
    pointIds: points.map((one) => one.id),
    period: 'hour',
    from,
    to,
    limit: 500_000,
  });
  const byPoint = Map.groupBy(rows, (one) => one.pointId);
  const samples = points.flatMap((point) => {
    const values = (byPoint.get(point.id) ?? []).flatMap((row) => validMean(row, code) ?? []);
    if (values.length === 0) return [];
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    return [{ id: point.id, x: point.lon, y: point.lat, value }];
  });
  if (samples.length < 3) throw new TarimError(analysisErrors.noValues);
  return { samples, simulated: points.some((one) => one.simulated) };
}

/** Interpolated value of a cell less the mean of all stations: what lies above the region's own level. */
function residuals(
  samples: readonly { x: number; y: number; value: number }[],
  cells: readonly Cell[],
): number[] {
  const mean = samples.reduce((sum, one) => sum + one.value, 0) / samples.length;
  const { values } = evaluateIdw({ coordinates: 'lonlat', samples, targets: cells, maxNeighbours: 12 });
  return Array.from(values, (value) => value - mean);
}

async function satelliteValues(
  bench: Bench,
  { set: id, field }: { set: string; field: string },
  cells: readonly Cell[],
): Promise<{ values: (number | null)[]; simulated: boolean }> {
  const { set, sight } = chosenSet(bench, id);
  requireField(set, sight, field);
  const rows = await placedRows(bench, { set: id });
  const samples = rows.flatMap((one) => {
    const value = Number(one.properties[field] ?? Number.NaN);
    return Number.isFinite(value) ? [{ x: one.lon, y: one.lat, value }] : [];
  });
  const { values } = evaluateIdw({ coordinates: 'lonlat', samples, targets: cells, maxNeighbours: 4 });
  return {
    values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    simulated: anySimulated(rows),
  };
}
