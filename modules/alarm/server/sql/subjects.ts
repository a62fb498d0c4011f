import type { DbOrTx } from '@tarim/platform';
import { enterprisesByIds, pointsByIds } from '@tarim/registry/queries';
import type { KnownSubject } from '../domain/alarm.ts';

/** What an alarm keeps of its point, as the registry knows it now. Unknown points are absent. */
export async function subjectsOf(
  db: DbOrTx,
  pointIds: readonly number[],
): Promise<ReadonlyMap<number, KnownSubject>> {
  if (pointIds.length === 0) return new Map();
  const points = await pointsByIds(db, pointIds);
  const enterpriseIds = points.map((point) => point.enterpriseId).filter((id): id is number => id !== null);
  const enterprises = await enterprisesByIds(db, [...new Set(enterpriseIds)]);
  const nameOf = new Map(enterprises.map((one) => [one.id, one.name]));
  return new Map(
    points.map((point) => [
      point.id,
      {
        pointId: point.id,
        pointName: point.name,
        pointKind: point.kind,
        enterpriseId: point.enterpriseId,
        enterpriseName: point.enterpriseId === null ? null : (nameOf.get(point.enterpriseId) ?? null),
        unitPath: point.unitPath,
        simulated: point.simulated,
        active: point.active,
      },
    ]),
  );
}
