import { DRAW_ALGORITHM, type DrawInput } from '@tarim/science';
import type { PoolObject, Scheme } from '../../contract.ts';
import type { DrawNames, Published } from '../sql/draws.ts';
import type { InspectorRow } from '../sql/pools.ts';

/** `2026-11-27` → `2026-01-01`: visits are counted by calendar years. */
export const yearFrom = (on: string): string => `${on.slice(0, 4)}-01-01`;

/** More than this without a visit weighs more (`gap`: over-12-months). */
const GAP_MONTHS = 12;

const monthsBefore = (on: string, months: number): string => {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1 - months, day)).toISOString().slice(0, 10);
};

/**
 * What a draw takes, from the pools as they are now: objects by their credit codes, officers by their certificates, so that the same
 * text can be published. Who has had as many visits as the cap allows is held; so is who stands so in the pool.
 */
export function prepareDraw(
  { number, on, commitment }: { number: string; on: string; commitment: string },
  scheme: Pick<Scheme, 'quotas' | 'weights' | 'teamSize' | 'visitCap'>,
  objects: readonly PoolObject[],
  officers: readonly InspectorRow[],
): { input: Published; names: DrawNames } {
  const codeOf = new Map(objects.map(({ enterpriseId, uscc }) => [enterpriseId, uscc]));
  const longAgo = monthsBefore(on, GAP_MONTHS);
  const input: Published = {
    algorithm: DRAW_ALGORITHM,
    draw: number,
    commitment,
    on,
    quotas: scheme.quotas as DrawInput['quotas'],
    weights: scheme.weights,
    teamSize: scheme.teamSize,
    objects: objects.map(({ uscc, stratum, factors, hold, speciality, visits, lastVisit }) => ({
      id: uscc,
      stratum,
      factors: {
        ...factors,
        gap: lastVisit === null || lastVisit < longAgo ? 'over-12-months' : 'recent',
      },
      held: hold ?? (scheme.visitCap !== null && visits >= scheme.visitCap ? 'visit-cap' : null),
      speciality,
    })),
    officers: officers.map(({ certificate, certifiedTo, specialities, recusals }) => ({
      id: certificate,
      certifiedTo,
      specialities,
      recusals: recusals.flatMap((id) => codeOf.get(id) ?? []),
    })),
  };
  return {
    input,
    names: {
      objects: Object.fromEntries(
        objects.map(({ uscc, enterpriseId, name, unitPath }) => [uscc, { id: enterpriseId, name, unitPath }]),
      ),
      officers: Object.fromEntries(officers.map(({ certificate, id, name }) => [certificate, { id, name }])),
    },
  };
}
