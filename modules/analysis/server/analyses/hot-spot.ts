import { evaluateHotSpots } from '@tarim/science';
import type { Analysis } from './analysis.ts';
import { areaAround, cellsWithin } from './cells.ts';
import { valueColours } from './classes.ts';
import { anySimulated, chosenSet, placedRows, requireField } from './set-rows.ts';

export const SPOT_COLOURS = { hot: '#b2182b', cold: '#2166ac', none: '#d9d9d9' };

/** 冷热点 (Getis–Ord Gi*): where high values, or many rows, lie together more than chance would bring. */
export const hotSpot: Analysis<'hot-spot'> = async (bench, input) => {
  const { set, sight } = chosenSet(bench, input.rows.set);
  if (input.valueField) requireField(set, sight, input.valueField);
  const rows = await placedRows(bench, input.rows);
  await bench.progress(0.2);
  const places = rows.map((one) => ({ x: one.lon, y: one.lat }));
  const grid = cellsWithin(areaAround(places, input.cellKm), input.cellKm);
  const [first] = grid.cells;
  const columns = first ? 1 + Math.round((grid.cells.at(-1)!.x - first.x) / grid.dx) : 0;
  // Each row falls into one cell; of a field the mean of the cell is looked at, else how many there are.
  const sums = grid.cells.map(() => ({ n: 0, sum: 0 }));
  for (const row of rows) {
    const value = input.valueField ? Number(row.properties[input.valueField] ?? Number.NaN) : 1;
    if (!first || !Number.isFinite(value)) continue;
    const column = Math.round((row.lon - first.x) / grid.dx);
    const line = Math.round((row.lat - first.y) / grid.dy);
    const cell = sums[line * columns + column];
    if (cell) {
      cell.n += 1;
      cell.sum += value;
    }
  }
  const told = grid.cells.flatMap((cell, i) => {
    const { n, sum } = sums[i]!;
    if (input.valueField && n === 0) return [];
    return [{ ...cell, id: i, value: input.valueField ? sum / n : n }];
  });
  const result = evaluateHotSpots({
    coordinates: 'lonlat',
    samples: told,
    weights: input.weights ?? 'binary',
    permutations: 199,
    ...(input.distanceKm ? { distance: input.distanceKm * 1000 } : {}),
  });
  await bench.progress(0.9);
  // Empty cells without a finding say nothing on a map.
  const shown = result.spots.filter((one) => one.value !== 0 || one.spot === 'hot' || one.spot === 'cold');
  const count = (spot: string) => result.spots.filter((one) => one.spot === spot).length;
  return {
    features: shown.map((one) => ({
      geometry: grid.polygonOf(one),
      label: null,
      value: one.value,
      properties: { spot: one.spot ?? 'none', z: one.z, p: one.p, q: one.q, neighbours: one.neighbours },
    })),
    style: valueColours('spot', SPOT_COLOURS),
    figures: [
      { key: 'rows', value: rows.length },
      { key: 'cells', value: result.n },
      { key: 'band', value: result.distance === null ? null : result.distance / 1000, unit: 'km' },
      { key: 'hot', value: count('hot') },
      { key: 'cold', value: count('cold') },
      { key: 'moran', value: result.moran?.i ?? null },
      { key: 'moranP', value: result.moran?.p ?? null },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: anySimulated(rows),
  };
};
