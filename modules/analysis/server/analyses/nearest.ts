import { nearestReceptors } from '@tarim/science';
import type { Analysis } from './analysis.ts';
import { quantileClasses } from './classes.ts';
import { anySimulated, placedRows } from './set-rows.ts';

/** 最近敏感目标: what lies nearest to a place, how far and in which direction. Areas count by the middle of their box. */
export const nearest: Analysis<'nearest'> = async (bench, input) => {
  const rows = await placedRows(bench, input.receptors);
  const result = nearestReceptors({
    from: { x: input.lon, y: input.lat },
    receptors: rows.map((one) => ({ id: one.id, x: one.lon, y: one.lat })),
    most: input.most,
    ...(input.withinKm ? { within: input.withinKm * 1000 } : {}),
  });
  const features = result.nearest.map((one) => {
    const row = rows[one.index]!;
    return {
      geometry: row.geometry,
      label: row.label,
      value: one.distance / 1000,
      properties: {
        rowId: row.id,
        distanceKm: one.distance / 1000,
        bearing: one.bearing,
        compass: one.compass,
      },
    };
  });
  return {
    features: [
      ...features,
      {
        geometry: { type: 'Point', coordinates: [input.lon, input.lat] },
        label: null,
        value: 0,
        properties: { origin: true },
      },
    ],
    style: quantileClasses(
      features.map((one) => one.value),
      'km',
    ),
    figures: [
      { key: 'rows', value: rows.length },
      { key: 'within', value: result.count },
      { key: 'nearestKm', value: features[0]?.value ?? null, unit: 'km' },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: anySimulated(rows),
  };
};
