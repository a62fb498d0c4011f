import { cityCodeOf, latestCityAqi, latestVerdicts, standardsInUse } from '@tarim/evaluation/queries';
import { beijingIso, DAY_MS } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { regionUnit } from '@tarim/region/queries';
import type { portalMeta } from '../../contract.ts';
import { nameOf, notesOf } from '../domain/words.ts';
import { publishedPoints } from '../published.ts';
import { OUTLET_KINDS } from './enterprises.ts';
import { WATER_KINDS } from './water-stations.ts';

/** About the data: whether they are simulated, by what they are judged, how fresh they are. */
export async function meta(ctx: Context): Promise<Static<NonNullable<typeof portalMeta.response>>> {
  const now = ctx.clock.now();
  const { points } = await publishedPoints(ctx.db, ['air', ...OUTLET_KINDS, ...WATER_KINDS]);
  const outlets = points.filter((point) => OUTLET_KINDS.includes(point.kind));
  const cities = new Set(
    points.filter((point) => point.kind === 'air').map((point) => cityCodeOf(point.unitPath)),
  );
  const [aqi, verdicts, root] = await Promise.all([
    latestCityAqi(
      ctx.db,
      'hour',
      [...cities].filter((code) => code !== null),
      now - DAY_MS,
    ),
    latestVerdicts(
      ctx.db,
      outlets.map((point) => point.id),
    ),
    regionUnit(ctx.db),
  ]);
  const updated = Math.max(0, ...aqi.map((row) => row.computedAt), ...verdicts.map((row) => row.computedAt));
  const simulated = points.some((point) => point.simulated);
  return {
    at: beijingIso(now),
    simulated,
    updatedAt: updated === 0 ? null : beijingIso(updated),
    regionName: root ? nameOf(root.names.zh, root.names.en, root.names.ug) : nameOf(''),
    publicStations: points.length - outlets.length,
    publicEnterprises: new Set(outlets.map((point) => point.enterpriseId)).size,
    notes: notesOf(simulated),
    standards: (await standardsInUse(ctx.db, now)).map((one) => ({
      code: one.code,
      title: nameOf(one.titleZh, one.titleEn),
      effectiveFrom: one.effectiveFrom,
      confidence: one.confidence,
      use: one.use,
    })),
  };
}
