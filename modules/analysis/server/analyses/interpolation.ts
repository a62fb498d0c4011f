import { beijingIso } from '@tarim/kernel';
import { evaluateIdw, evaluateKriging, type KrigingResult, semivariance } from '@tarim/science';
import type { Static } from 'typebox';
import type { ResultChart } from '../../contract.ts';
import type { Analysis } from './analysis.ts';
import { areaOfUnit, cellsWithin } from './cells.ts';
import { quantileClasses } from './classes.ts';
import { stationValues } from './station-values.ts';

/** 空间插值: values of stations told for every cell of the region, with the error that leaving one station out makes. */
export const interpolation: Analysis<'interpolation'> = async (bench, input) => {
  const { values, unit, time } = await stationValues(bench, input);
  await bench.progress(0.2);
  const area = await areaOfUnit(bench, input.unitPath);
  const grid = cellsWithin(area, input.cellKm);
  const samples = values.map(({ point, value }) => ({ id: point.id, x: point.lon, y: point.lat, value }));
  const common = { coordinates: 'lonlat', samples, targets: grid.cells } as const;
  const kriged =
    input.method === 'kriging' ? evaluateKriging({ ...common, model: input.model ?? 'best' }) : null;
  const result = kriged ?? evaluateIdw({ ...common, power: input.power ?? 2 });
  await bench.progress(0.8);
  const told = grid.cells.flatMap((cell, i) => {
    const value = result.values[i]!;
    if (Number.isNaN(value)) return [];
    const variance = kriged ? kriged.variances[i]! : Number.NaN;
    const error = Number.isNaN(variance) ? null : Math.sqrt(Math.max(0, variance));
    return [{ geometry: grid.polygonOf(cell), label: null, value, error }];
  });
  const stations = values.map(({ point, value }) => ({
    geometry: { type: 'Point' as const, coordinates: [point.lon, point.lat] },
    label: point.name,
    value,
    properties: { station: true, pointId: point.id },
  }));
  const validation = result.crossValidation;
  return {
    features: [...told, ...stations],
    style: quantileClasses(
      told.map((one) => one.value),
      unit,
    ),
    figures: [
      { key: 'time', value: beijingIso(time) },
      { key: 'stations', value: result.n },
      { key: 'cells', value: told.length },
      { key: 'rmse', value: validation?.rmse ?? null, ...(unit ? { unit } : {}) },
      { key: 'meanError', value: validation?.meanError ?? null, ...(unit ? { unit } : {}) },
      ...(kriged
        ? [
            { key: 'msdr', value: validation?.msdr ?? null },
            { key: 'model', value: kriged.variogram?.kind ?? null },
            { key: 'nugget', value: kriged.variogram?.nugget ?? null },
            { key: 'partialSill', value: kriged.variogram?.partialSill ?? null },
            {
              key: 'range',
              value: kriged.variogram ? kriged.variogram.effectiveRange / 1000 : null,
              unit: 'km',
            },
          ]
        : []),
    ],
    charts: kriged?.variogram ? [variogramChart(kriged)] : [],
    steps: result.steps,
    problems: result.problems,
    simulated: values.some((one) => one.point.simulated) || area.demo,
  };
};

function variogramChart({ bins, variogram, cutoff }: KrigingResult): Static<typeof ResultChart> {
  const reach = cutoff ?? bins.at(-1)?.distance ?? 0;
  const line = Array.from({ length: 61 }, (_, i): [number, number] => {
    const h = (reach * i) / 60;
    return [h / 1000, i === 0 ? variogram!.nugget : semivariance(variogram!, h)];
  });
  return {
    key: 'variogram',
    x: { key: 'distance', unit: 'km' },
    y: { key: 'gamma' },
    series: [
      { key: 'empirical', kind: 'dots', points: bins.map((one) => [one.distance / 1000, one.gamma]) },
      { key: 'fitted', kind: 'line', points: line },
    ],
  };
}
