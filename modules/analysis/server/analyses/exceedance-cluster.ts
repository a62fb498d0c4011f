import { verdictsWhere } from '@tarim/evaluation/queries';
import { beijingIso, DAY_MS, TarimError } from '@tarim/kernel';
import { pointsByIds } from '@tarim/registry/queries';
import { clusterExceedances } from '@tarim/science';
import { analysisErrors } from '../errors.ts';
import type { Analysis } from './analysis.ts';
import { quantileClasses } from './classes.ts';

const LONGEST_DAYS = 92;
const LIMIT = 50_000;

/** 超标聚集: exceedances of outlets that lie together in space and time, as one thing to look into. */
export const exceedanceCluster: Analysis<'exceedance-cluster'> = async (bench, input) => {
  const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
  if (!(from < to) || to - from > LONGEST_DAYS * DAY_MS)
    throw new TarimError(analysisErrors.period, { days: LONGEST_DAYS });
  bench.used('monitoring-points');
  const { db } = bench.ctx;
  const rows = await verdictsWhere(db, { from, to, verdict: 'exceeds' }, { limit: LIMIT });
  const points = new Map(
    (await pointsByIds(db, [...new Set(rows.map((one) => one.pointId))])).map((one) => [one.id, one]),
  );
  await bench.progress(0.4);
  const events = rows.flatMap((row) => {
    const point = points.get(row.pointId);
    if (!point || point.lon === null || point.lat === null) return [];
    return [{ id: row.pointId, x: point.lon, y: point.lat, time: row.time, value: row.exceedMultiple }];
  });
  const result = clusterExceedances({
    coordinates: 'lonlat',
    events,
    metres: input.kilometres * 1000,
    hours: input.hours,
    ...(input.minPoints ? { minPoints: input.minPoints } : {}),
  });
  await bench.progress(0.8);
  const features = result.clusters.flatMap((cluster, k) => {
    const names = [...new Set(cluster.members.map((i) => points.get(Number(events[i]!.id))?.name ?? ''))];
    return {
      geometry: { type: 'Point' as const, coordinates: [cluster.x, cluster.y] },
      label: names.slice(0, 3).join('、') + (names.length > 3 ? ' …' : ''),
      value: cluster.members.length,
      properties: {
        cluster: k + 1,
        places: cluster.places,
        from: beijingIso(cluster.from),
        to: beijingIso(cluster.to),
        radiusKm: cluster.radius / 1000,
        peak: cluster.peak,
      },
    };
  });
  return {
    features,
    style: quantileClasses(
      features.map((one) => one.value),
      null,
    ),
    figures: [
      { key: 'events', value: result.n },
      { key: 'clusters', value: result.clusters.length },
      { key: 'alone', value: result.alone.length },
    ],
    steps: result.steps,
    problems: result.problems,
    simulated: [...points.values()].some((one) => one.simulated),
  };
};
