import { type BoundRoute, implement, negotiateLanguage, uploadedFile } from '@tarim/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as contract from '../contract.ts';
import type { Words } from './domain/words.ts';
import { reaches, riverSummary } from './sql/rivers.ts';
import { cancelRun, deleteRun, markHanded } from './use-cases/end-runs.ts';
import { importRivers } from './use-cases/import-rivers.ts';
import { listChoices } from './use-cases/list-choices.ts';
import { getRun, listRuns, runFeatures } from './use-cases/read-runs.ts';
import { startRun } from './use-cases/start-run.ts';

const wordsOf = ({ headers }: FastifyRequest): Words =>
  negotiateLanguage(headers['accept-language']) === 'en' ? 'en' : 'zh';

/** GeoJSON that a page which has it need not load again. */
async function sendTagged(
  request: FastifyRequest,
  reply: FastifyReply,
  tag: string,
  text: () => Promise<string>,
): Promise<undefined> {
  const etag = `"${tag}"`;
  reply.header('etag', etag).header('cache-control', 'private, no-cache');
  if (request.headers['if-none-match']?.includes(etag)) await reply.code(304).send();
  else await reply.type('application/geo+json').send(await text());
  return undefined;
}

export const routes: readonly BoundRoute[] = [
  implement(contract.listChoices, ({ actor, request }, ctx) => listChoices(ctx, actor!, wordsOf(request))),
  implement(contract.listRuns, ({ actor, query, request }, ctx) =>
    listRuns(ctx, actor!, query, wordsOf(request)),
  ),
  implement(contract.startRun, ({ actor, body }, ctx) => startRun(ctx, actor!, body)),
  implement(contract.getRun, ({ actor, params, request }, ctx) =>
    getRun(ctx, actor!, params.id, wordsOf(request)),
  ),
  implement(contract.cancelRun, ({ actor, params }, ctx) => cancelRun(ctx, actor!, params.id)),
  implement(contract.deleteRun, ({ actor, params }, ctx) => deleteRun(ctx, actor!, params.id)),
  implement(contract.runFeatures, async ({ actor, params, request, reply }, ctx) => {
    const { tag, text } = await runFeatures(ctx, actor!, params.id);
    return sendTagged(request, reply, tag, text);
  }),
  implement(contract.markHanded, ({ actor, params, body }, ctx) =>
    markHanded(ctx, actor!, params.id, body.taskId),
  ),
  implement(contract.getRivers, async (_call, { db }) => {
    const { newest: _newest, ...summary } = await riverSummary(db);
    return summary;
  }),
  implement(contract.riverFeatures, async ({ request, reply }, { db }) => {
    const { newest } = await riverSummary(db);
    return sendTagged(request, reply, `rivers-${newest}`, async () =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: (await reaches(db)).map(({ geometry, ...properties }) => ({
          type: 'Feature',
          id: properties.id,
          geometry,
          properties,
        })),
      }),
    );
  }),
  implement(contract.importRivers, async ({ actor, request }, ctx) =>
    importRivers(ctx, actor!, await uploadedFile(request)),
  ),
];
