import { beijingIso } from '@tarim/kernel';
import type { Analysis } from './analysis.ts';
import { signedClasses } from './classes.ts';
import { stationValues } from './station-values.ts';

/** 两期变化: what became more and what less at each station between two hours, days or months. */
export const change: Analysis<'change'> = async (bench, input) => {
  const first = await stationValues(bench, { ...input, time: input.first });
  await bench.progress(0.4);
  const second = await stationValues(bench, { ...input, time: input.second });
  const before = new Map(first.values.map((one) => [one.point.id, one.value]));
  const features = second.values.flatMap(({ point, value }) => {
    const was = before.get(point.id);
    if (was === undefined) return [];
    return [
      {
        geometry: { type: 'Point' as const, coordinates: [point.lon, point.lat] },
        label: point.name,
        value: value - was,
        properties: {
          pointId: point.id,
          first: was,
          second: value,
          percent: was === 0 ? null : (100 * (value - was)) / was,
        },
      },
    ];
  });
  const changes = features.map((one) => one.value);
  const mean = changes.length > 0 ? changes.reduce((sum, one) => sum + one, 0) / changes.length : null;
  const unit = second.unit;
  return {
    features,
    style: signedClasses(changes, unit),
    figures: [
      { key: 'first', value: beijingIso(first.time) },
      { key: 'second', value: beijingIso(second.time) },
      { key: 'stations', value: features.length },
      { key: 'oneOnly', value: first.values.length + second.values.length - 2 * features.length },
      { key: 'more', value: changes.filter((one) => one > 0).length },
      { key: 'less', value: changes.filter((one) => one < 0).length },
      { key: 'meanChange', value: mean, ...(unit ? { unit } : {}) },
    ],
    steps: [],
    problems: [],
    simulated: second.values.some((one) => one.point.simulated),
  };
};
