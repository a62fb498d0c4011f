import { type BoundRoute, implement, type Language, negotiateLanguage, uploadedFile } from '@tarim/platform';
import * as contract from '../contract.ts';
import { listBatches, runsOfPoint, startBatch } from './use-cases/batches.ts';
import { listDetectors, saveSetting } from './use-cases/detectors.ts';
import { evidenceFile, giveFeedback, uploadEvidence } from './use-cases/feedback.ts';
import { leadSeries } from './use-cases/lead-series.ts';
import { getLead, listLeads } from './use-cases/read-leads.ts';

type Asked = { readonly headers: { readonly 'accept-language'?: string } };
const languageOf = (request: Asked): Language => negotiateLanguage(request.headers['accept-language']);

export const routes: readonly BoundRoute[] = [
  implement(contract.listLeads, ({ query, request }, ctx) => listLeads(ctx, query, languageOf(request))),
  implement(contract.getLead, ({ actor, params, request }, ctx) =>
    getLead(ctx, actor!, params.id, languageOf(request)),
  ),
  implement(contract.leadSeries, ({ params, request }, ctx) =>
    leadSeries(ctx, params.id, languageOf(request)),
  ),
  implement(contract.giveFeedback, async ({ actor, params, body, request }, ctx) => {
    await giveFeedback(ctx, actor!, params.id, body);
    return getLead(ctx, actor!, params.id, languageOf(request));
  }),
  implement(contract.uploadEvidence, async ({ actor, request }, ctx) =>
    uploadEvidence(ctx, actor!, await uploadedFile(request)),
  ),
  implement(contract.getEvidence, async ({ params, reply }, ctx) => {
    const file = await evidenceFile(ctx, params.id, params.sha256);
    return reply
      .type(file.mime)
      .header('content-disposition', 'inline')
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(file.bytes)) as never;
  }),
  implement(contract.listDetectors, (_call, ctx) => listDetectors(ctx)),
  implement(contract.saveSetting, ({ actor, params, body }, ctx) =>
    saveSetting(ctx, actor!, params.detector, body),
  ),
  implement(contract.runsOfPoint, ({ params, request }, ctx) =>
    runsOfPoint(ctx, params.id, languageOf(request)),
  ),
  implement(contract.listBatches, (_call, ctx) => listBatches(ctx)),
  implement(contract.startBatch, ({ actor, body }, ctx) => startBatch(ctx, actor!, body)),
];
