import { evaluateCoverage } from '@tarim/science';
import type { Analysis } from './analysis.ts';
import { areaOfUnit, cellsWithin } from './cells.ts';
import { quantileClasses } from './classes.ts';
import { placedPoints } from './station-values.ts';

/** 网络覆盖: which share of the area has a station within a distance, and how far the nearest is everywhere. */
export const coverage: Analysis<'coverage'> = async (bench, input) => {
  const points = await placedPoints(bench, input.pointKind);
  const area = await areaOfUnit(bench, input.unitPath);
  const grid = cellsWithin(area, input.cellKm);
  const result = evaluateCoverage({
    coordinates: 'lonlat',
    stations: points.map((one) => ({ id: one.id, x: one.lon, y: one.lat })),
    cells: grid.cells.map((cell) => ({ ...cell, weight: grid.areaOf(cell) })),
    distances: [input.distanceKm * 1000],
  });
  const told = grid.cells.flatMap((cell, i) => {
    const value = result.nearestDistance[i]! / 1000;
    return Number.isNaN(value)
      ? []
      : [
          {
            geometry: grid.polygonOf(cell),
            label: null,
            value,
            properties: {
              covered: value <= input.distanceKm,
              nearest: points[result.nearestStation[i]!]?.name ?? null,
            },
          },
        ];
  });
  const [within] = result.coverage;
  return {
    features: [
      ...told,
      ...points.map((one) => ({
        geometry: { type: 'Point' as const, coordinates: [one.lon, one.lat] },
        label: one.name,
        value: null,
        properties: { station: true, pointId: one.id },
      })),
    ],
    style: quantileClasses(
      told.map((one) => one.value),
      'km',
    ),
    figures: [
      { key: 'stations', value: result.stations },
      { key: 'area', value: result.weight, unit: 'km²' },
      { key: 'coveredArea', value: within?.covered ?? null, unit: 'km²' },
      { key: 'coveredShare', value: within ? 100 * within.share : null, unit: '%' },
      {
        key: 'meanDistance',
        value: result.meanDistance === null ? null : result.meanDistance / 1000,
        unit: 'km',
      },
      { key: 'farthest', value: result.farthest === null ? null : result.farthest / 1000, unit: 'km' },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: points.some((one) => one.simulated) || area.demo,
  };
};
