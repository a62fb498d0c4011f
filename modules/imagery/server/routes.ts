import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import type { FastifyRequest } from 'fastify';
import * as contract from '../contract.ts';
import type { Tongue } from './domain/failure.ts';
import { preparedTables } from './domain/prepared-tables.ts';
import { removeScene, retryScene } from './use-cases/change-scene.ts';
import { receiveScene } from './use-cases/ingest-scene.ts';
import { listMapScenes } from './use-cases/map-scenes.ts';
import { sendChip, sendFile, sendTile, tileJson } from './use-cases/pictures.ts';
import { planComposite } from './use-cases/plan-composite.ts';
import { changePatches, getChange, listChanges } from './use-cases/read-changes.ts';
import { getScene, listScenes, scenesAt } from './use-cases/read-scenes.ts';
import { getTransition, listTransitions } from './use-cases/read-transitions.ts';
import { listVersions, readText, saveClasses } from './use-cases/scene-classes.ts';
import { cancelChange, startChange } from './use-cases/start-change.ts';
import { startComposite } from './use-cases/start-composite.ts';
import { cancelTransition, startTransition } from './use-cases/start-transition.ts';

const tongueOf = ({ headers }: FastifyRequest): Tongue =>
  negotiateLanguage(headers['accept-language']) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.listScenes, ({ actor, query, request }, ctx) =>
    listScenes(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.listMapScenes, ({ actor, query }, ctx) => listMapScenes(ctx, actor, query)),
  implement(contract.scenesAt, ({ query }, ctx) => scenesAt(ctx, query)),
  implement(contract.getScene, ({ actor, params, request }, ctx) =>
    getScene(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.ingestScene, ({ actor, query, request }, ctx) =>
    receiveScene(ctx, actor!, request, query),
  ),
  implement(contract.retryScene, ({ actor, params, body }, ctx) => retryScene(ctx, actor!, params.id, body)),
  implement(contract.removeScene, async ({ actor, params }, ctx) => {
    await removeScene(ctx, actor!, params.id);
    return undefined;
  }),
  implement(contract.planComposite, ({ query, request }, ctx) =>
    planComposite(ctx, query, tongueOf(request)),
  ),
  implement(contract.startComposite, ({ actor, body }, ctx) => startComposite(ctx, actor!, body)),
  implement(contract.listClassTables, async () => ({ tables: preparedTables() })),
  implement(contract.readClassText, async ({ body }) => readText(body)),
  implement(contract.listSceneClasses, ({ params }, ctx) => listVersions(ctx, params.id)),
  implement(contract.saveSceneClasses, ({ actor, params, body }, ctx) =>
    saveClasses(ctx, actor!, params.id, body),
  ),
  implement(contract.getTile, (call, ctx) => sendTile(ctx, call, call.params, call.query)),
  implement(contract.getTileJson, (call, ctx) => tileJson(ctx, call, call.params.id, call.query)),
  implement(contract.getChip, (call, ctx) => sendChip(ctx, call, call.params.id, call.query)),
  implement(contract.getSceneFile, (call, ctx) => sendFile(ctx, call, call.params.id, call.query.part)),
  implement(contract.listChangeRuns, ({ actor, query, request }, ctx) =>
    listChanges(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.startChangeRun, ({ actor, body }, ctx) => startChange(ctx, actor!, body)),
  implement(contract.getChangeRun, ({ actor, params, request }, ctx) =>
    getChange(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.cancelChangeRun, ({ actor, params }, ctx) => cancelChange(ctx, actor!, params.id)),
  implement(contract.listTransitions, ({ actor, query, request }, ctx) =>
    listTransitions(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.startTransition, ({ actor, body }, ctx) => startTransition(ctx, actor!, body)),
  implement(contract.getTransition, ({ actor, params, request }, ctx) =>
    getTransition(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.cancelTransition, ({ actor, params }, ctx) => cancelTransition(ctx, actor!, params.id)),
  implement(contract.getChangePatches, async ({ params, request, reply }, ctx) => {
    const { tag, text } = await changePatches(ctx, params.id);
    const etag = `"${tag}"`;
    reply.header('etag', etag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match']?.includes(etag)) await reply.code(304).send();
    else await reply.type('application/geo+json').send(await text());
    return undefined;
  }),
];
