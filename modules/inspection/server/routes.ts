import { TarimError } from '@tarim/kernel';
import { type BoundRoute, implement, sendEvidence } from '@tarim/platform';
import * as contract from '../contract.ts';
import { inspectionErrors as E } from './errors.ts';
import { arrangeVisit, suggestTeam } from './use-cases/assign.ts';
import { commitDraw, getDraw, listDraws, runDraw, voidDraw } from './use-cases/draws.ts';
import { drawData, getOpenDraw, listOpenDraws } from './use-cases/open.ts';
import {
  changeObject,
  getScheme,
  listInspectors,
  listPool,
  saveInspector,
  setScheme,
  syncPool,
  unitOf,
} from './use-cases/pools.ts';
import { actOnPositive, listOpenPositive, listPositive, nominatePositive } from './use-cases/positive.ts';
import { listRecords, recordDocument, recordFile } from './use-cases/records.ts';
import { visitStatistics } from './use-cases/statistics.ts';
import { listVisits, planVisit, recordVisit } from './use-cases/visits.ts';

export const routes: readonly BoundRoute[] = [
  implement(contract.listPool, ({ query }, ctx) => listPool(ctx, query)),
  implement(contract.syncPool, ({ actor, body }, ctx) => syncPool(ctx, actor!, body.unit)),
  implement(contract.changeObject, ({ actor, params, body }, ctx) =>
    changeObject(ctx, actor!, params.id, body),
  ),
  implement(contract.listInspectors, async ({ query }, ctx) => ({
    inspectors: await listInspectors(ctx, query.unit),
  })),
  implement(contract.addInspector, ({ actor, body }, ctx) => saveInspector(ctx, actor!, null, body)),
  implement(contract.changeInspector, ({ actor, params, body }, ctx) =>
    saveInspector(ctx, actor!, params.id, body),
  ),
  implement(contract.getScheme, async ({ actor, query }, ctx) =>
    getScheme(ctx, query.unit ?? (await unitOf(ctx, actor!, 'inspection.read'))),
  ),
  implement(contract.setScheme, ({ actor, body }, ctx) => setScheme(ctx, actor!, body)),
  implement(contract.listDraws, ({ query }, ctx) => listDraws(ctx, query)),
  implement(contract.getDraw, ({ params }, ctx) => getDraw(ctx, params.id)),
  implement(contract.commitDraw, ({ actor, body }, ctx) => commitDraw(ctx, actor!, body.unitPath)),
  implement(contract.runDraw, ({ actor, params }, ctx) => runDraw(ctx, actor!, params.id)),
  implement(contract.voidDraw, ({ actor, params, body }, ctx) =>
    voidDraw(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.listVisits, ({ query }, ctx) => listVisits(ctx, query)),
  implement(contract.planVisit, ({ actor, body }, ctx) => planVisit(ctx, actor!, body)),
  implement(contract.suggestTeam, ({ actor, query }, ctx) => suggestTeam(ctx, actor!, query)),
  implement(contract.arrangeVisit, ({ actor, params, body }, ctx) =>
    arrangeVisit(ctx, actor!, params.id, body),
  ),
  implement(contract.visitStatistics, ({ query }, ctx) => visitStatistics(ctx, query)),
  implement(contract.recordVisit, ({ actor, params, body }, ctx) =>
    recordVisit(ctx, actor!, params.id, body),
  ),
  implement(contract.listRecords, ({ actor, params }, ctx) => listRecords(ctx, actor!, params.id)),
  implement(contract.getRecordDocument, async ({ actor, params, query, reply }, ctx) => {
    const { bytes, mime, name } = await recordDocument(ctx, actor!, params.id, query.format);
    reply.type(mime).header('content-disposition', `inline; filename="${name}"`);
    await reply.send(Buffer.from(bytes));
    return undefined;
  }),
  implement(contract.getRecordFile, async ({ actor, params, ...http }, ctx) => {
    const file = await recordFile(ctx, actor!, params.id, params.sha256);
    if (!(await sendEvidence(http, ctx.files, file)))
      throw new TarimError(E.recordUnknown, { id: params.id });
    return undefined;
  }),
  implement(contract.listPositive, ({ query }, ctx) => listPositive(ctx, query)),
  implement(contract.nominatePositive, ({ actor, body }, ctx) => nominatePositive(ctx, actor!, body)),
  implement(contract.actOnPositive, ({ actor, params, body }, ctx) =>
    actOnPositive(ctx, actor!, params.id, body),
  ),
  implement(contract.listOpenPositive, ({ query }, ctx) => listOpenPositive(ctx, query.before)),
  implement(contract.listOpenDraws, ({ query }, ctx) => listOpenDraws(ctx, query.before)),
  implement(contract.getOpenDraw, ({ params }, ctx) => getOpenDraw(ctx, params.id)),
  implement(contract.getDrawData, async ({ params, reply }, ctx) => {
    const { name, line } = await drawData(ctx, params.id);
    reply.type('application/json').header('content-disposition', `attachment; filename="${name}"`);
    await reply.send(line);
    return undefined;
  }),
];
