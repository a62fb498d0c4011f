import { beijingDate, beijingIso } from '@tarim/kernel';
import type { Context, Static } from '@tarim/platform';
import { listPoints } from '@tarim/registry/queries';
import { VOC_SPECIES } from '@tarim/standards';
import type { listSpecies as speciesRoute, listStations as stationsRoute } from '../../contract.ts';
import { stationHours } from '../sql/hours.ts';
import { stationName } from './frame.ts';

/** Component and traffic stations in use. */
export async function listStations(
  ctx: Context,
): Promise<Static<NonNullable<typeof stationsRoute.response>>> {
  const [points, hours] = await Promise.all([listPoints(ctx.db, { kind: 'air' }), stationHours(ctx.db)]);
  return {
    component: points
      .filter((one) => one.purposes.includes('component'))
      .map((one) => {
        const found = hours.get(one.id);
        const data = found && {
          hours: found.hours,
          first: beijingIso(found.first.getTime()),
          last: beijingIso(found.last.getTime()),
        };
        return { ...stationName(one), data: data ?? null };
      }),
    traffic: points.filter((one) => one.purposes.includes('traffic')).map(stationName),
    today: beijingDate(ctx.clock.now()),
  };
}

/** The list of species as it is used. */
export function listSpecies(): Static<NonNullable<typeof speciesRoute.response>> {
  return { species: VOC_SPECIES.map(({ names: _, ...one }) => ({ ...one })) };
}
