import { Readable } from 'node:stream';
import { type BoundRoute, implement, negotiateLanguage, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import type { Tongue } from './domain/tell.ts';
import { keepUpload } from './use-cases/files.ts';
import { listHosts, setHosts } from './use-cases/hosts.ts';
import {
  createPipeline,
  getPipeline,
  getVersion,
  listPipelines,
  removePipeline,
  switchPipeline,
  updatePipeline,
} from './use-cases/pipelines.ts';
import { preview } from './use-cases/preview.ts';
import { getRun, listRuns, problemsCsv, requireRun } from './use-cases/read-runs.ts';
import { cancelRun, retryRun, startRun } from './use-cases/start-run.ts';

const tongueOf = (request: { headers: Record<string, unknown> }): Tongue =>
  negotiateLanguage(request.headers['accept-language'] as string | undefined) === 'en' ? 'en' : 'zh';

export const routes: readonly BoundRoute[] = [
  implement(contract.listPipelines, ({ actor }, ctx) => listPipelines(ctx, actor!)),
  implement(contract.getPipeline, ({ actor, params }, ctx) => getPipeline(ctx, actor!, params.id)),
  implement(contract.getVersion, ({ actor, params }, ctx) =>
    getVersion(ctx, actor!, params.id, params.version),
  ),
  implement(contract.createPipeline, ({ actor, body }, ctx) => createPipeline(ctx, actor!, body)),
  implement(contract.updatePipeline, ({ actor, params, body }, ctx) =>
    updatePipeline(ctx, actor!, params.id, body),
  ),
  implement(contract.switchPipeline, ({ actor, params, body }, ctx) =>
    switchPipeline(ctx, actor!, params.id, body.active),
  ),
  implement(contract.removePipeline, ({ actor, params }, ctx) => removePipeline(ctx, actor!, params.id)),
  implement(contract.uploadFile, async ({ actor, request }, ctx) =>
    keepUpload(ctx, actor!, await uploadedFile(request)),
  ),
  implement(contract.previewSource, ({ actor, body, request }, ctx) =>
    preview(ctx, actor!, body, tongueOf(request)),
  ),
  implement(contract.startRun, ({ actor, params, body }, ctx) =>
    startRun(ctx, actor!, params.id, body.file ?? null),
  ),
  implement(contract.listRuns, ({ actor, query, request }, ctx) =>
    listRuns(ctx, actor!, query, tongueOf(request)),
  ),
  implement(contract.getRun, ({ actor, params, request }, ctx) =>
    getRun(ctx, actor!, params.id, tongueOf(request)),
  ),
  implement(contract.runProblems, async ({ actor, params, request, reply }, ctx) => {
    await requireRun(ctx, actor!, params.id);
    return reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="run-${params.id}-problems.csv"`)
      .send(Readable.from(problemsCsv(ctx, params.id, tongueOf(request))));
  }),
  implement(contract.cancelRun, ({ actor, params }, ctx) => cancelRun(ctx, actor!, params.id)),
  implement(contract.retryRun, ({ actor, params }, ctx) => retryRun(ctx, actor!, params.id)),
  implement(contract.listHosts, (_call, ctx) => listHosts(ctx)),
  implement(contract.setHosts, ({ actor, body }, ctx) => setHosts(ctx, actor!, body.hosts)),
];
