import { type BoundRoute, implement, negotiateLanguage } from '@tarim/platform';
import * as contract from '../contract.ts';
import { campaignReport, exportCampaign, type MadeFile } from './use-cases/files.ts';
import { assignObjects, changeCampaign, draftCampaign, stepCampaign } from './use-cases/plan.ts';
import { getCampaign, listCampaigns } from './use-cases/read.ts';
import { answerInvitation, listResults, writeResult } from './use-cases/work.ts';
import type { Tongue } from './words.ts';

const tongueOf = (request: { headers: { 'accept-language'?: string } }): Tongue =>
  negotiateLanguage(request.headers['accept-language']) === 'en' ? 'en' : 'zh';

interface Reply {
  type(mime: string): Reply;
  header(name: string, value: string): Reply;
  send(body: Buffer): unknown;
}
async function send(
  reply: Reply,
  { bytes, mime, name }: MadeFile,
  how: 'inline' | 'attachment',
): Promise<undefined> {
  reply.type(mime).header('content-disposition', `${how}; filename="${name}"`);
  await reply.send(Buffer.from(bytes));
  return undefined;
}

export const routes: readonly BoundRoute[] = [
  implement(contract.listCampaigns, ({ query }, ctx) => listCampaigns(ctx, query)),
  implement(contract.getCampaign, ({ actor, params }, ctx) => getCampaign(ctx, actor!, params.id)),
  implement(contract.draftCampaign, ({ actor, body }, ctx) => draftCampaign(ctx, actor!, body)),
  implement(contract.changeCampaign, ({ actor, params, body }, ctx) =>
    changeCampaign(ctx, actor!, params.id, body),
  ),
  implement(contract.stepCampaign, ({ actor, params, body }, ctx) =>
    stepCampaign(ctx, actor!, params.id, body),
  ),
  implement(contract.assignObjects, ({ actor, params, body }, ctx) =>
    assignObjects(ctx, actor!, params.id, body.objects),
  ),
  implement(contract.answerInvitation, ({ actor, params, body }, ctx) =>
    answerInvitation(ctx, actor!, params.id, body),
  ),
  implement(contract.writeResult, ({ actor, params, body }, ctx) =>
    writeResult(ctx, actor!, params.id, params.enterpriseId, body),
  ),
  implement(contract.listResults, ({ params }, ctx) => listResults(ctx, params.id, params.enterpriseId)),
  implement(contract.exportCampaign, async ({ actor, params, query, request, reply }, ctx) =>
    send(reply, await exportCampaign(ctx, actor!, params.id, query.format, tongueOf(request)), 'attachment'),
  ),
  implement(contract.campaignReport, async ({ actor, params, query, reply }, ctx) =>
    send(reply, await campaignReport(ctx, actor!, params.id, query.format), 'inline'),
  ),
];
