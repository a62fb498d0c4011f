import { TarimError } from '@tarim/kernel';
import type { Role } from '@tarim/raster';
import type { ChangeParameters, SceneBand, Sensor } from '../../contract.ts';
import { imageryErrors as E } from '../errors.ts';

export interface Comparable {
  readonly sensor: Sensor;
  readonly bands: readonly SceneBand[];
  readonly reflectance: boolean;
}

/** Bands that show the ground. */
export const SPECTRAL: readonly Role[] = ['B', 'G', 'R', 'N', 'S1', 'S2'];

/**
 * The bands that two scenes are compared by. Differences of numbers mean something when both are reflectances or come from one kind of
 * sensor; IR-MAD sees through gain and offset.
 * @throws TarimError IMAGERY_SENSOR_UNFIT, IMAGERY_BANDS_DIFFER, IMAGERY_UNITS_DIFFER
 */
export function comparedRoles(
  before: Comparable,
  after: Comparable,
  { method, roles }: Pick<ChangeParameters, 'method' | 'roles'>,
): Role[] {
  if (before.sensor === 'thematic' || after.sensor === 'thematic') throw new TarimError(E.sensorUnfit);
  const has = ({ bands }: Comparable, role: Role) => bands.some((band) => band.role === role);
  const common = SPECTRAL.filter((role) => has(before, role) && has(after, role));
  const chosen = roles === undefined ? common : common.filter((role) => roles.includes(role));
  const least = method === 'ir-mad' ? 2 : 1;
  if (chosen.length < least || (roles !== undefined && chosen.length < new Set(roles).size))
    throw new TarimError(E.bandsDiffer, {
      before: before.bands.map(({ role }) => role).join(' '),
      after: after.bands.map(({ role }) => role).join(' '),
      asked: roles?.join(' ') ?? `≥ ${least}`,
    });
  const alike =
    before.reflectance === after.reflectance && (before.reflectance || before.sensor === after.sensor);
  if (method === 'cva' && !alike) throw new TarimError(E.unitsDiffer);
  return chosen;
}
