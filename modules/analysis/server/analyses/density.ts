import { evaluateDensity } from '@tarim/science';
import type { Analysis } from './analysis.ts';
import { areaAround, cellsWithin } from './cells.ts';
import { quantileClasses } from './classes.ts';
import { anySimulated, chosenSet, placedRows, requireField } from './set-rows.ts';

/** 核密度: how many rows, or how much of a field, lie in a square kilometre around each place. */
export const density: Analysis<'density'> = async (bench, input) => {
  const { set, sight } = chosenSet(bench, input.rows.set);
  if (input.weightField) requireField(set, sight, input.weightField);
  const rows = await placedRows(bench, input.rows);
  await bench.progress(0.2);
  const events = rows.flatMap((one) => {
    const weight = input.weightField ? Number(one.properties[input.weightField] ?? Number.NaN) : 1;
    return Number.isFinite(weight) && weight >= 0 ? [{ x: one.lon, y: one.lat, weight }] : [];
  });
  const reachKm = Math.max(input.cellKm, input.bandwidthKm ?? 0);
  const grid = cellsWithin(areaAround(events, reachKm), input.cellKm);
  const result = evaluateDensity({
    coordinates: 'lonlat',
    events,
    targets: grid.cells,
    kernel: input.kernel ?? 'quartic',
    ...(input.bandwidthKm ? { bandwidth: input.bandwidthKm * 1000 } : {}),
  });
  const told = grid.cells.flatMap((cell, i) => {
    const value = result.values[i]!;
    return value > 0 ? [{ geometry: grid.polygonOf(cell), label: null, value }] : [];
  });
  return {
    features: told,
    style: quantileClasses(
      told.map((one) => one.value),
      '1/km²',
    ),
    figures: [
      { key: 'rows', value: result.n },
      { key: 'cells', value: told.length },
      { key: 'bandwidth', value: result.bandwidth === null ? null : result.bandwidth / 1000, unit: 'km' },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: anySimulated(rows),
  };
};
