import type { ChangeClass, changesDetected } from '@tarim/imagery/contract';
import type { Context, Tx } from '@tarim/platform';
import type { PayloadOf } from '@tarim/platform/contract';
import { type ProposalBatch, sceneName } from '../../contract.ts';
import { proposePatches } from './propose.ts';

type Found = PayloadOf<typeof changesDetected>;

/**
 * Classes of the detector in those of the ledger (人类活动分类). Ground that was laid bare is a change without a cause that could be told;
 * what nature does is no patch of this platform.
 */
const CLASSES: Readonly<Record<Exclude<ChangeClass, 'natural'>, string | null>> = {
  mining: 'R12',
  road: 'R51',
  building: 'R73',
  photovoltaic: 'R31',
  farm: 'R71',
  water: 'R33',
  bare: null,
};

/** A batch of changes as proposals; null when all of it is natural. */
export function batchOf(found: Found): ProposalBatch | null {
  const patches = found.patches.flatMap((one) =>
    one.class === 'natural'
      ? []
      : [
          {
            ref: one.ref,
            geometry: one.geometry,
            confidence: one.confidence,
            classGuess: one.class && CLASSES[one.class],
            indexChange: Object.fromEntries(
              Object.entries(one.indexChange).map(([name, change]) => [name.toUpperCase(), change]),
            ),
          },
        ],
  );
  if (patches.length === 0) return null;
  return {
    detector: found.detector,
    detectorVersion: found.version,
    parameters: { ...found.parameters, imageryRun: found.run },
    beforeScene: sceneName(found.before.scene),
    afterScene: sceneName(found.after.scene),
    // Two scenes of one day have an order by the hour only.
    beforeOn: found.before.on < found.after.on ? found.before.on : null,
    afterOn: found.after.on,
    simulated: found.simulated,
    patches,
  };
}

/** Changes between scenes become patches (检测图斑); what lies outside the region or was proposed before is passed over. */
export async function takeImageryChanges(ctx: Context, tx: Tx, found: Found): Promise<void> {
  const batch = batchOf(found);
  if (!batch) return;
  const { added, problems } = await proposePatches(ctx, null, batch, 'zh', tx);
  const left = found.patches.length - batch.patches.length;
  ctx.log.info({ run: found.run, added, natural: left, refused: problems.length }, 'changes between scenes');
  if (problems.length > 0)
    ctx.log.warn({ run: found.run, problems: problems.slice(0, 5) }, 'patches were refused');
}
