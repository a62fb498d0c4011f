import { beijingIso, DAY_MS } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { unitsUnder } from '@tarim/region/queries';
import { pointParameters } from '@tarim/registry/queries';
import { latestRollups } from '@tarim/telemetry/queries';
import type { portalWaterStations, WaterStation } from '../../contract.ts';
import { factorNames, nameOf } from '../domain/words.ts';
import { publishedPoints } from '../published.ts';

export const WATER_KINDS = ['surface-water', 'drinking-water', 'groundwater'];
/** Water analysers measure every four hours: two days without an hour value is not “now”. */
const NOW_MS = 2 * DAY_MS;

/** Newest hour of every public water station. Classes (水质类别) are not judged from single hours. */
export async function waterStations(
  ctx: Context,
): Promise<Static<NonNullable<typeof portalWaterStations.response>>> {
  const now = ctx.clock.now();
  const { points, hides } = await publishedPoints(ctx.db, WATER_KINDS);
  const ids = points.map((point) => point.id);
  const [rollups, parameters, units] = await Promise.all([
    latestRollups(ctx.db, 'hour', ids),
    pointParameters(ctx.db, ids),
    unitsUnder(ctx.db, '/'),
  ]);
  const namesOf = new Map(units.map((unit) => [unit.path, unit.names]));
  const rollupOf = new Map(
    rollups.filter((row) => now - row.time <= NOW_MS).map((row) => [row.pointId, row]),
  );
  const unitOf = new Map(parameters.map((one) => [`${one.pointId}|${one.code}`, one.unit]));
  const stations = points.map((point): WaterStation => {
    const rollup = rollupOf.get(point.id);
    const names = namesOf.get(point.unitPath);
    const values = Object.values(rollup?.values ?? {}).filter((value) => !hides(point.id, value.code));
    return {
      pointId: point.id,
      name: nameOf(point.name),
      kind: point.kind,
      unitPath: point.unitPath,
      unitName: nameOf(names?.zh ?? point.unitPath, names?.en, names?.ug),
      lon: point.lon,
      lat: point.lat,
      time: rollup ? beijingIso(rollup.time) : null,
      simulated: point.simulated,
      values: values.map((value) => ({
        code: value.code,
        name: factorNames(value.code),
        value: value.invalid === null ? value.mean : null,
        unit: unitOf.get(`${point.id}|${value.code}`) ?? null,
        invalid: value.invalid,
        trace: { pointId: point.id, period: 'hour' as const, time: beijingIso(rollup!.time) },
      })),
    };
  });
  return { at: beijingIso(now), simulated: points.some((point) => point.simulated), stations };
}
