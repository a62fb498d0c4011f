import { type Box, boxOf } from '@tarim/geo';
import type { Context } from '@tarim/platform';
import { type AreaKind, LIVE_PATCHES, type Overlaps } from '../../contract.ts';
import { fold } from '../domain/life.ts';
import { versionsOf } from '../sql/areas.ts';
import { eventsOf, insertEvents, openMeeting, patchesById, setOverlaps } from '../sql/patches.ts';
import { overlapper } from './overlaps.ts';

export const REEVALUATE_JOB = 'redline.reevaluate';

export interface ReevaluateInput {
  readonly kind: AreaKind;
  readonly codes: readonly string[];
  readonly validFrom: string;
}

const AT_ONCE = 100;
const told = (overlaps: Overlaps) =>
  overlaps.areas.map(({ kind, code, version, areaM2 }) => ({
    kind,
    code,
    version,
    areaM2: Math.round(areaM2),
  }));
const same = (a: Overlaps, b: Overlaps) => JSON.stringify(told(a)) === JSON.stringify(told(b));

/**
 * Open patches of images from the day on which boundaries changed are laid over them anew: always over what is in force on the day of
 * their image. What changed is an event of the platform; the state stays.
 */
export async function reevaluate(
  ctx: Context,
  { kind, codes, validFrom }: ReevaluateInput,
  signal?: AbortSignal,
): Promise<{ looked: number; changed: number }> {
  const boxes: Box[] = [];
  for (const code of codes)
    boxes.push(...(await versionsOf(ctx.db, kind, code)).slice(0, 2).map((one) => boxOf(one.geometry)));
  const ids = boxes.length === 0 ? [] : await openMeeting(ctx.db, boxes, validFrom);
  let changed = 0;
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    if (signal?.aborted) throw new Error('aborted');
    changed += await ctx.db.transaction().execute(async (tx) => {
      const at = new Date(ctx.clock.now());
      let n = 0;
      for (const patch of await patchesById(tx, ids.slice(from, from + AT_ONCE), at, { lock: true })) {
        const overlaps = await (await overlapper(tx, patch.afterOn, boxOf(patch.geometry)))(patch.geometry);
        if (same(overlaps, patch.overlaps)) continue;
        n++;
        const { state } = fold(await eventsOf(tx, patch.id));
        await setOverlaps(tx, patch.id, overlaps, at);
        await insertEvents(tx, [
          {
            patchId: patch.id,
            unitPath: patch.unitPath,
            act: 're-evaluate',
            from: state,
            to: state,
            text: null,
            detail: { before: told(patch.overlaps), after: told(overlaps), validFrom },
            evidence: [],
            change: {},
            byName: null,
            byUser: null,
            at,
          },
        ]);
      }
      return n;
    });
  }
  if (changed > 0) ctx.live.publish(LIVE_PATCHES, { items: [] });
  return { looked: ids.length, changed };
}
