import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { readTerms } from '../sql/terms.ts';
import * as act from '../use-cases/acts.ts';
import { importPatches } from '../use-cases/import-patches.ts';
import { setTerm } from '../use-cases/ledger.ts';
import { proposePatches } from '../use-cases/propose.ts';
import { countPatches, getPatch, listPatches, listPrecision, overview } from '../use-cases/read-patches.ts';
import { mergePatch, splitPatch } from '../use-cases/split-merge.ts';
import { take } from '../use-cases/take.ts';
import { getThemeObject, listThemeObjects, recordThemeObject, seeAlert } from '../use-cases/themes.ts';
import { tongueOf } from './http.ts';

const actRoutes: readonly BoundRoute[] = [
  implement(contract.interpretPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'interpret', act.interpret(body)),
  ),
  implement(contract.discardPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'discard', act.discard(body)),
  ),
  implement(contract.suspectPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'suspect', { text: body.text }),
  ),
  implement(contract.dispatchPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'dispatch', act.dispatch(ctx, actor!, body)),
  ),
  implement(contract.receivePatch, ({ actor, params }, ctx) => take(ctx, actor!, params.id, 'receive', {})),
  implement(contract.giveBackPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'give-back', { text: body.text }),
  ),
  implement(contract.verifyPatch, async ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'verify', await act.verify(ctx, body)),
  ),
  implement(contract.sendBackPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'send-back', { text: body.text }),
  ),
  implement(contract.judgePatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'judge', act.judge(ctx, body)),
  ),
  implement(contract.orderPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'order', act.order(ctx, body)),
  ),
  implement(contract.handOverPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'hand-over', act.handOver(ctx, actor!, body)),
  ),
  implement(contract.submitPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'submit', act.submit(ctx, body)),
  ),
  implement(contract.acceptPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'accept', act.acceptance(ctx, body)),
  ),
  implement(contract.refusePatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'refuse', act.refuse(body.text)),
  ),
  implement(contract.lookBackPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'look-back', act.acceptance(ctx, body)),
  ),
  implement(contract.reopenPatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'reopen', act.reopen(ctx, body)),
  ),
  implement(contract.restorePatch, ({ actor, params, body }, ctx) =>
    take(ctx, actor!, params.id, 'restore', act.restore(body.text)),
  ),
  implement(contract.splitPatch, ({ actor, params, body }, ctx) => splitPatch(ctx, actor!, params.id, body)),
  implement(contract.mergePatch, ({ actor, params, body }, ctx) => mergePatch(ctx, actor!, params.id, body)),
];

export const patchRoutes: readonly BoundRoute[] = [
  implement(contract.listPatches, ({ query }, ctx) => listPatches(ctx, query)),
  implement(contract.countPatches, ({ query }, ctx) => countPatches(ctx, query)),
  implement(contract.getPatch, ({ actor, params }, ctx) => getPatch(ctx, actor!, params.id)),
  implement(contract.proposePatches, ({ actor, body, request }, ctx) =>
    proposePatches(ctx, actor!, body, tongueOf(request)),
  ),
  implement(contract.importPatches, async ({ actor, query, request }, ctx) =>
    importPatches(ctx, actor!, await uploadedFile(request), query, tongueOf(request)),
  ),
  implement(contract.listPrecision, ({ query }, ctx) => listPrecision(ctx, query)),
  implement(contract.overview, (_call, ctx) => overview(ctx)),
  implement(contract.listTerms, async (_call, { db }) => ({ terms: await readTerms(db) })),
  implement(contract.setTerm, ({ actor, body }, ctx) => setTerm(ctx, actor!, body)),
  ...actRoutes,
  implement(contract.listThemeObjects, ({ query }, ctx) => listThemeObjects(ctx, query)),
  implement(contract.recordThemeObject, ({ actor, body }, ctx) => recordThemeObject(ctx, actor!, body)),
  implement(contract.getThemeObject, ({ params }, ctx) => getThemeObject(ctx, params.id)),
  implement(contract.seeAlert, ({ actor, params, body }, ctx) => seeAlert(ctx, actor!, params.id, body.text)),
];
