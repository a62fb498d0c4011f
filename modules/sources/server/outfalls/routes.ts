import { type BoundRoute, implement, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { sendXlsx, tongueOf } from '../use-cases/http.ts';
import {
  closeOutfall,
  monitorOutfall,
  planOutfall,
  returnOutfall,
  traceOutfall,
  treatOutfall,
} from './acts.ts';
import { exportOutfalls, importOutfalls } from './import.ts';
import { getEvidence, getOutfall, outfallProgress, uploadEvidence } from './read.ts';
import { createOutfall, listOutfalls, updateOutfall } from './register.ts';

export const outfallRoutes: readonly BoundRoute[] = [
  implement(contract.listOutfalls, ({ query }, ctx) => listOutfalls(ctx, query)),
  implement(contract.outfallProgress, (_call, ctx) => outfallProgress(ctx)),
  implement(contract.outfallTemplate, async ({ reply }, ctx) =>
    sendXlsx(reply, 'outfalls.xlsx', await exportOutfalls(ctx, null)),
  ),
  implement(contract.exportOutfalls, async ({ query, reply }, ctx) =>
    sendXlsx(reply, 'outfalls.xlsx', await exportOutfalls(ctx, query)),
  ),
  implement(contract.importOutfalls, async ({ actor, query, request }, ctx) =>
    importOutfalls(
      ctx,
      actor!,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
  implement(contract.createOutfall, ({ actor, body }, ctx) => createOutfall(ctx, actor!, body)),
  implement(contract.updateOutfall, ({ actor, params, body }, ctx) =>
    updateOutfall(ctx, actor!, params.id, body),
  ),
  implement(contract.getOutfall, ({ actor, params }, ctx) => getOutfall(ctx, actor!, params.id)),
  implement(contract.monitorOutfall, ({ actor, params, body }, ctx) =>
    monitorOutfall(ctx, actor!, params.id, body),
  ),
  implement(contract.traceOutfall, ({ actor, params, body }, ctx) =>
    traceOutfall(ctx, actor!, params.id, body),
  ),
  implement(contract.planOutfall, ({ actor, params, body }, ctx) =>
    planOutfall(ctx, actor!, params.id, body),
  ),
  implement(contract.treatOutfall, ({ actor, params, body }, ctx) =>
    treatOutfall(ctx, actor!, params.id, body),
  ),
  implement(contract.closeOutfall, ({ actor, params, body }, ctx) =>
    closeOutfall(ctx, actor!, params.id, body.reason),
  ),
  implement(contract.returnOutfall, ({ actor, params, body }, ctx) =>
    returnOutfall(ctx, actor!, params.id, body),
  ),
  implement(contract.uploadEvidence, async ({ actor, request }, ctx) =>
    uploadEvidence(ctx, actor!, (await uploadedFile(request)).bytes),
  ),
  implement(contract.getEvidence, async ({ params, reply }, ctx) => {
    const { bytes, mime } = await getEvidence(ctx, params.id, params.sha256);
    await reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes));
    return undefined;
  }),
];
