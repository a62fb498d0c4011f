import { beijingIso } from '@tarim/kernel';
import type { Context } from '@tarim/platform';
import type { UnitOutlines } from '../../contract.ts';
import { outlineVersions } from '../sql/outlines.ts';
import { readRevision } from '../sql/state.ts';
import { unitsUnder } from '../sql/units.ts';

/** Units that are drawn, with where their outlines come from: which are the authority's own, which the pack's demonstration. */
export async function listOutlines(ctx: Context): Promise<{ units: UnitOutlines[] }> {
  const { day } = await readRevision(ctx.db);
  const [units, versions] = await Promise.all([unitsUnder(ctx.db, '/'), outlineVersions(ctx.db, day)]);
  const byUnit = Map.groupBy(versions, (one) => one.unitCode);
  return {
    units: units.flatMap(({ code, names, path, level, hierarchy }) => {
      const own = byUnit.get(code);
      if (!own) return [];
      // A Corps city is drawn in two layers; both got the same outline at the same time.
      const [first] = own;
      return [
        {
          code,
          names,
          path,
          level,
          hierarchy,
          layers: [...new Set(own.map((one) => one.layer))],
          versions: own
            .filter((one) => one.layer === first!.layer)
            .map(({ effectiveFrom, source, demo, recordedAt, holds }) => ({
              effectiveFrom,
              source,
              demo,
              recordedAt: beijingIso(recordedAt),
              holds,
            })),
        },
      ];
    }),
  };
}
