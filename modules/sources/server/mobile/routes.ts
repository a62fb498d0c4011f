import { type BoundRoute, implement, templateOf, uploadedFile } from '@tarim/platform';
import * as contract from '../../contract.ts';
import { uploads } from '../sql/mobile.ts';
import { sendXlsx, tongueOf } from '../use-cases/http.ts';
import { importMobile, postMobile } from './bring.ts';
import { MOBILE_COLUMNS, MOBILE_SHEETS } from './read-rows.ts';
import { inspectionViews, remoteViews } from './views.ts';

export const mobileRoutes: readonly BoundRoute[] = [
  implement(contract.postMobile, ({ machine, query, body, request }, ctx) =>
    postMobile(ctx, machine!, body, query.mode === 'commit', tongueOf(request)),
  ),
  implement(contract.importMobile, async ({ actor, query, request }, ctx) =>
    importMobile(
      ctx,
      actor!,
      query.kind,
      (await uploadedFile(request)).bytes,
      query.mode === 'commit',
      tongueOf(request),
    ),
  ),
  implement(contract.mobileTemplate, async ({ query: { kind }, reply }) =>
    sendXlsx(reply, `${kind}.xlsx`, await templateOf<string>(MOBILE_SHEETS[kind], MOBILE_COLUMNS[kind])),
  ),
  implement(contract.inspectionViews, ({ query }, ctx) => inspectionViews(ctx, query)),
  implement(contract.remoteViews, ({ query }, ctx) => remoteViews(ctx, query)),
  implement(contract.listMobileUploads, async ({ query }, ctx) => ({
    uploads: await uploads(ctx.db, query.after ?? null),
  })),
];
