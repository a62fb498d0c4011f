import type { DbOrTx } from '@tarim/platform';
import { drawnOutlines, unitLocator } from '@tarim/region/queries';
import type { Judging } from '../domain/judge-row.ts';

/** Whether a place lies in the region or in a unit, by the outlines that hold today; where there are none, nothing is outside. */
export async function withinOf(db: DbOrTx, unitPath: string): Promise<Judging['within']> {
  const drawn = [...(await drawnOutlines(db, 'county')), ...(await drawnOutlines(db, 'prefecture'))];
  if (drawn.length === 0) return () => true;
  const locate = await unitLocator(db);
  return (lon, lat, of) => {
    const unit = locate(lon, lat);
    return unit !== null && (of === 'region' || unit.path.startsWith(unitPath));
  };
}
